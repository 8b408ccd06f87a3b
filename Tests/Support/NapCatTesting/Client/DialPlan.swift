import NIOCore
import Simulator

/// What NapCat's WebSocket library makes of an entry: where to dial and what to say.
struct DialPlan {
    /// What the library throws; NapCat does not try again after it.
    struct Impossible: Error {
        var text: String

        /// Without what it is about, which may hold a token.
        var name: String { String(self.text.prefix { $0 != ":" }) }
    }

    enum Destination {
        case address(EndpointAddress)
        /// Fails as a system's call does, before anything has gone out.
        case failure(String)
    }

    var destination: Destination
    var request: [UInt8]
    /// `Sec-WebSocket-Key`
    var key: String
    var isSecure: Bool

    /// - Throws: ``Impossible``.
    init(_ entry: ClientEntry, _ names: HostNames, account: Int64) throws(Impossible) {
        let (address, isSecure) = try Self.address(entry.url)
        guard entry.token.unicodeScalars.allSatisfy(Self.fitsHeader) else {
            throw Impossible(text: #"TypeError: Invalid character in header content ["Authorization"]"#)
        }
        self.key = ReverseLink.newKey()
        self.isSecure = isSecure
        self.destination = names.destination(of: address)
        self.request = Self.head(entry, address, account: account, key: self.key)
    }

    /// Node's rule for header values: a tab, and what Latin-1 can print.
    private static func fitsHeader(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x20...0x7E, 0x80...0xFF: true
        default: false
        }
    }

    private static func address(_ url: String) throws(Impossible) -> (EndpointAddress, isSecure: Bool) {
        let text = url.trimming { $0.isWhitespace }
        guard let mark = text.firstRange(of: "://") else { throw Impossible(text: "SyntaxError: Invalid URL: \(url)") }
        let scheme = text[..<mark.lowerBound].lowercased()
        guard ["ws", "wss", "http", "https"].contains(scheme) else {
            let known = #""ws:", "wss:", "http:", "https:", or "ws+unix:""#
            throw Impossible(text: "SyntaxError: The URL's protocol must be one of \(known)")
        }
        guard !text.contains("#") else {
            throw Impossible(text: "SyntaxError: The URL contains a fragment identifier")
        }
        let isSecure = scheme == "wss" || scheme == "https"
        do {
            var address = try EndpointAddress((isSecure ? "wss" : "ws") + text[mark.lowerBound...])
            address.host = address.host.lowercased()
            return (address, isSecure)
        } catch {
            throw Impossible(text: "SyntaxError: Invalid URL: \(url)")
        }
    }

    /// The head in the order of its lines that NapCat has been measured with.
    private static func head(_ entry: ClientEntry, _ address: EndpointAddress, account: Int64, key: String) -> [UInt8] {
        let lines = [
            "GET \(address.target) HTTP/1.1", "X-Self-ID: \(account)", "Authorization: Bearer \(entry.token)",
            "x-client-role: Universal", "User-Agent: OneBot/11", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: \(key)", "Connection: Upgrade", "Upgrade: websocket", "Host: \(address.authority)",
        ]
        // In Latin-1: everything else has been refused, or percent-encoded.
        return (lines.joined(separator: "\r\n") + "\r\n\r\n").unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }
}

extension String {
    fileprivate func trimming(_ isBlank: (Character) -> Bool) -> Substring {
        let front = self.drop(while: isBlank)
        return front.lastIndex { !isBlank($0) }.map { front[...$0] } ?? ""
    }
}
