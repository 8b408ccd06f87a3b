import Snapshot

/// The words around the keys on standard output and error.
extension CommandPhrases {
    func keyAdded(_ name: String, isShown: Bool) -> String {
        isShown
            ? self.say(
                "This is the key \(name). It is shown this once: put it into the token field of its bot.",
                zh: "这是密钥 \(name)，只显示这一次：请填入对应机器人的 Token 栏。"
            )
            : self.say("The key \(name) was added.", zh: "已添加密钥 \(name)。")
    }

    func keyRevoked(_ name: String, closedLinks: Int?) -> String {
        switch closedLinks {
        case nil: self.say("The key \(name) is revoked.", zh: "密钥 \(name) 已吊销。")
        case 0?:
            self.say(
                "The key \(name) is revoked. No bot was connected with it.",
                zh: "密钥 \(name) 已吊销，没有机器人正在使用它。"
            )
        case 1?:
            self.say(
                "The key \(name) is revoked, and the connection that it had opened is closed.",
                zh: "密钥 \(name) 已吊销，使用它的 1 条连接已断开。"
            )
        case let count?:
            self.say(
                "The key \(name) is revoked, and the \(count) connections that it had opened are closed.",
                zh: "密钥 \(name) 已吊销，使用它的 \(count) 条连接已断开。"
            )
        }
    }

    func revokeQuestion(_ name: String, links: Int?) -> String {
        let cut =
            switch links {
            case nil, 0?: ""
            case 1?: self.say(" The connection that it opened is closed.", zh: "使用它的 1 条连接将被断开。")
            case let count?:
                self.say(" The \(count) connections that it opened are closed.", zh: "使用它的 \(count) 条连接将被断开。")
            }
        return self.say("Revoke the key \(name)?", zh: "吊销密钥 \(name)？") + cut
    }

    func revokeNeedsYes() -> String {
        self.say(
            "Nothing was changed: there is no terminal to ask on. Add --yes to revoke without a question.",
            zh: "未作修改：没有可供确认的终端。加上 --yes 可不经询问直接吊销。"
        )
    }

    // MARK: - The list

    func keyHeadings() -> [String] {
        switch self.language {
        case .english: ["Key", "Ends in", "For", "From", "Links", "Last used", "Uses in 24 h"]
        case .chinese: ["密钥", "末尾", "账号", "来源地址", "连接", "最近使用", "24 小时内次数"]
        }
    }

    func accessKeyName() -> String { self.say("(access key)", zh: "（访问密钥）") }
    func anyAccount() -> String { self.say("any bot", zh: "任意") }
    func anywhere() -> String { self.say("anywhere", zh: "任意") }

    func previousKey(_ name: String?, replaced: String, until: String?) -> String {
        guard let name else {
            let grace =
                until.map { self.say(" is accepted until \($0).", zh: "，在 \($0) 之前仍可使用。") }
                ?? self.say(" is refused.", zh: "，已拒绝。")
            return self.say("The access key replaced on \(replaced)", zh: "\(replaced) 更换的旧访问密钥") + grace
        }
        return self.say("The key \(name), revoked on \(replaced), is refused.", zh: "\(replaced) 吊销的密钥 \(name)，已拒绝。")
    }

    func stillUsedBy() -> String { self.say(" Still used by:", zh: "仍在使用：") }
    func usedByNobody() -> String { self.say(" Nobody uses it.", zh: "没有机器人在使用。") }

    func keyUserState(_ state: KeyUser.State) -> String {
        switch state {
        case .connected: self.say("connected", zh: "已连接")
        case .accepted: self.say("let in, gone again", zh: "曾连入，已断开")
        case .refused: self.say("refused", zh: "被拒绝")
        }
    }

    func times(_ count: Int) -> String { self.say(count == 1 ? "once" : "\(count) times", zh: "\(count) 次") }
    func ago(_ age: String) -> String { self.say("\(age) ago", zh: "\(age)前") }
}
