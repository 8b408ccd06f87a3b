/// The words of `service status`, and what a logout and a restart of the machine do.
extension CommandPhrases {
    func unitLabel() -> String { self.say("Unit", zh: "服务文件") }
    func atBootLabel() -> String { self.say("At boot", zh: "开机启动") }
    func stateLabel() -> String { self.say("State", zh: "状态") }
    func sinceLabel() -> String { self.say("Since", zh: "启动时间") }
    func saysLabel() -> String { self.say("Says", zh: "服务状态说明") }
    func logLabel() -> String { self.say("Log", zh: "日志") }
    func lingerLabel() -> String { self.say("Linger", zh: "注销后继续运行") }

    func unitMissing(_ unit: String) -> String {
        self.say(
            "none (\(unit)); install it with: onebot-console service install",
            zh: "无（\(unit)）；安装：onebot-console service install"
        )
    }

    func unitFileState(_ state: String, _ scope: ServiceScope) -> String {
        switch state {
        case "enabled": return self.say("yes (enabled)", zh: "是（enabled）")
        case "": return self.say("not known", zh: "未知")
        default:
            let flags = scope.flags.map { $0 + " " }.joined()
            return self.say(
                "no (\(state)); switch it on with: systemctl \(flags)enable onebot-console",
                zh: "否（\(state)）；启用：systemctl \(flags)enable onebot-console"
            )
        }
    }

    func activity(_ state: UnitState) -> String {
        let detail = [state.sub, state.result].filter { !$0.isEmpty && $0 != "success" }.joined(separator: ", ")
        let words = detail.isEmpty ? state.active : "\(state.active) (\(detail))"
        switch state.active {
        case "active", "reloading": return self.say("runs: \(words)", zh: "运行中：\(words)")
        case "failed": return self.say("has failed: \(words)", zh: "失败：\(words)")
        case "activating": return self.say("is starting: \(words)", zh: "正在启动：\(words)")
        default: return self.say("does not run: \(words)", zh: "未运行：\(words)")
        }
    }

    func linger(_ lingers: Bool) -> String {
        lingers
            ? self.say("yes: your services run without you", zh: "是：您的服务在您未登录时也运行")
            : self.say("no; switch it on with: loginctl enable-linger", zh: "否；启用：loginctl enable-linger")
    }

    func systemServiceStays() -> String {
        self.say(
            "The service goes on when you log out, and starts with the machine.",
            zh: "退出登录后服务继续运行，并随系统启动。"
        )
    }

    func userServiceStays() -> String {
        self.say(
            "Your service goes on when you log out, and starts with the machine (you linger).",
            zh: "退出登录后您的服务继续运行，并随系统启动（已设为注销后继续运行）。"
        )
    }

    func userServiceEnds(_ user: String) -> String {
        self.say(
            "Your service ends when \(user) logs out for the last time, and starts with the next login, not with the "
                + "machine. To have it run always: loginctl enable-linger (or service install --linger)",
            zh: "用户 \(user) 最后一次退出登录时服务即停止，下次登录时才启动，不随系统启动。如需一直运行："
                + "loginctl enable-linger（或 service install --linger）"
        )
    }

    /// What happens to a console that was started in a terminal.
    func withoutService(endsAtLogout: Bool, user: String) -> String {
        endsAtLogout
            ? self.say(
                "Without a service a console that \(user) starts in a terminal ends when he logs out (this machine's "
                    + "logind has KillUserProcesses=yes), and is not there after a restart of the machine.",
                zh: "没有服务时，\(user) 在终端中启动的控制台会在其退出登录时结束（本机 logind 设置了 "
                    + "KillUserProcesses=yes），系统重启后也不会自动启动。"
            )
            : self.say(
                "Without a service a console that \(user) starts in a terminal goes on after logging out (this machine's "
                    + "logind leaves it alone), but is not there after a restart of the machine.",
                zh: "没有服务时，\(user) 在终端中启动的控制台在退出登录后继续运行（本机 logind 不会结束它），但系统重启后不会自动启动。"
            )
    }
}
