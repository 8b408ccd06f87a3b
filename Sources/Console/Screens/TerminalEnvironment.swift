import ConsoleUI
import Snapshot

/// What the operator's environment says about language, letters, colours and the way to the clipboard.
struct TerminalEnvironment: Equatable, Sendable {
    private let values: [String: String]

    init(_ values: [String: String]) {
        // An empty variable counts as absent.
        self.values = values.filter { !$0.value.isEmpty }
    }

    /// By the first of `LC_ALL`, `LC_MESSAGES`, `LANG`.
    var language: Language {
        let locale = self.first("LC_ALL", "LC_MESSAGES", "LANG")
        return locale.lowercased().hasPrefix("zh") ? .chinese : .english
    }

    /// Whether the terminal's locale is UTF-8. Without any locale, as over many SSH lines, it is taken to be.
    var isUnicode: Bool {
        let locale = self.first("LC_ALL", "LC_CTYPE", "LANG").lowercased()
        if locale.isEmpty { return true }
        return locale.contains("utf-8") || locale.contains("utf8")
    }

    /// `NO_COLOR` in any form switches colours off, `CLICOLOR_FORCE` has the last word against nothing else.
    var wantsColor: Bool { self.values["NO_COLOR"] == nil }

    /// The address of this machine that the operator's SSH connection goes to.
    var reachedAt: String? {
        let parts = self.values["SSH_CONNECTION"]?.split(separator: " ") ?? []
        return parts.count == 4 ? String(parts[2]) : nil
    }

    /// Where the operator's SSH connection comes from.
    var clientAddress: String? {
        let parts = self.values["SSH_CONNECTION"]?.split(separator: " ") ?? []
        return parts.count == 4 ? String(parts[0]) : nil
    }

    func clipboard(terminal: String) -> TerminalFacts.ClipboardRoute {
        switch ClipboardRoute(environment: self.values.merging(["TERM": terminal]) { $1 }) {
        case .plain: .plain
        case .tmux: .tmux
        case .screen: .screen
        }
    }

    private func first(_ names: String...) -> String {
        for name in names {
            if let value = self.values[name] { return value }
        }
        return ""
    }
}
