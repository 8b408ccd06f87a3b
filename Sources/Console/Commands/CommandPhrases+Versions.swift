/// Consoles and commands of different versions, and onlookers.
extension CommandPhrases {
    func versionsDiffer(running: String) -> String {
        self.say(
            "The console that runs is version \(running), this command is version \(ServingProcess.version); the two do "
                + "not understand each other.",
            zh: "正在运行的控制台是 \(running) 版，此命令是 \(ServingProcess.version) 版，两者无法互通。"
        )
    }

    func restartQuestion() -> String {
        self.say(
            "Stop it and start version \(ServingProcess.version)? Its bots are offline until they connect again.",
            zh: "停止它并启动 \(ServingProcess.version) 版吗？机器人会下线，随后自行重连。"
        )
    }

    func notRestarted() -> String {
        self.say("It was left as it is. \(self.restartCommands())", zh: "未做任何改动。\(self.restartCommands())")
    }

    func restartCommands() -> String {
        self.say(
            "Restart it with: onebot-console stop && onebot-console",
            zh: "重启：onebot-console stop && onebot-console"
        )
    }

    func restartByOperator() -> String {
        self.say("Its operator can restart it.", zh: "可由管理员重启。")
    }

    /// - Parameters:
    ///   - sudo: `sudo ` for who has come by that, or nothing.
    ///   - scope: Of the service that it most likely is.
    func restartWhereStarted(pid: Int32?, sudo: String, scope: ServiceScope) -> String {
        let who = pid.map { self.say(" (process \($0))", zh: "（进程 \($0)）") } ?? ""
        let restart = "\(sudo)\((["systemctl"] + scope.flags + ["restart onebot-console"]).joined(separator: " "))"
        return self.say(
            "It runs as a service or in a container\(who). A service takes over the installed version, and refuses no "
                + "connection meanwhile, with: \(sudo)onebot-console upgrade (with a gap: \(restart)). A container is "
                + "restarted where it was started.",
            zh: "它作为服务或在容器中运行\(who)。作为服务时，切换到已安装的版本且期间不拒绝连接：\(sudo)onebot-console upgrade"
                + "（会短暂中断的方式：\(restart)）。容器请在启动它的地方重启。"
        )
    }

    func readOnlyStartsNothing() -> String {
        self.say(
            "--read-only shows the screen of a console that runs; it goes with neither --headless nor --set.",
            zh: "--read-only 只查看正在运行的控制台，不能与 --headless 或 --set 同用。"
        )
    }
}
