package import Snapshot

/// The list of keys and the form for a new one.
package protocol KeyPhrases {
    var keysTitle: String { get }
    var keysLabel: String { get }
    var keysHelp: String { get }
    /// How many further keys there are, and which.
    func keysValue(_ names: [String]) -> String
    func keysStillUsed(by users: Int) -> String
    /// Name, key, account, addresses, links, last use.
    var keyHeadings: [String] { get }
    var anyBot: String { get }
    var anywhere: String { get }
    func keyNote(uses: Int, selfID: String?, from: [String]) -> String
    var noNamedKeys: String { get }
    func previousKeyTitle(_ name: String?, replaced: String, until: String?) -> String
    var previousKeyUnused: String { get }
    func keyUserState(_ user: KeyUser) -> String
    /// Of a link: which key opened it; nil where that says nothing.
    func linkKey(_ key: LinkKey) -> String?
    func keyNamed(_ name: String) -> String
    func copiedKey(_ name: String, by route: TerminalFacts.ClipboardRoute) -> String
    var revokeTitle: String { get }
    func revokeText(_ name: String, links: Int) -> String
    var revokeYes: String { get }
    var addKeyTitle: String { get }
    var addKeyText: String { get }
    /// Name, account, addresses.
    var keyFieldLabels: [String] { get }
    var keyFieldHints: [String] { get }
    var keyNeedsName: String { get }
}

extension EnglishPhrases {
    package var keysTitle: String { "Keys" }
    package var keysLabel: String { "Keys" }
    package var keysHelp: String { "Further keys, one for each bot" }

    package func keysValue(_ names: [String]) -> String {
        names.isEmpty ? "the access key alone" : "\(names.count) more: \(names.joined(separator: ", "))"
    }

    package func keysStillUsed(by users: Int) -> String { "old key used by \(users)" }

    package var keyHeadings: [String] { ["Name", "Key", "For", "From", "Links", "Last"] }
    package var anyBot: String { "any bot" }
    package var anywhere: String { "anywhere" }

    package func keyNote(uses: Int, selfID: String?, from: [String]) -> String {
        let count = uses == 1 ? "1 handshake" : "\(uses) handshakes"
        let who = selfID.map { "QQ \($0) alone" } ?? "any bot"
        let place = from.isEmpty ? "anywhere" : from.joined(separator: ", ")
        return "\(count) in 24 h. Good for \(who), from \(place)."
    }

    package var noNamedKeys: String {
        "With a key of its own for each bot, one that leaks can be revoked without touching the others. a adds one."
    }

    package func previousKeyTitle(_ name: String?, replaced: String, until: String?) -> String {
        guard let name else {
            return "Access key replaced \(replaced), " + (until.map { "accepted until \($0)" } ?? "refused")
        }
        return "Key \(name) revoked \(replaced), refused"
    }

    package var previousKeyUnused: String { "Nobody uses it." }

    package func keyUserState(_ user: KeyUser) -> String {
        switch user.state {
        case .connected: "connected until it ends"
        case .accepted: "let in, gone again"
        case .refused: user.count == 1 ? "refused once" : "refused \(user.count) times"
        }
    }

    package func linkKey(_ key: LinkKey) -> String? {
        switch key {
        case .accessKey: nil
        case .named(let name): "key \(name)"
        case .previous: "previous key"
        }
    }

    package func keyNamed(_ name: String) -> String { "Key \(name)" }

    package func copiedKey(_ name: String, by route: TerminalFacts.ClipboardRoute) -> String {
        "Key \(name) \(self.copyWay(route)); v shows it to select by hand"
    }

    package var revokeTitle: String { "Revoke key" }

    package func revokeText(_ name: String, links: Int) -> String {
        let cut =
            switch links {
            case 0: "No bot is connected with it."
            case 1: "The connection that it opened is closed."
            default: "The \(links) connections that it opened are closed."
            }
        return "The key \(name) is refused from now on and cannot be had back. \(cut)"
    }

    package var revokeYes: String { "revoke it" }
    package var addKeyTitle: String { "Add a key" }
    package var addKeyText: String {
        "A random key is made and saved. Say which bot and which addresses it is good for, or leave that empty."
    }
    package var keyFieldLabels: [String] { ["Name", "QQ", "From"] }
    package var keyFieldHints: [String] {
        ["letters, digits, . _ -", "account number; empty: any bot", "10.0.0.0/8, fd00::/8; empty: anywhere"]
    }
    package var keyNeedsName: String { "A name is needed, to tell it from the others." }
}

extension ChinesePhrases {
    package var keysTitle: String { "密钥" }
    package var keysLabel: String { "密钥列表" }
    package var keysHelp: String { "更多密钥，可为每个机器人单独设置" }

    package func keysValue(_ names: [String]) -> String {
        names.isEmpty ? "只有访问密钥" : "另有 \(names.count) 个：\(names.joined(separator: "、"))"
    }

    package func keysStillUsed(by users: Int) -> String { "\(users) 个仍用旧密钥" }

    package var keyHeadings: [String] { ["名称", "密钥", "账号", "来源地址", "连接", "最近"] }
    package var anyBot: String { "任意" }
    package var anywhere: String { "任意" }

    package func keyNote(uses: Int, selfID: String?, from: [String]) -> String {
        let who = selfID.map { "QQ \($0)" } ?? "任意机器人"
        let place = from.isEmpty ? "任意地址" : from.joined(separator: "、")
        return "24 小时内连接 \(uses) 次。可用账号：\(who)；可用来源：\(place)。"
    }

    package var noNamedKeys: String { "为每个机器人单独设置密钥后，某个密钥泄露时可单独吊销，不影响其他机器人。按 a 添加。" }

    package func previousKeyTitle(_ name: String?, replaced: String, until: String?) -> String {
        guard let name else {
            return "\(replaced) 更换的旧访问密钥，" + (until.map { "在 \($0) 前可用" } ?? "已拒绝")
        }
        return "\(replaced) 吊销的密钥 \(name)，已拒绝"
    }

    package var previousKeyUnused: String { "没有机器人在使用。" }

    package func keyUserState(_ user: KeyUser) -> String {
        switch user.state {
        case .connected: "已连接，保持到断开为止"
        case .accepted: "曾连入，已断开"
        case .refused: "被拒绝 \(user.count) 次"
        }
    }

    package func linkKey(_ key: LinkKey) -> String? {
        switch key {
        case .accessKey: nil
        case .named(let name): "密钥 \(name)"
        case .previous: "旧密钥"
        }
    }

    package func keyNamed(_ name: String) -> String { "密钥 \(name)" }

    package func copiedKey(_ name: String, by route: TerminalFacts.ClipboardRoute) -> String {
        "密钥 \(name) \(self.copyWay(route))；若粘贴不对，按 v 手动选取"
    }

    package var revokeTitle: String { "吊销密钥" }

    package func revokeText(_ name: String, links: Int) -> String {
        let cut = links == 0 ? "当前没有机器人使用它。" : "使用它的 \(links) 条连接将被断开。"
        return "密钥 \(name) 将立即失效，无法恢复。\(cut)"
    }

    package var revokeYes: String { "吊销" }
    package var addKeyTitle: String { "添加密钥" }
    package var addKeyText: String { "将生成并保存随机密钥。可限定账号和来源地址，留空则不限。" }
    package var keyFieldLabels: [String] { ["名称", "QQ", "来源地址"] }
    package var keyFieldHints: [String] {
        ["英文字母、数字、. _ -", "账号；留空则任意", "10.0.0.0/8, fd00::/8；留空则任意"]
    }
    package var keyNeedsName: String { "请填写名称，以便区分。" }
}
