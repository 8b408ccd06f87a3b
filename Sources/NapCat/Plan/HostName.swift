import Foundation
import Glibc

/// A host of a URL in the one spelling by which hosts are compared (https://url.spec.whatwg.org, host parsing).
struct HostName: Equatable, Hashable {
    /// In small letters; addresses in their shortest form, without brackets.
    let text: String

    /// - Returns: Nil for what no URL can have as its host.
    init?(_ written: some StringProtocol) {
        if written.hasPrefix("[") {
            guard written.hasSuffix("]"), let address = Self.version6(written.dropFirst().dropLast()) else {
                return nil
            }
            self.text = address
            return
        }
        // Full-width letters, digits and dots are taken for plain ones.
        let decoded = written.removingPercentEncoding ?? String(written)
        var name = decoded.precomposedStringWithCompatibilityMapping.replacing("\u{3002}", with: ".").lowercased()
        guard !name.isEmpty, !name.unicodeScalars.contains(where: Self.isForbidden) else { return nil }
        if name.hasSuffix(".") { name.removeLast() }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = labels.last, !last.isEmpty else { return nil }
        guard last.utf8.allSatisfy({ (0x30...0x39).contains($0) }) || Self.number(last) != nil else {
            self.text = name
            return
        }
        guard let address = Self.version4(labels) else { return nil }
        self.text = address
    }

    /// As ``init(_:)``, and IPv6 addresses without brackets, as operators write them.
    init?(bare host: String) {
        if let address = Self.version6(host) {
            self.init(text: address)
        } else {
            self.init(host)
        }
    }

    /// Whoever dials it reaches himself; Linux takes the unspecified addresses for that too.
    var isLoopback: Bool {
        self.text == "localhost" || self.text.hasSuffix(".localhost") || ["::1", "::", "0.0.0.0"].contains(self.text)
            || self.isLoopback4
    }

    /// The address that is reached by it: the loopback one for an unspecified one, any other itself.
    ///
    /// - Parameter foldingLoopback: 127.0.0.1 stands for all of 127.0.0.0/8.
    func dialled(foldingLoopback: Bool) -> HostName {
        if self.text == "0.0.0.0" || (foldingLoopback && self.isLoopback4) { return HostName(text: "127.0.0.1") }
        return self.text == "::" ? HostName(text: "::1") : self
    }

    /// An address of 127.0.0.0/8 that somebody has chosen: not the one that everybody takes.
    var isChosenLoopback: Bool { self.isLoopback4 && self.text != "127.0.0.1" }

    private var isLoopback4: Bool {
        self.text.hasPrefix("127.") && Self.version4(self.text.split(separator: ".")) != nil
    }

    private init(text: String) {
        self.text = text
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\u{0}"..."\u{20}", "\u{7F}", "#", "/", ":", "<", ">", "?", "@", "[", "\\", "]", "^", "|", "%": true
        default: false
        }
    }

    /// Four numbers or fewer, the last of which fills what is left; decimal, octal (`017`) or hexadecimal (`0x7f`).
    private static func version4(_ labels: [Substring]) -> String? {
        guard (1...4).contains(labels.count) else { return nil }
        var address: UInt64 = 0
        for (index, label) in labels.enumerated() {
            guard let number = Self.number(label) else { return nil }
            let isLast = index == labels.count - 1
            let bits = isLast ? 8 * UInt64(5 - labels.count) : 8
            guard number < 1 << bits else { return nil }
            address = address << bits | number
        }
        return [24, 16, 8, 0].map { String(address >> UInt64($0) & 0xFF) }.joined(separator: ".")
    }

    /// Nil for what is no number; one that is too large for any address is the largest of all.
    private static func number(_ label: Substring) -> UInt64? {
        if label.hasPrefix("0x") {
            let digits = label.dropFirst(2)
            return digits.isEmpty ? 0 : Self.number(digits, radix: 16)
        }
        let isOctal = label.count > 1 && label.hasPrefix("0")
        return Self.number(isOctal ? label.dropFirst() : label, radix: isOctal ? 8 : 10)
    }

    private static func number(_ digits: Substring, radix: Int) -> UInt64? {
        let isNumber = !digits.isEmpty && digits.utf8.allSatisfy { ($0.hexDigit ?? radix) < radix }
        return isNumber ? UInt64(digits, radix: radix) ?? .max : nil
    }

    private static func version6(_ text: some StringProtocol) -> String? {
        guard !text.utf8.contains(0) else { return nil }
        var address = in6_addr()
        guard inet_pton(AF_INET6, String(text), &address) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: &address) { Array($0) }
        if bytes.starts(with: Array(repeating: 0, count: 10) + [0xFF, 0xFF]) {
            return bytes.suffix(4).map(String.init).joined(separator: ".")
        }
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, &address, &buffer, socklen_t(buffer.count)) != nil else { return nil }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
