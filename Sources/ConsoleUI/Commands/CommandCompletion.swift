import OneBot
import Snapshot

extension ConsoleModel {
    /// Whole lines that begin with what stands on the `:` line: names, and behind a name what may follow it.
    func completions(of line: String) -> [String] {
        let names = self.offeredCommands.map(\.name)
        for spec in self.offeredCommands.sorted(by: { $0.name.count > $1.name.count }) {
            guard let argument = spec.argument, line.hasPrefix(spec.name + " ") else { continue }
            let typed = line.dropFirst(spec.name.count + 1)
            let values = self.values(for: argument).filter { $0.hasPrefix(typed) }
            // `key` alone begins `key rotate` too, and `log` is followed by a level: names win where they fit.
            let longer = names.filter { $0.hasPrefix(line) }
            return longer + values.map { "\(spec.name) \($0)" }
        }
        return names.filter { $0.hasPrefix(line) }
    }

    /// What is known to fit an argument; empty where anything may.
    private func values(for argument: CommandArgument) -> [String] {
        switch argument {
        case .language: ["auto", "en", "zh"]
        case .grace: ["10m", "1h"]
        case .level: LogLine.Level.allCases.map(\.name)
        case .action: ActionCatalogue.actions.map(\.name)
        case .bot: self.snapshot.bots.map(\.selfID).filter { !$0.isEmpty }
        case .blockedAddress: self.snapshot.blocked.map(\.address)
        case .address: self.knownAddresses
        case .host: ["0.0.0.0", "127.0.0.1", "::"]
        case .port, .path, .url: []
        }
    }

    private var knownAddresses: [String] {
        var seen: Set<String> = []
        let bots = self.snapshot.bots.map(\.peerAddress)
        let found = self.findings.entries.compactMap(\.address)
        return (bots + found).filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}

/// The longest beginning that all of `lines` share.
func commonPrefix(of lines: [String]) -> String {
    guard var prefix = lines.first else { return "" }
    for line in lines.dropFirst() {
        while !line.hasPrefix(prefix) { prefix.removeLast() }
    }
    return prefix
}
