import Glibc

/// The sentences of `service`.
extension CommandPhrases {
    // MARK: - What stands against it

    func noSystemd() -> String {
        self.say(
            "systemd does not manage this machine (a container, WSL 1, or another init). Let what does start: "
                + "onebot-console run --headless",
            zh: "本机不由 systemd 管理（容器、WSL 1 或其他 init）。请由其所用的管理程序启动：onebot-console run --headless"
        )
    }

    func needsRoot() -> String {
        self.say(
            "The machine's service needs root: sudo onebot-console service …; for one of your own: --user",
            zh: "系统服务需要 root 权限：sudo onebot-console service …；个人服务请用 --user"
        )
    }

    func noHomeForUnit() -> String {
        self.say(
            "HOME does not name your home folder, so there is no place for the unit. Set it, or log in as that user.",
            zh: "HOME 未指明主目录，无处存放服务文件。请设置 HOME，或以该用户登录。"
        )
    }

    func programPlace(_ obstacle: ProgramPlace.Obstacle, _ program: String) -> String {
        let why: String
        switch obstacle {
        case .replaced:
            return self.say(
                "The file of this program has been replaced or removed since it started. Run the new one.",
                zh: "本程序的文件在启动后已被替换或删除。请运行新的程序。"
            )
        case .buildFolder:
            why = self.say(
                "\(program) lies in a build folder, where the next build changes it.",
                zh: "\(program) 位于构建目录，下次构建会改动它。"
            )
        case .temporaryFolder:
            why = self.say(
                "\(program) lies in a folder that does not last.",
                zh: "\(program) 位于临时目录，不会长期保留。"
            )
        case .closed(let part):
            why = self.say(
                "\(part) is closed to the user that the service runs as.",
                zh: "服务所用的用户无权访问 \(part)。"
            )
        }
        return why
            + self.say(
                " Install the program first (make install, or the .deb), then run: "
                    + "/usr/local/bin/onebot-console service install (/usr/bin for the .deb)",
                zh: "请先安装程序（make install 或 .deb），再运行：/usr/local/bin/onebot-console service install（.deb 为 /usr/bin）"
            )
    }

    func systemServiceHasItsFolder(_ folder: String) -> String {
        self.say(
            "The machine's service keeps its state in \(folder). Leave --state-dir out, or use --user.",
            zh: "系统服务的状态保存在 \(folder)。请去掉 --state-dir，或使用 --user。"
        )
    }

    func systemServiceHasItsSettings(_ file: String) -> String {
        self.say(
            "The machine's service has its settings in \(file). To take those of --config along, add --copy-settings.",
            zh: "系统服务的设置在 \(file)。如需采用 --config 指定的设置，请加上 --copy-settings。"
        )
    }

    func onlyForSystemService() -> String {
        self.say(
            "--copy-settings and --docker are for the machine's service; one of your own works with your settings and "
                + "your groups.",
            zh: "--copy-settings 和 --docker 仅用于系统服务；个人服务直接使用您的设置和用户组。"
        )
    }

    func lingerIsForUsers() -> String {
        self.say(
            "--linger is for a service of your own (--user); the machine's starts with the machine anyway.",
            zh: "--linger 仅用于个人服务（--user）；系统服务本来就随系统启动。"
        )
    }

    func noDockerGroup() -> String {
        self.say(
            "There is no group docker on this machine, so --docker has nothing to give. Leave it out.",
            zh: "本机没有 docker 用户组，--docker 无从授权，请去掉。"
        )
    }

    func settingsThereAlready(_ file: String) -> String {
        self.say(
            "\(file) is there already and is kept. Leave --copy-settings out, or remove that file first.",
            zh: "\(file) 已存在，予以保留。请去掉 --copy-settings，或先删除该文件。"
        )
    }

    // MARK: - What went wrong

    func toolFailed(_ command: String, exit: Int32?, says output: String) -> String {
        let words = output.split(separator: "\n").last.map(String.init) ?? ""
        guard let exit else {
            return self.say("\(command) could not be run. \(words)", zh: "无法运行 \(command)。\(words)")
        }
        return self.say("\(command) ended with \(exit). \(words)", zh: "\(command) 以 \(exit) 结束。\(words)")
    }

    func userMissing(_ user: String) -> String {
        self.say("The user \(user) could not be made.", zh: "无法创建用户 \(user)。")
    }

    func notPrepared(_ path: String, _ code: CInt) -> String {
        self.say(
            "\(path) could not be made ready: \(Self.cause(code)).",
            zh: "无法准备 \(path)：\(Self.cause(code))。"
        )
    }

    func notRemoved(_ path: String, _ code: CInt) -> String {
        self.say("\(path) could not be removed: \(Self.cause(code)).", zh: "无法删除 \(path)：\(Self.cause(code))。")
    }

    func notInstalled(_ unit: String) -> String {
        self.say("No service is installed: \(unit) is not there.", zh: "未安装服务：\(unit) 不存在。")
    }

    func putBack(_ unit: String, _ log: String) -> String {
        self.say(
            "The service did not start with the new unit; the former \(unit) is back in force. Why: \(log)",
            zh: "服务未能用新的服务文件启动，已恢复原来的 \(unit)。原因见：\(log)"
        )
    }

    func notRunningAfterStart(_ log: String) -> String {
        self.say(
            "The service is installed, but did not start; systemd goes on trying. Why: \(log)",
            zh: "服务已安装，但未能启动；systemd 会继续尝试。原因见：\(log)"
        )
    }

    // MARK: - What was done

    func wouldWrite(_ unit: String) -> String {
        self.say("\(unit) would be:", zh: "将写入 \(unit)：")
    }

    func userMade(_ user: String) -> String {
        self.say("Made the user \(user), who cannot log in.", zh: "已创建用户 \(user)（不可登录）。")
    }

    func unitWritten(_ unit: String) -> String { self.say("Wrote \(unit)", zh: "已写入 \(unit)") }

    func unitUnchanged(_ unit: String) -> String {
        self.say("\(unit) is as it should be.", zh: "\(unit) 无需改动。")
    }

    func consoleInTheWay(_ obstacle: ServiceCommand.Obstacle, _ start: String) -> String {
        let who = obstacle.pid.map { self.say(" (process \($0))", zh: "（进程 \($0)）") } ?? ""
        guard let user = obstacle.user else {
            return self.say(
                "The service is installed and starts with the machine, but not now: a console runs already\(who). Hand "
                    + "over with: onebot-console stop && \(start)",
                zh: "服务已安装并将随系统启动，但现在未启动：已有控制台在运行\(who)。交接：onebot-console stop && \(start)"
            )
        }
        let stop = obstacle.isUsersService ? "onebot-console service uninstall" : "onebot-console stop"
        return self.say(
            "The service is installed and starts with the machine, but not now: a console of \(user) runs "
                + "already\(who). Hand over with: \(stop) (as \(user), without sudo), then sudo \(start)",
            zh: "服务已安装并将随系统启动，但现在未启动：\(user) 的控制台正在运行\(who)。交接：先以 \(user) 执行 \(stop)（不加 sudo），"
                + "再执行 sudo \(start)"
        )
    }

    func serviceRuns(pid: Int32?, says status: String) -> String {
        let who = pid.map { self.say(" (process \($0))", zh: "（进程 \($0)）") } ?? ""
        return self.say("The service runs\(who): \(status)", zh: "服务正在运行\(who)：\(status)")
    }

    func settingsCopied(_ source: String, _ file: String) -> String {
        self.say("Its settings are a copy of \(source): \(file)", zh: "其设置复制自 \(source)：\(file)")
    }

    /// - Parameter isThere: Whether the service's own file is there already.
    func ownSettingsNotUsed(_ own: String, _ file: String, isThere: Bool) -> String {
        let first =
            isThere ? self.say("service uninstall, remove \(file), ", zh: "service uninstall，删除 \(file)，再 ") : ""
        return self.say(
            "It does not use your settings in \(own) but \(file). To take yours along: \(first)service install "
                + "--copy-settings",
            zh: "服务使用 \(file)，而不是您的 \(own)。如需沿用：\(first)service install --copy-settings"
        )
    }

    func afterInstall(log: String) -> String {
        self.say(
            "The screen: onebot-console. The access key: onebot-console key show. The log: \(log)",
            zh: "界面：onebot-console。访问密钥：onebot-console key show。日志：\(log)"
        )
    }

    func uninstalled(_ unit: String) -> String {
        self.say("The service is stopped, and \(unit) is removed.", zh: "服务已停止，\(unit) 已删除。")
    }

    func kept(_ settings: String, _ state: String) -> String {
        self.say(
            "Settings and history are kept: \(settings), \(state)",
            zh: "设置和历史记录仍保留：\(settings)，\(state)"
        )
    }
}
