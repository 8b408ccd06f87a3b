/// What this process hangs on: whether it ends with somebody's terminal (OPS-01).
package struct SessionFacts: Equatable, Sendable {
    /// Nil where /proc does not tell.
    package var hasTerminal: Bool?
    /// Whether the process leads a session of its own.
    package var leadsSession: Bool?
    /// The unit of systemd's that it runs in, as "ssh.service" or "session-3.scope"; nil outside of systemd, in
    /// containers, and where that cannot be told.
    package var unit: String?

    package init(hasTerminal: Bool? = nil, leadsSession: Bool? = nil, unit: String? = nil) {
        self.hasTerminal = hasTerminal
        self.leadsSession = leadsSession
        self.unit = unit
    }

    /// Reads two small files.
    package static func current(folders: HostFolders = HostFolders()) -> SessionFacts {
        var facts = SessionFacts()
        if let line = ProcFile.line("\(folders.process)/self/stat") {
            // pid (name) state parent group session terminal …, and the name may have spaces and brackets.
            let bytes = line.lastIndex(of: ")").map { line[line.index(after: $0)...] } ?? ""
            let words = ProcText.words(bytes, limit: 6)
            let own = line.prefix { $0 != " " }
            if words.count >= 5, let session = Int32(words[3]), let terminal = Int32(words[4]) {
                facts.hasTerminal = terminal != 0
                facts.leadsSession = Int32(own).map { $0 == session }
            }
        }
        facts.unit = ProcFile.text("\(folders.process)/self/cgroup", limit: 65_536).flatMap(Self.unit)
        return facts
    }

    /// The last unit on the path of systemd's own hierarchy.
    static func unit(in groups: String) -> String? {
        for line in ProcText.lines(groups) {
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3, fields[1] == "" || fields[1] == "name=systemd" else { continue }
            let parts = fields[2].split(separator: "/")
            if let unit = parts.last(where: { $0.hasSuffix(".service") || $0.hasSuffix(".scope") }) {
                return String(unit.prefix(256))
            }
        }
        return nil
    }
}
