package import Doctor
package import Snapshot

/// The Connect panel: its boxes, what its keys do, and what is asked before.
package protocol ConnectPhrases {
    var napcat: String { get }
    var pasteTitle: String { get }
    var tokenLabel: String { get }
    var formatLabel: String { get }
    var reachTitle: String { get }
    /// Why bots of a place cannot come in, in two or three words.
    func shortReason(_ note: AddressNote) -> String
    func stepHeading(_ number: Int) -> String
    /// Behind a key that mends a step: in the imperative, without a full stop.
    func offer(_ offer: ConnectStep.Offer, _ look: NapCatLook?) -> String
    /// At the end of a text that the box has no room for.
    var enterShowsAll: String { get }
    /// At the end of notes on an address that the box has no room for.
    var otherFieldsShowAll: String { get }

    var looking: String { get }
    var planning: String { get }
    /// The change that was awaited was called off.
    var planDropped: String { get }
    /// Why nothing can be put into NapCat is said by a step.
    func cannotSet(step: Int) -> String
    var nothingToChange: String { get }
    /// The change came when something else was on the screen.
    var previewMissed: String { get }
    var applyingChange: String { get }
    var refreshingCode: String { get }
    var probingFolder: String { get }
    var sendingCode: String { get }
    var restartingNapCat: String { get }
    var changingToken: String { get }
    var movingPort: String { get }
    var movingPanelPort: String { get }
    func loggedIn(_ who: String) -> String

    func connectFieldTitle(_ field: ConnectField) -> String
    func connectFieldText(_ field: ConnectField) -> String
    var sixDigits: String { get }
    var restartTitle: String { get }
    /// - Parameter container: Its name; nil where NapCat is restarted through its WebUI.
    func restartText(container: String?) -> String
    var restartYes: String { get }
    var strongTokenTitle: String { get }
    /// - Parameter origin: Where the present one stands, and the new one will.
    func strongTokenText(_ origin: NapCatLook.Token.Origin?) -> String
    var strongTokenYes: String { get }
    var freePortTitle: String { get }
    func freePortText(instead: Int, connected: Int) -> String
    var freePortYes: String { get }
    var panelPortTitle: String { get }
    /// - Parameter port: The present one; nil where the WebUI's URL has none.
    func panelPortText(instead port: String?) -> String
}

extension EnglishPhrases {
    package var napcat: String { "NapCat" }
    package var pasteTitle: String { "Paste into NapCat" }
    package var tokenLabel: String { "Token" }
    package var formatLabel: String { "Format" }
    package var reachTitle: String { "Reach this host from" }

    package func shortReason(_ note: AddressNote) -> String {
        switch note {
        case .nothingListens: "not listening"
        case .loopbackOnly: "only this host is listened on"
        case .notListenedOn(let address): "\(address) not listened on"
        case .noSuchAddress: "no address"
        case .onlyPrivateAddresses: "private addresses only"
        case .insideContainer: "use the host's port"
        case .notInContainer: "not in a container"
        case .notLookedYet: "not known yet"
        default: note.text(.english)
        }
    }

    package func stepHeading(_ number: Int) -> String { "Step \(number)" }

    package func offer(_ offer: ConnectStep.Offer, _ look: NapCatLook?) -> String {
        switch offer {
        case .apply:
            look?.token.isAccepted == true
                ? "set it through NapCat's WebUI (shows the change first)"
                : "set it in NapCat's file (shows the change first)"
        case .typeToken: "type the token of NapCat's WebUI"
        case .typeCode: "type the code of the two-factor login"
        case .showQRCode: "show the QR code, to scan with QQ on a phone"
        case .refreshQRCode: "have NapCat make a QR code, and show it"
        case .restart: "restart NapCat (asks)"
        case .strongToken: "give NapCat's WebUI a strong token (asks)"
        case .freePort: "listen on a high port that is free (asks)"
        case .panelPort: "give NapCat's WebUI a high port that is free (asks)"
        }
    }

    package var enterShowsAll: String { "Enter shows all of it" }
    package var otherFieldsShowAll: String { "o shows all of it" }

    package var looking: String { "Looking at NapCat …" }
    package var planning: String { "Reading NapCat's configuration …" }
    package var planDropped: String { "Cancelled." }
    package func cannotSet(step: Int) -> String { "Cannot set it: see step \(step)" }
    package var nothingToChange: String { "Nothing to change: NapCat's entry is as it should be." }
    package var previewMissed: String { "The change for NapCat is worked out: 2, then a, shows it." }
    package var applyingChange: String { "Changing NapCat's configuration …" }
    package var refreshingCode: String { "Asking NapCat for a new QR code …" }
    package var probingFolder: String { "Asking the bot for a file in the data folder …" }
    package var sendingCode: String { "Logging in to NapCat's WebUI …" }
    package var restartingNapCat: String { "Restarting NapCat …" }
    package var changingToken: String { "Changing the token of NapCat's WebUI …" }
    package var movingPort: String { "Looking for a free port …" }
    package var movingPanelPort: String { "Moving NapCat's WebUI to a free port …" }
    package func loggedIn(_ who: String) -> String { "QQ is logged in: \(who)" }

    package func connectFieldTitle(_ field: ConnectField) -> String {
        switch field {
        case .token: "Token of NapCat's WebUI"
        case .code: "Two-factor code"
        }
    }

    package func connectFieldText(_ field: ConnectField) -> String {
        switch field {
        case .token:
            "NapCat's log at its start has it (WebUi Token), and so has webui.json. It is not the access key. It is kept "
                + "in the settings file and sent to NapCat alone."
        case .code: "The six digits that your authenticator app shows for NapCat now."
        }
    }

    package var sixDigits: String { "The code has six digits." }
    package var restartTitle: String { "Restart NapCat" }

    package func restartText(container: String?) -> String {
        let way = container.map { "The container \($0) is restarted." } ?? "NapCat restarts itself, asked by its WebUI."
        return "\(way) Its bots go offline and come back within a minute; QQ may ask for a new login."
    }

    package var restartYes: String { "restart it" }
    package var strongTokenTitle: String { "Strong WebUI token" }

    package func strongTokenText(_ origin: NapCatLook.Token.Origin?) -> String {
        let place = origin == .settings ? "the settings (8 Settings, WebUI token)" : "NapCat's webui.json"
        return
            "A random token is made, put into NapCat at once and kept in \(place). Whoever has NapCat's WebUI open must "
            + "log in again with the new one."
    }

    package var strongTokenYes: String { "change it" }
    package var freePortTitle: String { "Another port" }

    package func freePortText(instead: Int, connected: Int) -> String {
        "The endpoint listens on a free high port instead of \(instead), at once and after a restart. "
            + "\(self.staysConnected(connected, port: instead)) Bots need the new port when they connect again: a puts it "
            + "into NapCat."
    }

    package var freePortYes: String { "change it" }
    package var panelPortTitle: String { "Another port for NapCat's WebUI" }

    package func panelPortText(instead port: String?) -> String {
        let what =
            port.map { "NapCat's WebUI gets a free high port instead of \($0)." }
            ?? "NapCat's WebUI gets a free high port."
        return
            "\(what) NapCat restarts for that: its bot is away for some seconds. The new address is kept in our settings "
            + "(8 Settings, WebUI URL); browsers need it too."
    }
}

extension ChinesePhrases {
    package var napcat: String { "NapCat" }
    package var pasteTitle: String { "填入 NapCat" }
    package var tokenLabel: String { "Token" }
    package var formatLabel: String { "消息格式" }
    package var reachTitle: String { "机器人运行在" }

    package func shortReason(_ note: AddressNote) -> String {
        switch note {
        case .nothingListens: "服务未监听"
        case .loopbackOnly: "服务只监听本机"
        case .notListenedOn(let address): "未监听 \(address)"
        case .noSuchAddress: "没有这类地址"
        case .onlyPrivateAddresses: "只有内网地址"
        case .insideContainer: "请用宿主机端口"
        case .notInContainer: "控制台不在容器中"
        case .notLookedYet: "尚未检查"
        default: note.text(.chinese)
        }
    }

    package func stepHeading(_ number: Int) -> String { "第 \(number) 步" }

    package func offer(_ offer: ConnectStep.Offer, _ look: NapCatLook?) -> String {
        switch offer {
        case .apply:
            look?.token.isAccepted == true
                ? "通过 NapCat WebUI 写入（先显示修改内容）" : "写入 NapCat 的配置文件（先显示修改内容）"
        case .typeToken: "输入 NapCat WebUI 的密钥"
        case .typeCode: "输入两步验证码"
        case .showQRCode: "显示二维码，用手机 QQ 扫描"
        case .refreshQRCode: "让 NapCat 生成二维码并显示"
        case .restart: "重启 NapCat（需确认）"
        case .strongToken: "为 NapCat WebUI 更换强密钥（需确认）"
        case .freePort: "改为监听空闲的高位端口（需确认）"
        case .panelPort: "将 NapCat WebUI 换到空闲的高位端口（需确认）"
        }
    }

    package var enterShowsAll: String { "按 Enter 查看全文" }
    package var otherFieldsShowAll: String { "按 o 查看全文" }

    package var looking: String { "正在检查 NapCat …" }
    package var planning: String { "正在读取 NapCat 的配置 …" }
    package var planDropped: String { "已取消。" }
    package func cannotSet(step: Int) -> String { "无法写入：见第 \(step) 步" }
    package var nothingToChange: String { "无需修改：NapCat 的配置已经正确。" }
    package var previewMissed: String { "NapCat 的修改内容已就绪：依次按 2 和 a 查看。" }
    package var applyingChange: String { "正在修改 NapCat 的配置 …" }
    package var refreshingCode: String { "正在向 NapCat 请求新的二维码 …" }
    package var probingFolder: String { "正在让机器人在数据目录中写入文件 …" }
    package var sendingCode: String { "正在登录 NapCat WebUI …" }
    package var restartingNapCat: String { "正在重启 NapCat …" }
    package var changingToken: String { "正在更换 NapCat WebUI 的密钥 …" }
    package var movingPort: String { "正在寻找空闲端口 …" }
    package var movingPanelPort: String { "正在将 NapCat WebUI 换到空闲端口 …" }
    package func loggedIn(_ who: String) -> String { "QQ 已登录：\(who)" }

    package func connectFieldTitle(_ field: ConnectField) -> String {
        switch field {
        case .token: "NapCat WebUI 的密钥"
        case .code: "两步验证码"
        }
    }

    package func connectFieldText(_ field: ConnectField) -> String {
        switch field {
        case .token:
            "NapCat 启动时的日志（WebUi Token）和 webui.json 中都有。它不是访问密钥。输入后保存在设置文件中，只发送给 NapCat。"
        case .code: "身份验证器中 NapCat 当前显示的 6 位数字。"
        }
    }

    package var sixDigits: String { "验证码应为 6 位数字。" }
    package var restartTitle: String { "重启 NapCat" }

    package func restartText(container: String?) -> String {
        let way = container.map { "将重启容器 \($0)。" } ?? "将通过 WebUI 让 NapCat 重启。"
        return "\(way)其机器人会下线，一分钟内恢复；QQ 可能要求重新登录。"
    }

    package var restartYes: String { "重启" }
    package var strongTokenTitle: String { "更换 WebUI 密钥" }

    package func strongTokenText(_ origin: NapCatLook.Token.Origin?) -> String {
        let place = origin == .settings ? "保存到设置（8 设置，WebUI 密钥）" : "保存在 NapCat 的 webui.json"
        return "将生成随机密钥，立即写入 NapCat，并\(place)。已打开的 NapCat WebUI 需用新密钥重新登录。"
    }

    package var strongTokenYes: String { "更换" }
    package var freePortTitle: String { "更换端口" }

    package func freePortText(instead: Int, connected: Int) -> String {
        "将改为监听空闲的高位端口（原为 \(instead)），立即生效并保存。\(self.staysConnected(connected, port: instead))"
            + "机器人重连时需使用新端口：按 a 写入 NapCat。"
    }

    package var freePortYes: String { "更换" }
    package var panelPortTitle: String { "更换 NapCat WebUI 的端口" }

    package func panelPortText(instead port: String?) -> String {
        let former = port.map { "（原为 \($0)）" } ?? ""
        return "将为 NapCat WebUI 换用空闲的高位端口\(former)。NapCat 会因此重启，其机器人会离线几秒。"
            + "新地址保存到本机设置（8 设置，WebUI 地址），浏览器也需改用新地址。"
    }
}
