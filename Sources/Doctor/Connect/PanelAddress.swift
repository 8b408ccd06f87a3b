package import Snapshot

/// Where NapCat's WebUI is, as it may be shown: of its URL only what leads there, never a token in its query.
struct PanelAddress: Equatable, Sendable {
    /// What comes with NapCat.
    static let defaultPort = 6099

    let isSecure: Bool
    /// IPv6 in brackets.
    let host: String
    let port: Int
    private let path: String

    /// - Returns: Nil for what is no http or https URL.
    init?(_ url: String) {
        let trimmed = url.drop { $0 == " " }
        let scheme = trimmed.prefix { $0 != ":" }.lowercased()
        guard scheme == "http" || scheme == "https", trimmed.dropFirst(scheme.count).hasPrefix("://") else {
            return nil
        }
        var rest = trimmed.dropFirst(scheme.count + 3)
        // Whoever has a name and password in front keeps them to himself.
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        if let at = rest[..<end].lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        guard let parts = SocketURL((scheme == "https" ? "wss://" : "ws://") + rest) else { return nil }
        self.isSecure = parts.isSecure
        self.host = parts.host
        self.port = parts.port
        self.path = String(parts.path.prefix { $0 != "?" && $0 != "#" })
    }

    /// `127.0.0.1:6099`.
    var shown: String { "\(self.host):\(self.port)" }

    /// `http://127.0.0.1:6099/webui`.
    var url: String { self.page(on: self.host) }

    func page(on host: String) -> String {
        "\(self.isSecure ? "https" : "http")://\(host):\(self.port)\(self.path)"
    }

    /// Whether nobody can have meant another one: this is what the settings say before anybody changes them.
    var isDefault: Bool { self.host == "127.0.0.1" && self.port == Self.defaultPort && !self.isSecure }

    /// The same of a bot's URL, which may have a key in its query.
    static func strippedSocket(_ url: String) -> String {
        FindingContext.cut(self.bare(url), to: 64)
    }

    /// Without query and fragment, and without a name and password in front of the host.
    private static func bare(_ text: String) -> String {
        let head = text.prefix { $0 != "?" && $0 != "#" }
        let start = head.firstRange(of: "//")?.upperBound ?? head.startIndex
        let end = head[start...].firstIndex(of: "/") ?? head.endIndex
        guard let at = head[start..<end].lastIndex(of: "@") else { return String(head) }
        return String(head[..<start]) + String(head[head.index(after: at)...])
    }

    static func joined(_ host: String, _ port: Int) -> String {
        let host = FindingContext.cut(host, to: 64)
        return host.contains(":") && !host.hasPrefix("[") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// Any text that a program calls a URL, without what may hold a token.
    static func stripped(_ text: String) -> String {
        if let address = PanelAddress(text) { return FindingContext.cut(address.url, to: 80) }
        return FindingContext.cut(self.bare(text), to: 80)
    }
}

/// What the words on NapCat's troubles need beside the trouble.
package struct NapCatPlace: Equatable, Sendable {
    /// `127.0.0.1:6099`; the setting as it is where it is no URL.
    package var address: String
    /// `http://127.0.0.1:6099/webui`, without anything behind it.
    package var page: String
    /// Without brackets.
    var host: String
    var port: Int
    /// Its container's name; nil where none was found.
    package var container: String?
    /// Whether a container engine answers: where it does and knows no container of NapCat's, there most likely is none.
    package var hasEngine: Bool
    /// Whether the WebUI answered when it was last looked at.
    var isUp: Bool
    /// Times of day are written in this zone: seconds east of UTC.
    package var utcOffset: Int
    var keys: PanelKeys

    /// - Parameter inPanel: The words are read in panel 2 itself.
    package init(_ napcat: NapCatFacts, utcOffset: Int = 0, inPanel: Bool = false) {
        let parsed = PanelAddress(napcat.webUI)
        self.address = parsed?.shown ?? PanelAddress.stripped(napcat.webUI)
        self.page = parsed?.url ?? PanelAddress.stripped(napcat.webUI)
        self.tunnelPage = parsed?.page(on: "127.0.0.1") ?? self.page
        self.host = parsed.map { $0.host.filter { $0 != "[" && $0 != "]" } } ?? self.address
        self.port = parsed?.port ?? PanelAddress.defaultPort
        self.container = napcat.look?.container.map { FindingContext.cut($0.name, to: 64) }
        self.hasEngine = napcat.look?.hasEngine ?? false
        self.isUp = napcat.look?.isUp ?? false
        self.utcOffset = utcOffset
        self.keys = PanelKeys(areNear: inPanel)
    }

    /// The end of a step: what to type where NapCat is in a container, as far as that is known.
    ///
    /// - Parameter command: Gets the container's name, ready for a shell.
    func docker(_ language: Language, _ command: (String) -> String) -> String {
        let text = command(self.quotedContainer)
        switch language {
        case .english:
            if self.container != nil { return ": \(text)" }
            return self.hasEngine ? "." : " (in Docker: \(text))."
        case .chinese:
            if self.container != nil { return "：\(text)" }
            return self.hasEngine ? "。" : "（Docker：\(text)）。"
        }
    }

    /// To paste into a command.
    var quotedContainer: String { self.container.map(ResourceSymptom.quoted) ?? "napcat" }

    /// For the operator's own PC: the page is then there under ``tunnelPage``.
    var tunnel: String {
        let target = ["localhost", "::1"].contains(self.host) ? "127.0.0.1" : self.host
        return "ssh -L \(self.port):\(PanelAddress.joined(target, self.port)) USER@SERVER"
    }

    /// Without anything behind it, too.
    let tunnelPage: String
}
