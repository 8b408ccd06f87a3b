import Doctor
import Snapshot

/// What became of what the operator asked of NapCat.
struct NapCatOutcomePhrases {
    var language: Language

    private func say(_ english: String, zh chinese: String) -> String {
        switch self.language {
        case .english: english
        case .chinese: chinese
        }
    }

    // MARK: - Looking

    func looked(_ steps: [ConnectStep]) -> String {
        let done = steps.filter { $0.state == .done || $0.state == .warning }.count
        return self.say(
            "Looked again: \(done) of \(steps.count) steps done.",
            zh: "已重新检查：\(steps.count) 步中完成 \(done) 步。"
        )
    }

    // MARK: - Connecting

    var overtaken: String {
        self.say(
            "Nothing was changed: things have changed since the preview. Press a and look at it again.",
            zh: "未作修改：预览之后情况有变，请按 a 重新查看。"
        )
    }

    var busy: String {
        self.say(
            "Something is being done to NapCat already: wait for its end.",
            zh: "正在对 NapCat 执行另一项操作，请等它结束。"
        )
    }

    var nothingListens: String {
        self.say(
            "There is no address to give NapCat: nothing listens here. The Doctor (7) says why.",
            zh: "没有可填入 NapCat 的地址：本机未在监听，原因见诊断（7）。"
        )
    }

    func badURL(_ url: String) -> String {
        self.say("\(url) is no ws:// or wss:// address.", zh: "\(url) 不是 ws:// 或 wss:// 地址。")
    }

    func connected(account: String, seconds: Double) -> String {
        let time = Self.decimal(seconds)
        return self.say(
            "Set in NapCat; \(account) connected after \(time) s.",
            zh: "已写入 NapCat；\(account) 在 \(time) 秒后连接成功。"
        )
    }

    func setWhileConnected(account: String) -> String {
        self.say("Set in NapCat; \(account) is connected.", zh: "已写入 NapCat；\(account) 已连接。")
    }

    func alreadyConnected(account: String) -> String {
        self.say("Nothing to change; \(account) is connected.", zh: "无需修改；\(account) 已连接。")
    }

    func notComeYet(account: String?, seconds: Int, unchanged: Bool) -> String {
        let who = account ?? "NapCat"
        let start =
            unchanged
            ? self.say("Nothing to change in NapCat", zh: "NapCat 无需修改") : self.say("Set in NapCat", zh: "已写入 NapCat")
        return self.say(
            "\(start), but \(who) has not connected within \(seconds) s. Step 5 of Connect (2) says what is seen.",
            zh: "\(start)，但 \(who) 在 \(seconds) 秒内未连接。连接（2）的第 5 步会说明看到了什么。"
        )
    }

    func written(_ path: String, restart: String) -> String {
        self.say(
            "Written to \(path); restart NapCat now: \(restart)",
            zh: "已写入 \(path)；请重启 NapCat：\(restart)"
        )
    }

    func restored(_ why: String) -> String {
        self.say("\(why) NapCat has its former configuration again.", zh: "\(why) NapCat 的配置已恢复原样。")
    }

    func halfDone(_ why: String) -> String {
        self.say(
            "\(why) The entry may be switched off now: press a once more, or look at it in NapCat's page.",
            zh: "\(why) 该条目可能已被停用：请再按一次 a，或到 NapCat 网页中查看。"
        )
    }

    // MARK: - Token

    func tokenChanged(place: String) -> String {
        self.say(
            "NapCat's WebUI has a new, strong token; it stands in \(place).",
            zh: "NapCat WebUI 已换成新的强密钥，保存在 \(place)。"
        )
    }

    func tokenNotSaved(_ reason: String) -> String {
        self.say(
            "The token was not changed: the new one could not be saved here. \(reason)",
            zh: "密钥未更换：新密钥无法保存到本机。\(reason)"
        )
    }

    func tokenInDoubt(place: String) -> String {
        self.say(
            "NapCat did not answer: it may have the new token or still the old one. The new one stands in \(place), and the"
                + " next look tells which one holds.",
            zh: "NapCat 没有应答，新旧密钥哪个有效尚不确定。新密钥已保存在 \(place)，下次检查时会自动判断。"
        )
    }

    var codeTaken: String { self.say("NapCat took the code.", zh: "NapCat 已接受验证码。") }
    var qrCodeRenewed: String { self.say("New login code.", zh: "二维码已刷新。") }

    // MARK: - Restart

    func restarted(_ name: String) -> String {
        self.say("\(name) restarts; it takes some seconds until it answers again.", zh: "正在重启 \(name)，几秒后恢复应答。")
    }

    // MARK: - Port

    func movedTo(_ port: Int, more: String) -> String {
        self.say(
            "We listen on \(port) now. Bots must be given the new address: a does it in NapCat. \(more)",
            zh: "现已监听 \(port) 端口。需要把新地址填入机器人：按 a 可写入 NapCat。\(more)"
        )
    }

    func panelMoved(to port: Int) -> String {
        self.say(
            "NapCat's WebUI has port \(port) now; NapCat restarts for it, which takes some seconds.",
            zh: "NapCat WebUI 已改用 \(port) 端口；NapCat 正在重启，需要几秒。"
        )
    }

    func panelMovedOnly(to port: Int, _ reason: String) -> String {
        self.say(
            "NapCat's WebUI gets port \(port), but our setting could not follow: set napcat.webui_url. \(reason)",
            zh: "NapCat WebUI 将改用 \(port) 端口，但本机设置未能同步，请修改 napcat.webui_url。\(reason)"
        )
    }

    func restartToMove(to port: Int) -> String {
        self.say(
            "NapCat takes port \(port) when it starts, and did not let itself be restarted: restart it by hand.",
            zh: "NapCat 重启后才会改用 \(port) 端口，但未能由此重启：请手动重启 NapCat。"
        )
    }

    func panelNotMoved(_ reason: String) -> String {
        self.say(
            "NapCat's port was not changed: the new address could not be saved here. \(reason)",
            zh: "NapCat 端口未更换：新地址无法保存到本机。\(reason)"
        )
    }

    func portOfContainer(_ name: String) -> String {
        self.say(
            "\(name) gets its port from Docker: change the left number of `ports:` in its compose file (NAPCAT_EXPOSE_PORT"
                + " with Nekro Agent), then docker compose up -d, then napcat.webui_url in Settings (8).",
            zh: "\(name) 的端口由 Docker 映射：请修改 compose 文件 ports: 左侧的端口（Nekro Agent 为 NAPCAT_EXPOSE_PORT），"
                + "执行 docker compose up -d，再到设置（8）修改 napcat.webui_url。"
        )
    }

    func panelElsewhere(_ host: String) -> String {
        self.say(
            "NapCat runs on \(host), whose free ports cannot be seen from here: change the port in its webui.json.",
            zh: "NapCat 在 \(host) 上，本机看不到其空闲端口：请在那边的 webui.json 中修改端口。"
        )
    }

    var noFreePort: String { self.say("No free port was found.", zh: "没有找到空闲端口。") }

    // MARK: - Data folder

    var noFolder: String {
        self.say(
            "No data folder is set: set napcat.data_dir in Settings (8).",
            zh: "未设置数据目录：请在设置（8）中填写 napcat.data_dir。"
        )
    }

    var noBotToAsk: String {
        self.say("No bot of NapCat is connected that could be asked.", zh: "没有已连接的 NapCat 机器人可供测试。")
    }

    func notProbed(_ reason: String) -> String {
        self.say("The bot did not make the file: \(reason)", zh: "机器人未能生成测试文件：\(reason)")
    }

    var noPath: String { self.say("its answer names no whole path", zh: "应答中没有完整路径") }
    var botGone: String { self.say("it is not connected any more", zh: "已断开连接") }
    var botBusy: String { self.say("too many calls are under way", zh: "进行中的调用过多") }
    func botSilent(seconds: Int) -> String {
        self.say("no answer within \(seconds) s", zh: "\(seconds) 秒内没有应答")
    }

    var probed: String { self.say("What the bot writes is seen here.", zh: "机器人写的文件本机能看到。") }

    func probedElsewhere(_ path: String) -> String {
        self.say(
            "The bot wrote \(path), and it is nowhere to be seen here: mount its folder, or send files as base64.",
            zh: "机器人写入了 \(path)，但本机看不到：请挂载该目录，或改用 base64 发送文件。"
        )
    }

    private static func decimal(_ value: Double) -> String {
        let tenths = Int((min(max(0, value), 3600) * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
