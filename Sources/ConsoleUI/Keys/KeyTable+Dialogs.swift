import Terminal

extension KeyTable {
    /// The bindings of a question's own context are its choices, in the order in which they are shown.
    static let dialogBindings: [KeyBinding] = [
        KeyBinding(
            [.character("d"), .control("c")],
            in: .quitDialog,
            .detach,
            hint: Words(en: "leave it serving", zh: "保持运行并离开"),
            help: Words(
                en: "Leave the screen; the endpoint goes on (so does a second Ctrl-C)",
                zh: "离开界面，服务继续运行（再按一次 Ctrl-C 效果相同）"
            ),
            priority: 1
        ),
        KeyBinding(
            [.character("s")],
            in: .quitDialog,
            .stop,
            hint: Words(en: "stop the endpoint", zh: "停止服务"),
            help: Words(en: "Stop the endpoint; all bots go offline", zh: "停止服务，所有机器人下线"),
            priority: 2,
            dangerous: true
        ),
        KeyBinding(
            [.character("c")],
            in: .quitDialog,
            .cancel,
            hint: Words(en: "cancel", zh: "取消"),
            help: Words(en: "Stay", zh: "留在界面"),
            priority: 3
        ),
        KeyBinding(
            [.character("n")],
            in: .rotateDialog,
            .rotateNow,
            hint: Words(en: "rotate now", zh: "立即更换"),
            help: Words(en: "Make a new key; the old one is refused at once", zh: "生成新密钥，旧密钥立即失效"),
            priority: 1,
            dangerous: true
        ),
        KeyBinding(
            [.character("k")],
            in: .rotateDialog,
            .rotateWithGrace,
            hint: Words(en: "keep the old key for 10 minutes", zh: "旧密钥保留 10 分钟"),
            help: Words(
                en: "Make a new key; the old one is accepted for 10 more minutes",
                zh: "生成新密钥，旧密钥在 10 分钟内仍可使用"
            ),
            priority: 2,
            dangerous: true
        ),
        KeyBinding(
            [.character("c")],
            in: .rotateDialog,
            .cancel,
            hint: Words(en: "cancel", zh: "取消"),
            help: Words(en: "Keep the present key", zh: "保留现有密钥"),
            priority: 3
        ),
        KeyBinding(
            [.character("y")],
            in: .confirmDialog,
            .confirm,
            hint: Words(en: "yes, do it", zh: "确定"),
            help: Words(en: "Do what the question says", zh: "执行该操作"),
            priority: 1,
            dangerous: true
        ),
        KeyBinding(
            [.character("c"), .character("n")],
            in: .confirmDialog,
            .cancel,
            hint: Words(en: "cancel", zh: "取消"),
            help: Words(en: "Do nothing", zh: "不执行"),
            priority: 2
        ),
        KeyBinding(
            [Key(.enter)],
            in: .nameField,
            .confirmName,
            hint: Words(en: "send", zh: "发送"),
            help: Words(en: "Send the call, when the name is typed in full", zh: "名称输入完整时发送调用"),
            priority: 1,
            dangerous: true
        ),
        KeyBinding(
            [Key(.escape)],
            in: .nameField,
            .cancel,
            hint: Words(en: "cancel", zh: "取消"),
            help: Words(en: "Close the question, send nothing", zh: "关闭对话框，不发送"),
            priority: 2
        ),
        KeyBinding(
            [.character("y")],
            in: .previewDialog,
            .applyPreview,
            hint: Words(en: "apply", zh: "应用"),
            help: Words(en: "Make the change", zh: "执行该修改"),
            priority: 1,
            dangerous: true
        ),
        KeyBinding(
            [.character("c"), .character("n")],
            in: .previewDialog,
            .cancel,
            hint: Words(en: "cancel", zh: "取消"),
            help: Words(en: "Change nothing", zh: "不做修改"),
            priority: 2
        ),
        KeyBinding(
            [Key(.enter)],
            in: .dialog,
            .choose,
            hint: Words(en: "choose", zh: "选定"),
            help: Words(en: "Take the marked choice", zh: "执行选中的选项"),
            priority: 4
        ),
        KeyBinding(
            [Key(.escape)],
            in: .dialog,
            .cancel,
            hint: Words(en: "cancel", zh: "取消"),
            help: Words(en: "Close the question, do nothing", zh: "关闭对话框，不执行"),
            priority: 5
        ),
        KeyBinding(
            [Key(.down), Key(.right), Key(.tab)],
            in: .dialog,
            .nextChoice,
            hint: Words(en: "move", zh: "移动"),
            help: Words(en: "Mark the next choice", zh: "选中下一个选项"),
            priority: 6,
            label: "↑↓"
        ),
        KeyBinding(
            [Key(.up), Key(.left), Key(.tab, .shift)],
            in: .dialog,
            .previousChoice,
            hint: Words(en: "previous", zh: "上一个"),
            help: Words(en: "Mark the previous choice", zh: "选中上一个选项")
        ),
        KeyBinding(
            [Key(.escape), .character("v")],
            in: .bare,
            .back,
            hint: Words(en: "mask again", zh: "重新隐藏"),
            help: Words(en: "Leave the bare screen and mask everything", zh: "离开并重新隐藏"),
            priority: 1
        ),
        KeyBinding(
            [Key(.escape), .character("?"), Key(.enter)],
            in: .reading,
            .back,
            hint: Words(en: "close", zh: "关闭"),
            help: Words(en: "Close this page", zh: "关闭本页"),
            priority: 2
        ),
    ]
}
