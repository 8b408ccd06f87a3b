import Terminal

extension KeyTable {
    static let fieldBindings: [KeyBinding] = [
        KeyBinding(
            [Key(.enter)],
            in: .settingsField,
            .applyField,
            hint: Words(en: "apply", zh: "应用"),
            help: Words(en: "Put the value in force and save it", zh: "应用该值并保存"),
            priority: 1
        ),
        KeyBinding(
            [Key(.escape)],
            in: .settingsField,
            .cancelField,
            hint: Words(en: "cancel", zh: "取消"),
            help: Words(en: "Close the field, keep the old value", zh: "关闭输入框，保留原值"),
            priority: 2
        ),
        KeyBinding(
            [Key(.enter)],
            in: .connectField,
            .applyConnectField,
            hint: Words(en: "apply", zh: "确定"),
            help: Words(en: "Use what was typed", zh: "使用输入的内容"),
            priority: 1
        ),
        KeyBinding(
            [Key(.escape)],
            in: .connectField,
            .cancelConnectField,
            hint: Words(en: "cancel", zh: "取消"),
            help: Words(en: "Close the field, change nothing", zh: "关闭输入框，不做修改"),
            priority: 2
        ),
        KeyBinding(
            [Key(.enter)],
            in: .apiField,
            .keepField,
            hint: Words(en: "keep", zh: "确定"),
            help: Words(en: "Keep the value and close the field", zh: "确定该值并关闭输入框"),
            priority: 1
        ),
        KeyBinding(
            [Key(.escape)],
            in: .apiField,
            .leaveField,
            hint: Words(en: "cancel", zh: "取消"),
            help: Words(en: "Close the field, keep the old value", zh: "关闭输入框，保留原值"),
            priority: 2
        ),
        KeyBinding(
            [Key(.tab)],
            in: .apiField,
            .nextField,
            hint: Words(en: "next field", zh: "下一项"),
            help: Words(en: "Keep the value and open the next field", zh: "保留该值并打开下一个输入框"),
            priority: 3
        ),
        KeyBinding(
            [.control("s")],
            in: .apiField,
            .send,
            hint: Words(en: "send", zh: "发送"),
            help: Words(en: "Keep the value and send the call", zh: "保留该值并发送调用"),
            priority: 4
        ),
        KeyBinding(
            [Key(.tab)],
            in: .eventFilterField,
            .completeFilter,
            hint: Words(en: "complete", zh: "补全"),
            help: Words(
                en: "Complete bot:, kind:, group:, user: and what may follow",
                zh: "补全 bot:、kind:、group:、user: 及其后的值"
            ),
            priority: 3
        ),
        KeyBinding(
            [Key(.enter)],
            in: .filterField,
            .keepFilter,
            hint: Words(en: "keep", zh: "保留"),
            help: Words(en: "Keep the filter and go back to the list", zh: "保留筛选并返回列表"),
            priority: 1
        ),
        KeyBinding(
            [Key(.escape)],
            in: .filterField,
            .clearFilter,
            hint: Words(en: "clear", zh: "清除"),
            help: Words(en: "Clear the filter", zh: "清除筛选"),
            priority: 2
        ),
        KeyBinding(
            [Key(.enter)],
            in: .commandLine,
            .runCommand,
            hint: Words(en: "run", zh: "执行"),
            help: Words(en: "Run the command", zh: "执行命令"),
            priority: 1
        ),
        KeyBinding(
            [Key(.escape)],
            in: .commandLine,
            .leaveCommandLine,
            hint: Words(en: "leave", zh: "离开"),
            help: Words(en: "Leave the command line", zh: "离开命令行"),
            priority: 2
        ),
        KeyBinding(
            [Key(.tab)],
            in: .commandLine,
            .completeCommand,
            hint: Words(en: "complete", zh: "补全"),
            help: Words(en: "Complete; again for the next candidate", zh: "补全；再按切换到下一个候选"),
            priority: 3
        ),
        KeyBinding(
            [Key(.up)],
            in: .commandLine,
            .earlierCommand,
            hint: Words(en: "earlier", zh: "上一条"),
            help: Words(en: "Bring an earlier command back", zh: "调出之前的命令"),
            priority: 4
        ),
        KeyBinding(
            [Key(.down)],
            in: .commandLine,
            .laterCommand,
            hint: Words(en: "later", zh: "下一条"),
            help: Words(en: "Go to the later command", zh: "调出之后的命令")
        ),
    ]
}
