import Snapshot
import Terminal

extension KeyTable {
    static let connectBindings: [KeyBinding] = connectBoxBindings + connectPanelBindings + qrCodeBindings

    private static let connectBoxBindings: [KeyBinding] = [
        KeyBinding(
            [Key(.enter)],
            in: .connectSteps,
            .open,
            hint: Words(en: "details", zh: "详情"),
            help: Words(en: "Show the step in full", zh: "显示该步骤的完整内容"),
            priority: 8,
            unavailable: { $0.selectedStep == nil ? .nothingToOpen : nil }
        ),
        KeyBinding(
            [Key(.tab)],
            in: .connectSteps,
            .nextBox,
            hint: Words(en: "address", zh: "选择地址"),
            help: Words(en: "Go to the addresses: choose where the bot lives", zh: "切换到地址：选择机器人所在位置"),
            priority: 4
        ),
        KeyBinding(
            [Key(.tab)],
            in: .connectValues,
            .nextBox,
            hint: Words(en: "steps", zh: "步骤"),
            help: Words(en: "Go back to the steps", zh: "返回步骤"),
            priority: 4
        ),
        KeyBinding(
            [Key(.enter)],
            in: .connectValues,
            .open,
            hint: Words(en: "copy address", zh: "复制地址"),
            help: Words(en: "Copy the address of the place chosen", zh: "复制所选位置的地址"),
            priority: 2,
            unavailable: { $0.chosenURL == nil ? .noAddress : nil }
        ),
    ]

    private static let connectPanelBindings: [KeyBinding] = [
        KeyBinding(
            [.character("a")],
            in: .connect,
            .applyConnection,
            hint: Words(en: "apply", zh: "应用"),
            help: Words(
                en: "Put address and key into NapCat: shows the change, then Enter makes it",
                zh: "将地址和密钥写入 NapCat：先显示修改内容，按 Enter 执行"
            ),
            priority: 3,
            unavailable: { $0.applyUnavailable }
        ),
        KeyBinding(
            [.character("o")],
            in: .connect,
            .otherFields,
            hint: Words(en: "other implementations", zh: "其他实现端"),
            help: Words(
                en: "Show what to enter in LLBot, Lagrange, go-cqhttp and others",
                zh: "显示 LLBot、Lagrange、go-cqhttp 等的填写方法"
            ),
            priority: 6,
            unavailable: { $0.chosenURL == nil ? .noAddress : nil }
        ),
        KeyBinding(
            [.character("r")],
            in: .connect,
            .checkNapCat,
            hint: Words(en: "check again", zh: "重新检查"),
            help: Words(en: "Look at NapCat again now", zh: "立即重新检查 NapCat"),
            priority: 7
        ),
        KeyBinding(
            [.character("x")],
            in: .connect,
            .showQRCode,
            hint: Words(en: "QR code", zh: "二维码"),
            help: Words(en: "Show NapCat's QR code to log in to QQ with", zh: "显示 NapCat 的 QQ 登录二维码"),
            unavailable: { $0.qrCodeUnavailable }
        ),
        KeyBinding(
            [.character("t")],
            in: .connect,
            .typeToken,
            hint: Words(en: "WebUI token", zh: "WebUI 密钥"),
            help: Words(en: "Type the token of NapCat's WebUI", zh: "输入 NapCat WebUI 的密钥"),
            unavailable: { $0.tokenUnavailable }
        ),
        KeyBinding(
            [.character("d")],
            in: .connect,
            .typeCode,
            hint: Words(en: "2FA code", zh: "两步验证码"),
            help: Words(en: "Type the code of NapCat's two-factor login", zh: "输入 NapCat 的两步验证码"),
            unavailable: { $0.codeUnavailable }
        ),
        KeyBinding(
            [.character("R")],
            in: .connect,
            .restartNapCat,
            hint: Words(en: "restart NapCat", zh: "重启 NapCat"),
            help: Words(en: "Restart NapCat (asks)", zh: "重启 NapCat（需确认）"),
            priority: 18,
            dangerous: true,
            unavailable: { $0.restartUnavailable }
        ),
        KeyBinding(
            [.character("s")],
            in: .connect,
            .strongToken,
            hint: Words(en: "strong token", zh: "更换强密钥"),
            help: Words(
                en: "Give NapCat's WebUI a strong random token (asks)",
                zh: "为 NapCat WebUI 生成随机强密钥（需确认）"
            ),
            dangerous: true,
            unavailable: { $0.strongTokenUnavailable }
        ),
        KeyBinding(
            [.character("f")],
            in: .connect,
            .freePort,
            hint: Words(en: "free port", zh: "空闲端口"),
            help: Words(en: "Listen on a high port that is free (asks)", zh: "改为监听空闲的高位端口（需确认）"),
            dangerous: true,
            unavailable: { $0.freePortUnavailable }
        ),
        KeyBinding(
            [.character("w")],
            in: .connect,
            .panelPort,
            hint: Words(en: "move WebUI", zh: "更换 WebUI 端口"),
            help: Words(
                en: "Give NapCat's WebUI a high port that is free (asks)",
                zh: "将 NapCat WebUI 换到空闲的高位端口（需确认）"
            ),
            dangerous: true,
            unavailable: { $0.panelPortUnavailable }
        ),
        KeyBinding(
            [.character("p")],
            in: .connect,
            .probeFolder,
            hint: Words(en: "probe folder", zh: "检测目录"),
            help: Words(
                en: "Have the bot write a file, to see whether it sees the data folder",
                zh: "让机器人写入一个文件，检测它能否看到数据目录"
            ),
            priority: 17,
            unavailable: { $0.probeUnavailable }
        ),
        KeyBinding(
            [.character("L")],
            in: .connect,
            .napcatLog,
            hint: Words(en: "log", zh: "日志"),
            help: Words(en: "Show the end of the log of NapCat's container", zh: "显示 NapCat 容器日志的末尾"),
            priority: 19,
            unavailable: { $0.napcatLogUnavailable }
        ),
    ]

    private static let qrCodeBindings: [KeyBinding] = [
        KeyBinding(
            [.character("r")],
            in: .qrCode,
            .refreshQRCode,
            hint: Words(en: "new code", zh: "刷新"),
            help: Words(en: "Have NapCat make a new code", zh: "让 NapCat 生成新的二维码"),
            priority: 1
        ),
        KeyBinding(
            [.character("y")],
            in: .qrCode,
            .copyLink,
            hint: Words(en: "copy link", zh: "复制链接"),
            help: Words(en: "Copy the text that the code holds", zh: "复制二维码中的链接"),
            priority: 3,
            unavailable: { $0.look?.qrCode == nil ? .noQRCode : nil }
        ),
        KeyBinding(
            [.character("x")],
            in: .qrCode,
            .back,
            hint: Words(en: "close", zh: "关闭"),
            help: Words(en: "Close the code", zh: "关闭二维码")
        ),
    ]
}
