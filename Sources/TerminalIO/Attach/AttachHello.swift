package import Terminal

/// What a terminal client tells of itself when it attaches: the terminal, and the parts of its environment that say
/// how to draw and how a copy gets out of it. As lines `name=value`, so that versions can differ.
package struct AttachHello: Equatable, Sendable {
    /// The versions of the protocol that a server of this program speaks.
    ///
    /// 2 knows read-only terminals. What all versions share, so that each can refuse another in words: the frame of a
    /// message, the lines of a hello with its `version` and `program`, and ``AttachEnd``.
    package static let versions = 1...2
    /// Environment variables that travel; the presence alone of `TMUX` and `STY` matters.
    package static let environmentNames = [
        "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE", "COLORTERM", "TMUX", "STY",
        "SSH_CONNECTION", "USER",
    ]

    /// The lowest version that does what is asked for: a server that did not know `isReadOnly` would let an onlooker do
    /// everything.
    package var version: Int
    package var program: String
    package var terminal: String
    package var size: Size
    /// `--lang`, when given.
    package var language: String?
    /// Seconds east of UTC where the operator is, for the times on his screen.
    package var utcOffset: Int
    /// An onlooker's terminal.
    package var isReadOnly: Bool
    /// Whether the client says of each frame when the terminal has taken it.
    package var confirmsFrames: Bool
    /// Whether there is a shell that can bring the client back when it stops; a client that says nothing of it has one.
    package var hasShell: Bool
    package var environment: [String: String]

    package init(
        version: Int? = nil,
        program: String,
        terminal: String,
        size: Size,
        language: String? = nil,
        utcOffset: Int = 0,
        isReadOnly: Bool = false,
        confirmsFrames: Bool = false,
        hasShell: Bool = true,
        environment: [String: String] = [:]
    ) {
        self.version = version ?? (isReadOnly ? 2 : 1)
        self.program = program
        self.terminal = terminal
        self.size = size
        self.language = language
        self.utcOffset = utcOffset
        self.isReadOnly = isReadOnly
        self.confirmsFrames = confirmsFrames
        self.hasShell = hasShell
        self.environment = environment
    }

    var bytes: [UInt8] {
        var lines = [
            "version=\(self.version)", "program=\(self.program)", "terminal=\(self.terminal)",
            "columns=\(self.size.columns)", "rows=\(self.size.rows)", "utc_offset=\(self.utcOffset)",
        ]
        if self.confirmsFrames { lines.append("confirms=frames") }
        if self.isReadOnly { lines.append("access=read-only") }
        if !self.hasShell { lines.append("shell=none") }
        if let language = self.language { lines.append("language=\(language)") }
        for name in Self.environmentNames {
            guard let value = self.environment[name], !value.contains("\n") else { continue }
            // Where the multiplexer's socket is concerns nobody but the client.
            lines.append("env.\(name)=\(["TMUX", "STY"].contains(name) ? "yes" : value)")
        }
        return Array(lines.joined(separator: "\n").utf8)
    }

    /// Nil when the bytes are no hello at all.
    init?(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var values: [String: String] = [:]
        for line in text.split(separator: "\n").prefix(64) {
            let pair = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { return nil }
            values[String(pair[0])] = String(pair[1].prefix(1024))
        }
        guard let version = values["version"].flatMap({ Int($0) }) else { return nil }
        self.version = version
        self.program = values["program"] ?? "?"
        self.terminal = values["terminal"] ?? ""
        self.size = AttachMessage.size(
            columns: values["columns"].flatMap { Int($0) } ?? 0,
            rows: values["rows"].flatMap { Int($0) } ?? 0
        )
        self.language = values["language"]
        let offset = values["utc_offset"].flatMap { Int($0) } ?? 0
        self.utcOffset = (-86_400...86_400).contains(offset) ? offset : 0
        // A word that we do not know is a restriction that we do not know.
        self.isReadOnly = values["access"] != nil
        self.confirmsFrames = values["confirms"] == "frames"
        self.hasShell = values["shell"] != "none"
        self.environment = [:]
        for name in Self.environmentNames { self.environment[name] = values["env.\(name)"] }
    }
}
