/// What logind does with a user's processes when he logs out (logind.conf(5)).
package struct LogindSettings: Equatable, Sendable {
    var killsUserProcesses = false
    /// Empty: all users.
    var onlyUsers: [String] = []
    /// nil: the default, which spares root alone.
    var excludedUsers: [String]?

    private static let folders = ["/etc/systemd", "/run/systemd", "/usr/local/lib/systemd", "/usr/lib/systemd"]
    /// In bytes, of one file.
    private static let limit = 64 * 1024
    /// Of one folder.
    private static let mostDropIns = 64

    /// Whether what `user` has started ends when he logs out.
    package func kills(_ user: String) -> Bool {
        if (self.excludedUsers ?? ["root"]).contains(user) { return false }
        return self.onlyUsers.isEmpty ? self.killsUserProcesses : self.onlyUsers.contains(user)
    }

    /// As logind reads them: the main file, then the drop-ins by their names; of two with one name that in the folder
    /// that comes first counts.
    package static func read(folders: HostFolders = HostFolders()) -> LogindSettings {
        var settings = LogindSettings()
        let places = Self.folders.map { folders.root + $0 }
        let main = places.map { $0 + "/logind.conf" }.first(where: ProcFile.exists)
        if let main, let text = ProcFile.text(main, limit: Self.limit) { settings.apply(text) }
        var dropIns: [String: String] = [:]
        for place in places.map({ $0 + "/logind.conf.d" }) {
            let names = (ProcFile.names(in: place) ?? []).filter { $0.hasSuffix(".conf") }.sorted()
            for name in names.prefix(Self.mostDropIns) where dropIns[name] == nil {
                dropIns[name] = "\(place)/\(name)"
            }
        }
        for (_, path) in dropIns.sorted(by: { $0.key < $1.key }) {
            if let text = ProcFile.text(path, limit: Self.limit) { settings.apply(text) }
        }
        return settings
    }

    /// Lays what `text` says over these.
    private mutating func apply(_ text: String) {
        var section = ""
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.trimmed
            if line.hasPrefix("[") {
                section = String(line)
                continue
            }
            guard section == "[Login]", !line.hasPrefix("#"), !line.hasPrefix(";"),
                let equals = line.firstIndex(of: "=")
            else { continue }
            let value = line[line.index(after: equals)...].trimmed
            switch line[..<equals].trimmed {
            case "KillUserProcesses":
                self.killsUserProcesses = ["1", "yes", "y", "true", "t", "on"].contains(value.lowercased())
            case "KillOnlyUsers": self.onlyUsers = Self.words(value)
            case "KillExcludeUsers": self.excludedUsers = Self.words(value)
            default: break
            }
        }
    }

    private static func words(_ value: Substring) -> [String] {
        value.split { $0 == " " || $0 == "\t" }.map(String.init)
    }
}

extension Substring {
    /// Without the blanks at both ends.
    fileprivate var trimmed: Substring {
        var rest = self.drop { $0 == " " || $0 == "\t" || $0 == "\r" }
        while let last = rest.last, last == " " || last == "\t" || last == "\r" { rest.removeLast() }
        return rest
    }
}
