import Snapshot
import Terminal

extension KeyTable {
    static let botBindings: [KeyBinding] = [
        KeyBinding(
            [Key(.enter)],
            in: .botTable,
            .open,
            hint: Words(en: "open", zh: "打开"),
            help: Words(en: "Show everything about the bot", zh: "查看该机器人的全部信息"),
            priority: 2,
            unavailable: { $0.selectedBot == nil ? .noBot : nil }
        ),
        KeyBinding(
            [.character("/")],
            in: .botTable,
            .filter,
            hint: Words(en: "filter", zh: "筛选"),
            help: Words(
                en: "Show only bots that contain a text; a leading ! inverts",
                zh: "只显示包含某段文字的机器人；以 ! 开头取反"
            ),
            priority: 8,
            unavailable: { $0.snapshot.bots.isEmpty ? .noBot : nil }
        ),
        KeyBinding(
            [.character("s")],
            in: .botTable,
            .sort,
            hint: Words(en: "sort", zh: "排序"),
            help: Words(en: "Sort by the next column", zh: "按下一列排序"),
            priority: 13,
            unavailable: { $0.snapshot.bots.isEmpty ? .noBot : nil }
        ),
        KeyBinding(
            [.character("S")],
            in: .botTable,
            .reverse,
            hint: Words(en: "reverse", zh: "倒序"),
            help: Words(en: "Turn the order round", zh: "反转排序方向")
        ),
        KeyBinding(
            [.character("e")],
            in: .botTable,
            .botEvents,
            hint: Words(en: "events", zh: "事件"),
            help: Words(en: "Show the bot's events", zh: "查看该机器人的事件"),
            priority: 9,
            unavailable: { $0.botNameUnavailable }
        ),
        KeyBinding(
            [.character("i")],
            in: .botTable,
            .botCalls,
            hint: Words(en: "API", zh: "API"),
            help: Words(en: "Call the bot's API", zh: "调用该机器人的 API"),
            priority: 11,
            unavailable: { $0.botNameUnavailable }
        ),
        KeyBinding(
            [.character("p")],
            in: .botTable,
            .ping,
            hint: Words(en: "ping", zh: "测延迟"),
            help: Words(en: "Ping the bot and show the round trip", zh: "测量该机器人的往返延迟"),
            priority: 12,
            unavailable: { $0.pingUnavailable }
        ),
        KeyBinding(
            [.character("x")],
            in: .botTable,
            .disconnect,
            hint: Words(en: "disconnect", zh: "断开"),
            help: Words(en: "Close the bot's connections (asks)", zh: "断开该机器人的连接（需确认）"),
            priority: 14,
            dangerous: true,
            unavailable: { $0.disconnectUnavailable }
        ),
        KeyBinding(
            [.character("b")],
            in: .botTable,
            .block,
            hint: Words(en: "block", zh: "封禁"),
            help: Words(en: "Refuse the bot's address from now on (asks)", zh: "封禁该机器人的地址（需确认）"),
            priority: 15,
            dangerous: true,
            unavailable: { $0.blockUnavailable }
        ),
        KeyBinding(
            [.character("e")],
            in: .botDetail,
            .botEvents,
            hint: Words(en: "events", zh: "事件"),
            help: Words(en: "Show the bot's events", zh: "查看该机器人的事件"),
            priority: 2,
            unavailable: { $0.botNameUnavailable }
        ),
        KeyBinding(
            [.character("i")],
            in: .botDetail,
            .botCalls,
            hint: Words(en: "API", zh: "API"),
            help: Words(en: "Call the bot's API", zh: "调用该机器人的 API"),
            priority: 3,
            unavailable: { $0.botNameUnavailable }
        ),
        KeyBinding(
            [.character("p")],
            in: .botDetail,
            .ping,
            hint: Words(en: "ping", zh: "测延迟"),
            help: Words(en: "Ping the bot and show the round trip", zh: "测量该机器人的往返延迟"),
            priority: 4,
            unavailable: { $0.pingUnavailable }
        ),
        KeyBinding(
            [.character("x")],
            in: .botDetail,
            .disconnect,
            hint: Words(en: "disconnect", zh: "断开"),
            help: Words(en: "Close the bot's connections (asks)", zh: "断开该机器人的连接（需确认）"),
            priority: 5,
            dangerous: true,
            unavailable: { $0.disconnectUnavailable }
        ),
        KeyBinding(
            [.character("b")],
            in: .botDetail,
            .block,
            hint: Words(en: "block", zh: "封禁"),
            help: Words(en: "Refuse the bot's address from now on (asks)", zh: "封禁该机器人的地址（需确认）"),
            priority: 6,
            dangerous: true,
            unavailable: { $0.blockUnavailable }
        ),
        KeyBinding(
            [Key(.escape)],
            in: .botDetail,
            .back,
            hint: Words(en: "back", zh: "返回"),
            help: Words(en: "Go back to the list", zh: "返回列表"),
            priority: 7
        ),
    ]
}
