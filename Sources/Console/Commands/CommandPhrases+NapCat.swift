import Snapshot

/// The words around NapCat's state and its change on standard output.
extension CommandPhrases {
    func napCatAddressLabel() -> String { self.say("Address for NapCat", zh: "NapCat 应填地址") }

    func loginCodeLabel() -> String { self.say("QQ login code, as text", zh: "QQ 登录二维码内容") }

    func napCatUnreadable() -> String {
        self.say(
            "The running console answers in a way this program does not know; they are of different versions. "
                + "Restart the console: onebot-console stop, then onebot-console; a service: sudo onebot-console upgrade.",
            zh: "正在运行的控制台与本程序版本不一致，应答无法识别。请重启控制台：onebot-console stop，再运行 onebot-console；"
                + "作为服务运行时：sudo onebot-console upgrade。"
        )
    }

    func nothingToChange(_ entry: String) -> String {
        self.say(
            "NapCat's WebSocket client \"\(entry)\" is as it should be: nothing to change.",
            zh: "NapCat 的 WebSocket 客户端“\(entry)”配置正确，无需修改。"
        )
    }

    func changeOf(_ preview: ConnectionPreview) -> String {
        let account = preview.account.map { " (QQ \($0))" } ?? ""
        switch (preview.way, preview.isNew) {
        case (.webUI, true):
            return self.say(
                "NapCat\(account): a new WebSocket client \"\(preview.entry)\", through its WebUI, at once.",
                zh: "NapCat\(account)：通过 WebUI 新建 WebSocket 客户端“\(preview.entry)”，立即生效。"
            )
        case (.webUI, false):
            let how = preview.reconnects ? self.say(", switched off and on again", zh: "，先停用再启用") : ""
            return self.say(
                "NapCat\(account): its WebSocket client \"\(preview.entry)\" is changed through its WebUI\(how).",
                zh: "NapCat\(account)：通过 WebUI 修改 WebSocket 客户端“\(preview.entry)”\(how)。"
            )
        case (.file(let path), true):
            return self.say(
                "NapCat\(account): a new WebSocket client \"\(preview.entry)\" in \(path).",
                zh: "NapCat\(account)：在 \(path) 中新建 WebSocket 客户端“\(preview.entry)”。"
            )
        case (.file(let path), false):
            return self.say(
                "NapCat\(account): its WebSocket client \"\(preview.entry)\" is changed in \(path).",
                zh: "NapCat\(account)：在 \(path) 中修改 WebSocket 客户端“\(preview.entry)”。"
            )
        }
    }

    func mustRestart(_ command: String) -> String {
        self.say(
            "NapCat reads the file when it starts. Then restart it: \(command)",
            zh: "NapCat 启动时才读取该文件，改好后请重启：\(command)"
        )
    }

    func applyQuestion() -> String { self.say("Make this change?", zh: "确认修改？") }

    func setupNeedsYes() -> String {
        self.say(
            "Nothing was changed: there is no terminal to ask on. Add --yes to make the change without a question.",
            zh: "未作修改：没有可供确认的终端。加上 --yes 可不经询问直接修改。"
        )
    }

    func nothingChanged() -> String { self.say("Nothing was changed.", zh: "未作修改。") }
}
