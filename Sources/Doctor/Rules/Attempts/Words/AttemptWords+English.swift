import Snapshot

extension AttemptWords {
    /// `10.0.0.9 (User-Agent OneBot/11, QQ 1000010002)`.
    var who: String {
        var parts: [String] = []
        if let agent = self.caller.userAgent { parts.append("User-Agent \(self.cut(agent, 40))") }
        if !self.caller.selfIDs.isEmpty {
            let more = self.caller.others > 0 ? " and \(self.caller.others) more" : ""
            parts.append("QQ \(self.caller.selfIDs.joined(separator: ", "))\(more)")
        }
        return parts.isEmpty ? self.subject : "\(self.subject) (\(parts.joined(separator: ", ")))"
    }

    /// `12 refused handshakes from 10.0.0.9 since 14:02:11, last at 14:05:00.`
    func seen(_ one: String = "refused handshake", _ many: String = "refused handshakes") -> String {
        if self.finding.count == 1 { return "1 \(one) from \(self.who) at \(self.last)." }
        return "\(self.finding.count) \(many) from \(self.who) since \(self.first), last at \(self.last)."
    }

    /// What may stand behind it when a framework dials as if we were a bot.
    var frameworkHint: String {
        guard self.caller.looksLikeFramework else { return "" }
        return " It may be a bot framework that takes this console for a bot: then turn it to reverse WebSocket."
    }

    var address: String {
        self.context.address ?? "ws://ADDRESS-OF-THIS-MACHINE:\(self.context.port)\(self.context.path)"
    }

    var open: String {
        switch self.kind {
        case .llBot: "On that machine open LLBot's settings → OneBot 11 → the reverse WebSocket."
        case .lagrange: "On that machine open Lagrange's appsettings.json → Implementations → ReverseWebSocket."
        case .goCqhttp: "On that machine open go-cqhttp's config.yml → servers → ws-reverse."
        case .napCat: "On that machine open NapCat's WebUI → Network configuration → WebSocket client."
        case .browser: "A page or an add-on of a browser asked, not a bot: nothing has to be done for it."
        default:
            "On that machine open the bot's settings (NapCat: WebUI → Network configuration → WebSocket client)."
        }
    }

    /// What is to be pasted, and how it is copied.
    var rightKey: String {
        self.caller.keyName.map { "key \"\($0)\" (8 Settings, Keys: c copies it)" } ?? "access key (c copies it)"
    }

    var putKey: String { "Put the present \(self.rightKey) into its field \(self.tokenField)." }

    var putAddress: String {
        switch self.kind {
        case .lagrange:
            "Set Port to \(self.context.port) and Suffix to \(self.context.path), Host to the address of this machine."
        case .goCqhttp: "Set universal to \(self.address) (y copies it)."
        default: "Set its URL to \(self.address) (y copies it)."
        }
    }

    var save: String {
        switch self.kind {
        case .lagrange, .goCqhttp: "Save the file and restart the program."
        case .llBot, .browser: "Save."
        default: "Save, then switch the client off and on: NapCat keeps the old token until it reconnects."
        }
    }

    var saveAddress: String {
        self.kind == .lagrange || self.kind == .goCqhttp ? "Save the file and restart the program." : "Save."
    }

    static let clearsByConnecting = "goes away when it connects"
    static let fades = "goes away by itself 15 minutes after the last one"
}
