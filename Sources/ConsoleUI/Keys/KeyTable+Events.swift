import Snapshot
import Terminal

extension KeyTable {
    static let eventBindings: [KeyBinding] = [
        KeyBinding(
            [Key(.enter)],
            in: .events,
            .open,
            hint: Words(en: "JSON", zh: "JSON"),
            help: Words(en: "Show the event as JSON", zh: "以 JSON 显示该事件"),
            priority: 2,
            unavailable: { $0.selectedEvent == nil ? .nothingToOpen : nil }
        ),
        KeyBinding(
            [.character("/")],
            in: .events,
            .filter,
            hint: Words(en: "filter", zh: "筛选"),
            help: Words(
                en: "Show only some events: bot:, kind:, group:, user: and text",
                zh: "只显示部分事件：bot:、kind:、group:、user: 及文字"
            ),
            priority: 3
        ),
        KeyBinding(
            [.character(" ")],
            in: .events,
            .pause,
            hint: Words(en: "pause", zh: "暂停"),
            help: Words(en: "Hold the list still, or let it go on", zh: "暂停或继续滚动"),
            priority: 4,
            unavailable: { $0.events.journal == nil ? nil : .journalStandsStill }
        ),
        KeyBinding(
            [.character("m")],
            in: .events,
            .meta,
            hint: Words(en: "meta", zh: "元事件"),
            help: Words(en: "Show or hide meta events (heartbeats)", zh: "显示或隐藏元事件（心跳等）"),
            priority: 5
        ),
        KeyBinding(
            [.character("H")],
            in: .events,
            .journal,
            hint: Words(en: "journal", zh: "历史"),
            help: Words(
                en: "Search the journal with this filter; again, or up from the first line, for older events",
                zh: "以当前筛选搜索历史记录；再按，或在首行上移，加载更早的事件"
            ),
            priority: 6,
            unavailable: { $0.snapshot.journal.state == .off ? .journalOff : nil }
        ),
        KeyBinding(
            [.character("w")],
            in: .events,
            .write,
            hint: Words(en: "write", zh: "写入文件"),
            help: Words(en: "Write the events shown to a file", zh: "将显示的事件写入文件"),
            priority: 7,
            unavailable: { $0.eventRows == 0 ? .nothingToWrite : nil }
        ),
        KeyBinding(
            [Key(.escape)],
            in: .journal,
            .back,
            hint: Words(en: "live", zh: "返回实时"),
            help: Words(en: "Go back to what comes", zh: "返回实时事件"),
            priority: 3
        ),
        KeyBinding(
            [.character("H")],
            in: .journal,
            .journal,
            hint: Words(en: "older", zh: "更早"),
            help: Words(en: "Search further back", zh: "加载更早的事件"),
            priority: 4,
            unavailable: { $0.snapshot.journal.state == .off ? .journalOff : nil }
        ),
        KeyBinding(
            [.character("w")],
            in: .eventPage,
            .write,
            hint: Words(en: "write", zh: "写入文件"),
            help: Words(en: "Write this event to a file", zh: "将该事件写入文件"),
            priority: 4
        ),
        KeyBinding(
            [Key(.left), .character("h")],
            in: .eventPage,
            .earlierEvent,
            hint: Words(en: "event", zh: "切换事件"),
            help: Words(en: "Go to the event before", zh: "上一个事件"),
            priority: 3,
            label: "←→"
        ),
        KeyBinding(
            [Key(.right), .character("l")],
            in: .eventPage,
            .laterEvent,
            hint: Words(en: "later", zh: "下一个"),
            help: Words(en: "Go to the event after", zh: "下一个事件")
        ),
    ]
}
