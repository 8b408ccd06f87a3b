import Snapshot

/// What is said of replacing the program that serves.
struct SuccessionPhrases {
    private let phrases: CommandPhrases

    init(_ language: Language) {
        self.phrases = CommandPhrases(language)
    }

    private func say(_ english: String, zh chinese: String) -> String { self.phrases.say(english, zh: chinese) }

    /// A sentence of either language with its full stop, to be followed by another.
    private func closed(_ sentence: String) -> String {
        if sentence.hasSuffix("。") { return sentence }
        if sentence.hasSuffix(".") { return sentence + " " }
        return sentence + self.say(". ", zh: "。")
    }

    func noProgram(_ path: String?) -> String {
        let path = path ?? "onebot-console"
        return self.say(
            "There is no program at \(path) to go on with. Install the new version there, then try again. "
                + "The running one serves on.",
            zh: "\(path) 处没有可执行的程序。请先把新版本安装到该位置再重试。当前控制台继续运行。"
        )
    }

    func cannotServe(_ path: String, _ sentence: String) -> String {
        self.say(
            "\(path) cannot serve with the present settings: \(self.closed(sentence))The running one serves on.",
            zh: "\(path) 无法使用当前设置提供服务：\(self.closed(sentence))当前控制台继续运行。"
        )
    }

    func noConsole(_ path: String) -> String {
        self.say(
            "\(path) does not say that it could take over: it is no OneBot Console, one that is too old, or broken. "
                + "Try \(path) --version. The running one serves on.",
            zh: "\(path) 未能确认可以接替：它可能不是 OneBot Console、版本过旧或已损坏。请试 \(path) --version。当前控制台继续运行。"
        )
    }

    /// - Parameters:
    ///   - count: Of the sockets that listen; `0.0.0.0` has two where there is IPv6.
    ///   - most: That can be handed over.
    func tooManyListeners(_ count: Int, most: Int) -> String {
        self.say(
            "The console listens on \(count) addresses, and an upgrade can hand over \(most) at most. Restart the service "
                + "instead: sudo systemctl restart onebot-console. A console without a service: onebot-console stop, then "
                + "onebot-console. The running one serves on.",
            zh: "控制台正在监听 \(count) 个地址，而升级最多只能移交 \(most) 个。请改为重启服务：sudo systemctl restart "
                + "onebot-console。未使用服务时：先执行 onebot-console stop，再执行 onebot-console。当前控制台继续运行。"
        )
    }

    /// - Parameters:
    ///   - path: Of the setting.
    ///   - reason: Without a full stop.
    func setting(_ path: String, _ reason: String) -> String {
        self.say("\(path): \(reason).", zh: "\(path)：\(reason)。")
    }

    /// - Parameter start: What starts it.
    func isEnding(start: String) -> String {
        self.say(
            "The console is about to end, because somebody has stopped it; nothing follows. Start the new version with: "
                + start,
            zh: "控制台正在停止，不会再被替换。启动新版本：\(start)"
        )
    }

    func hasEnded(logFile: String, start: String) -> String {
        self.say(
            "The console has ended while it was replaced: somebody has stopped it, or the new program has died. "
                + "\(logFile) says more. Start it with: \(start)",
            zh: "控制台在替换过程中已停止：可能有人将其停止，或新程序异常退出。详见 \(logFile)。重新启动：\(start)"
        )
    }

    /// - Parameter reason: Of the system.
    func notStarted(_ path: String, _ reason: String) -> String {
        self.say("\(path) could not be started: \(reason).", zh: "无法启动 \(path)：\(reason)。")
    }

    func replaced(from old: String, to new: String, seconds: String) -> String {
        self.done(from: old, to: new, seconds: seconds)
            + self.say(
                "No connection was refused; the bots connect again by themselves.",
                zh: "期间没有连接被拒绝，机器人会自动重新连接。"
            )
    }

    /// - Parameter addresses: That the former program served, and this one does not.
    func replacedElsewhere(from old: String, to new: String, seconds: String, lost addresses: [String]) -> String {
        let list = addresses.joined(separator: self.say(", ", zh: "、"))
        return self.done(from: old, to: new, seconds: seconds)
            + self.say(
                "With the present settings it does not serve \(list) any more, and bots that are set to it stay away: give "
                    + "them the address that the Connect screen shows.",
                zh: "按当前设置，\(list) 已不再提供服务，仍使用该地址的机器人无法连接。请在机器人中改用“连接”页面显示的地址。"
            )
    }

    private func done(from old: String, to new: String, seconds: String) -> String {
        self.say(
            "The console was replaced in \(seconds) s: version \(old) → \(new). ",
            zh: "控制台已在 \(seconds) 秒内完成替换：版本 \(old) → \(new)。"
        )
    }

    func wentBack(to version: String, because reason: String) -> String {
        self.say(
            "The new program could not serve: \(self.closed(reason))The former one, version \(version), serves again.",
            zh: "新程序无法提供服务：\(self.closed(reason))已恢复由原程序（版本 \(version)）继续服务。"
        )
    }

    func notBack(seconds: Int, logFile: String) -> String {
        self.say(
            "The console does not answer \(seconds) s after it was replaced. \(logFile) says more.",
            zh: "替换后 \(seconds) 秒内控制台没有响应。详见 \(logFile)。"
        )
    }
}

extension CommandPhrases {
    func upgradeLabel() -> String { self.say("upgrade", zh: "升级") }

    func wentBack(because reason: String) -> String {
        self.say("failed, this program serves again: \(reason)", zh: "失败，已恢复由当前程序服务：\(reason)")
    }

    func screenFollows() -> String {
        self.say("The console was upgraded; its screen opens again.", zh: "控制台已升级，正在重新打开界面。")
    }
}
