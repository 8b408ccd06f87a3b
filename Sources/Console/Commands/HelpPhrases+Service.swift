/// The help of `service`.
extension HelpPhrases {
    package var service: String {
        self.say("Run the console as a systemd service.", zh: "将控制台作为 systemd 服务运行。")
    }
    package var serviceInstall: String {
        self.say(
            "Write the unit, start it now and with the machine.",
            zh: "写入服务文件，立即启动并随系统启动。"
        )
    }
    package var serviceUninstall: String {
        self.say("Stop the service and remove its unit; settings and history stay.", zh: "停止服务并删除服务文件；保留设置和历史记录。")
    }
    package var serviceStatus: String {
        self.say(
            "Tell whether the service is installed and runs; exit 3 when it does not.",
            zh: "显示服务是否已安装并运行；未运行时退出码为 3。"
        )
    }
    package var userService: String {
        self.say("A service of your own; the default but for root.", zh: "个人服务；非 root 用户的默认值。")
    }
    package var systemService: String {
        self.say("The machine's service, with a user of its own; root's default.", zh: "系统服务，使用专用用户；root 的默认值。")
    }
    package var dryRunService: String {
        self.say("Print the unit and change nothing.", zh: "只显示服务文件，不作修改。")
    }
    package var copySettings: String {
        self.say("Give the machine's service a copy of your settings.", zh: "将您的设置复制给系统服务。")
    }
    package var lingering: String {
        self.say("Have your services run without you being logged in.", zh: "让您的服务在未登录时也运行。")
    }
    package var docker: String {
        self.say(
            "Let the machine's service use Docker, to find NapCat; that makes it as good as root.",
            zh: "允许系统服务访问 Docker 以查找 NapCat；这等同于授予 root 权限。"
        )
    }
}
