/// What systemd does with a user's programs when his last session ends (logind.conf(5)).
package enum LoginPolicy {
    /// Whether they are killed (`KillUserProcesses`), which is not the default on Debian; false where nothing says so.
    package static func killsProcesses(folders: HostFolders = HostFolders()) -> Bool {
        let main = "\(folders.settings)/systemd/logind.conf"
        let parts = (ProcFile.names(in: main + ".d") ?? []).filter { $0.hasSuffix(".conf") }.sorted().prefix(64)
        let texts = ([main] + parts.map { "\(main).d/\($0)" }).compactMap { ProcFile.text($0, limit: 65_536) }
        return texts.compactMap(Self.value).last ?? false
    }

    /// The last word of one file.
    private static func value(in text: String) -> Bool? {
        var value: Bool?
        for line in ProcText.lines(text) where line.hasPrefix("KillUserProcesses=") {
            let word = line.dropFirst("KillUserProcesses=".count).lowercased().prefix { $0 != " " }
            value = ["1", "yes", "y", "true", "t", "on"].contains(word)
        }
        return value
    }
}
