/// What root is told while the system service is meant and does not run.
extension CommandPhrases {
    /// - Parameter sudo: `sudo ` for who has come by that, or nothing.
    func serviceNotRunning(sudo: String) -> String {
        self.say(
            "The console is installed as a service, and the service does not run at present. Start it with: "
                + "\(sudo)systemctl start onebot-console. Why it does not run: \(sudo)journalctl -u onebot-console -n 50",
            zh: "控制台已安装为系统服务，但该服务当前未运行。启动：\(sudo)systemctl start onebot-console。未运行的原因："
                + "\(sudo)journalctl -u onebot-console -n 50"
        )
    }

    /// For a start that would serve beside it.
    func startBesideService(sudo: String) -> String {
        self.serviceNotRunning(sudo: sudo)
            + self.say(
                ". Without a service: \(sudo)onebot-console service uninstall; a second console beside it needs --config "
                    + "and --state-dir.",
                zh: "。不再使用服务：\(sudo)onebot-console service uninstall；另外运行一个控制台需指定 --config 和 --state-dir。"
            )
    }

    /// For a change of files that are not there.
    ///
    /// - Parameter start: What starts the service.
    func serviceLacks(_ path: String, start: String) -> String {
        self.say(
            "The service has not made \(path) yet, and could not read one that root makes. Nothing was changed. Start the "
                + "service first: \(start)",
            zh: "服务尚未生成 \(path)，而由 root 创建的文件服务无法读取。未做任何改动。请先启动服务：\(start)"
        )
    }

    /// Behind the word that it has ended.
    func serviceStartsAgain(sudo: String) -> String {
        self.say(
            "It starts again with the machine, or with: \(sudo)systemctl start onebot-console",
            zh: "它会随系统启动；立即启动：\(sudo)systemctl start onebot-console"
        )
    }
}
