import Snapshot

/// What a connection of the console to itself has shown, in words.
struct SelfTestPhrases {
    let language: Language

    private func say(_ english: String, zh chinese: String) -> String {
        switch self.language {
        case .english: english
        case .chinese: chinese
        }
    }

    func answer(_ check: SelfTestFacts.Check) -> String {
        switch (check.answer, check.question) {
        case (.asExpected(let milliseconds), .rightKey):
            self.say(
                "the right key was let in after \(Self.text(milliseconds)) ms",
                zh: "正确的密钥在 \(Self.text(milliseconds)) 毫秒后通过"
            )
        case (.asExpected(let milliseconds), .wrongKey):
            self.say(
                "a wrong key was refused after \(Self.text(milliseconds)) ms",
                zh: "错误的密钥在 \(Self.text(milliseconds)) 毫秒后被拒绝"
            )
        case (.status(let status), .rightKey):
            self.say("the right key was answered \(status) instead of 101", zh: "正确的密钥得到 \(status)，应为 101")
        case (.status(let status), .wrongKey):
            self.say("a wrong key was answered \(status) instead of 403", zh: "错误的密钥得到 \(status)，应为 403")
        case (.notReached(let reason), _):
            self.say("not reached: \(reason)", zh: "无法连接：\(reason)")
        case (.timedOut, _):
            self.say("no answer within 2 s", zh: "2 秒内没有应答")
        case (.somebodyElse, _):
            self.say("another program answers here", zh: "应答的是其他程序")
        }
    }

    func summary(_ facts: SelfTestFacts) -> String {
        let (passed, all) = facts.addresses
        guard all > 0 else {
            return self.say("self-test: nothing listens that could be tested", zh: "自检：没有可测试的监听地址")
        }
        guard passed == all else {
            return self.say(
                "self-test: only \(passed) of \(all) addresses answer as they must",
                zh: "自检：\(all) 个地址中只有 \(passed) 个应答正确"
            )
        }
        return self.say(
            "self-test: all \(all) addresses answer; firewalls in front cannot be seen from here",
            zh: "自检：\(all) 个地址全部应答正确；外部防火墙从本机看不到"
        )
    }

    private static func text(_ milliseconds: Double) -> String {
        let tenths = Int(max(0, min(1e9, milliseconds * 10)).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
