import Terminal

extension KeyTable {
    static let apiBindings: [KeyBinding] = [
        KeyBinding(
            [Key(.left), .character("h")],
            in: .apiBot,
            .previousBot,
            hint: Words(en: "bot", zh: "切换机器人"),
            help: Words(en: "Call the bot before", zh: "切换到上一个机器人"),
            priority: 2,
            label: "←→",
            unavailable: { $0.nextBotUnavailable }
        ),
        KeyBinding(
            [Key(.right), .character("l")],
            in: .apiBot,
            .nextBot,
            hint: Words(en: "next bot", zh: "下一个机器人"),
            help: Words(en: "Call the bot after", zh: "切换到下一个机器人"),
            unavailable: { $0.nextBotUnavailable }
        ),
        KeyBinding(
            [Key(.enter)],
            in: .apiActions,
            .open,
            hint: Words(en: "parameters", zh: "填写参数"),
            help: Words(en: "Go to the parameters of the action", zh: "填写该动作的参数"),
            priority: 2,
            unavailable: { $0.selectedAction == nil ? .nothingToOpen : nil }
        ),
        KeyBinding(
            [Key(.enter)],
            in: .apiForm,
            .open,
            hint: Words(en: "edit", zh: "修改"),
            help: Words(en: "Edit the value in place; on the last line, send the call", zh: "修改该值；在末行则发送调用"),
            priority: 2
        ),
        KeyBinding(
            [Key(.up), .character("k")],
            in: .apiForm,
            .earlierCall,
            hint: Words(en: "earlier call", zh: "之前的调用"),
            help: Words(en: "One line up; from the first line, bring an earlier call back", zh: "上移一行；在首行则调出之前的调用"),
            priority: 6
        ),
        KeyBinding(
            [.character("s"), .control("s")],
            in: .api,
            .send,
            hint: Words(en: "send", zh: "发送"),
            help: Words(
                en: "Send the call; one that changes something or reads secrets asks first",
                zh: "发送调用；会更改内容或读取敏感信息的调用需先确认"
            ),
            priority: 3,
            unavailable: { $0.apiBot == nil ? .noBot : nil }
        ),
        KeyBinding(
            [.character("b")],
            in: .api,
            .nextBot,
            hint: Words(en: "next bot", zh: "下一个机器人"),
            help: Words(en: "Call the next connected bot", zh: "切换到下一个已连接的机器人"),
            priority: 8,
            unavailable: { $0.nextBotUnavailable }
        ),
        KeyBinding(
            [.character("/")],
            in: .api,
            .filter,
            hint: Words(en: "filter", zh: "筛选"),
            help: Words(
                en: "Show only actions that contain a text; Enter calls a name that is not listed",
                zh: "只显示包含某段文字的动作；按 Enter 可调用列表中没有的名称"
            ),
            priority: 4
        ),
    ]
}
