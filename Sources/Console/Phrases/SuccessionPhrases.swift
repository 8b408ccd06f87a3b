import Snapshot

/// What is said of replacing the program that serves.
struct SuccessionPhrases {
    private let phrases: CommandPhrases

    init(_ language: Language) {
        self.phrases = CommandPhrases(language)
    }

    private func say(_ english: String, zh chinese: String) -> String { self.phrases.say(english, zh: chinese) }

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
            "\(path) cannot serve with the present settings: \(sentence) The running one serves on.",
            zh: "\(path) 无法使用当前设置提供服务：\(sentence) 当前控制台继续运行。"
        )
    }

    func noConsole(_ path: String) -> String {
        self.say(
            "\(path) does not say that it could take over: it is no OneBot Console, one that is too old, or broken. "
                + "Try \(path) --version. The running one serves on.",
            zh: "\(path) 未能确认可以接替：它可能不是 OneBot Console、版本过旧或已损坏。请试 \(path) --version。当前控制台继续运行。"
        )
    }

    /// - Parameter reason: Of the system.
    func notReplaced(_ reason: String) -> String {
        self.say(
            "The new program could not be started: \(reason). The console has ended; start it with: onebot-console",
            zh: "无法启动新程序：\(reason)。控制台已停止，请重新启动：onebot-console"
        )
    }

    func replaced(from old: String, to new: String, seconds: String) -> String {
        self.say(
            "The console was replaced in \(seconds) s: version \(old) → \(new). No connection was refused; the bots "
                + "connect again by themselves.",
            zh: "控制台已在 \(seconds) 秒内完成替换：版本 \(old) → \(new)。期间没有连接被拒绝，机器人会自动重新连接。"
        )
    }

    func wentBack(to version: String, logFile: String) -> String {
        self.say(
            "Version \(version) serves again, because the new one could not start. \(logFile) says why.",
            zh: "新版本无法启动，已恢复由版本 \(version) 继续服务。原因见 \(logFile)。"
        )
    }

    func notBack(seconds: Int, logFile: String) -> String {
        self.say(
            "The console does not answer \(seconds) s after it was replaced. \(logFile) says more.",
            zh: "替换后 \(seconds) 秒内控制台没有响应。详见 \(logFile)。"
        )
    }
}
