import Snapshot

/// What a remedy has done, in words.
struct RemedyPhrases {
    var language: Language

    private func say(_ english: String, zh chinese: String) -> String {
        switch self.language {
        case .english: english
        case .chinese: chinese
        }
    }

    func previousKeyAccepted(minutes: Int) -> String {
        self.say("The previous key is accepted for \(minutes) more minutes.", zh: "旧密钥将继续有效 \(minutes) 分钟。")
    }

    var noPreviousKey: String {
        self.say("No key has been replaced yet; there is nothing to accept.", zh: "还没有更换过密钥，无旧密钥可接受。")
    }

    func pathAccepted(_ path: String) -> String {
        self.say("The path \(path) is accepted from now on.", zh: "已接受路径 \(path)。")
    }

    func linksClosed(_ count: Int) -> String {
        self.say(count == 1 ? "1 link was closed." : "\(count) links were closed.", zh: "已断开 \(count) 条连接。")
    }

    var linksGone: String {
        self.say("These links have ended already.", zh: "这些连接已经断开。")
    }

    func portUsed(_ port: Int) -> String {
        self.say("Listening on port \(port); bots need the new address.", zh: "已监听端口 \(port)，机器人需改用新地址。")
    }

    var listensEverywhere: String {
        self.say("Listening on all addresses of this machine.", zh: "已监听本机全部地址。")
    }

    func keyRotated(minutes: Int) -> String {
        self.say(
            "A new access key is in force; the old one is accepted for \(minutes) more minutes.",
            zh: "新访问密钥已生效，旧密钥在 \(minutes) 分钟内仍可使用。"
        )
    }
}
