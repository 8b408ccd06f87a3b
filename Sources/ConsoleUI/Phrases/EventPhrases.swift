package import Snapshot

/// The Events and the journal.
package protocol EventPhrases {
    /// - Parameter zone: Time zone of the times; nil where there is no room for it.
    func eventsTitle(hidesMeta: Bool, zone: String?) -> String
    /// - Parameters:
    ///   - back: How far back was looked; nil while nothing came yet.
    ///   - isComplete: Whether there is nothing older.
    func journalTitle(back: ClockTime?, isComplete: Bool, hidesMeta: Bool) -> String
    var journalSearching: String { get }
    func eventsNotShown(_ count: String) -> String
    /// - Parameter more: Whether more may wait than were counted.
    func eventsPaused(waiting: String, more: Bool) -> String
    func eventsNewer(_ count: Int) -> String
    /// What stands in the empty field of the filter.
    var eventFilterHint: String { get }
    /// In the place of an empty list, a paragraph each.
    ///
    /// - Parameter journal: Whether earlier events can be looked up.
    func noEvents(connected: Bool, journal: Bool) -> [String]
    var onlyMetaEvents: [String] { get }
    func noEventMatches(journal: Bool) -> [String]
    /// - Parameter isComplete: Whether all of it was looked through.
    func journalHasNone(isComplete: Bool) -> [String]
    var journalHasNoOlder: String { get }
    var eventTitle: String { get }
    /// Size of an event; `original` is what it had when texts in it were shortened.
    func eventSize(_ size: String, original: String?) -> String
    func day(_ time: ClockTime) -> String
    /// Why the journal writes nothing, for the last line.
    func journalPausedShort(_ cause: JournalPause) -> String
}

extension EnglishPhrases {
    package func eventsTitle(hidesMeta: Bool, zone: String?) -> String {
        "Events\(hidesMeta ? ", no meta" : "")\(zone.map { " · \($0)" } ?? "")"
    }

    package func journalTitle(back: ClockTime?, isComplete: Bool, hidesMeta: Bool) -> String {
        let meta = hidesMeta ? ", no meta" : ""
        guard let back else { return "Journal\(meta)" }
        return "Journal\(meta), \(isComplete ? "from its beginning," : "back to") \(self.day(back))"
    }

    package var journalSearching: String { "searching …" }

    package func eventsNotShown(_ count: String) -> String { "\(count) not shown" }

    package func eventsPaused(waiting: String, more: Bool) -> String {
        waiting == "0" ? "paused" : "paused, \(waiting)\(more ? " and more" : "") waiting"
    }

    package func eventsNewer(_ count: Int) -> String { "\(count) newer, G follows" }
    package var eventFilterHint: String { "bot: kind: group: user: text" }

    package func noEvents(connected: Bool, journal: Bool) -> [String] {
        let earlier = journal ? "H looks for earlier ones in the journal." : "The journal is off: none is kept."
        guard connected else {
            return ["No events: no bot is connected.", "1 tells how to connect one. \(earlier)"]
        }
        return ["No events yet.", "They appear here when they arrive. \(earlier)"]
    }

    package var onlyMetaEvents: [String] {
        ["Nothing but meta events so far: heartbeats and the like.", "m shows them."]
    }

    package func noEventMatches(journal: Bool) -> [String] {
        ["Nothing matches the filter.", "Esc clears it.\(journal ? " H searches the journal with it." : "")"]
    }

    package func journalHasNone(isComplete: Bool) -> [String] {
        isComplete
            ? ["Nothing in the journal matches.", "Esc goes back to what comes."]
            : ["Nothing in the journal matches so far.", "H looks further back. Esc goes back to what comes."]
    }

    package var journalHasNoOlder: String { "The journal has nothing older." }
    package var eventTitle: String { "Event" }

    package func eventSize(_ size: String, original: String?) -> String {
        original.map { "\(size), long texts shortened (\($0) as it came)" } ?? size
    }

    package func day(_ time: ClockTime) -> String {
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        let month = months[bounded(time.month - 1, below: months.count)]
        return "\(time.day) \(month) \(time.time.prefix(5))"
    }

    package func journalPausedShort(_ cause: JournalPause) -> String {
        switch cause {
        case .diskFull: "The journal is paused: the disk is full. Earlier events can be read."
        case .notWritable: "The journal is paused: it cannot be written. Earlier events can be read."
        case .damaged: "The journal is paused: its file is damaged."
        case .held: "The journal is paused: another program holds its file."
        case .replaced: "The journal is paused: its file was removed or replaced."
        case .notAnswering: "The journal is paused: the disk does not answer."
        case .other(let text): "The journal is paused: \(text)"
        }
    }

}

extension ChinesePhrases {
    package func eventsTitle(hidesMeta: Bool, zone: String?) -> String {
        "事件\(hidesMeta ? "（不含元事件）" : "")\(zone.map { " · \($0)" } ?? "")"
    }

    package func journalTitle(back: ClockTime?, isComplete: Bool, hidesMeta: Bool) -> String {
        let meta = hidesMeta ? "（不含元事件）" : ""
        guard let back else { return "历史\(meta)" }
        return "历史\(meta)，\(isComplete ? "始于" : "回溯至") \(self.day(back))"
    }

    package var journalSearching: String { "正在搜索 …" }

    package func eventsNotShown(_ count: String) -> String { "\(count) 条未显示" }

    package func eventsPaused(waiting: String, more: Bool) -> String {
        waiting == "0" ? "已暂停" : "已暂停，\(waiting) 条\(more ? "以上" : "")待显示"
    }

    package func eventsNewer(_ count: Int) -> String { "\(count) 条新事件，按 G 跟随" }
    package var eventFilterHint: String { "bot: kind: group: user: 文字" }

    package func noEvents(connected: Bool, journal: Bool) -> [String] {
        let earlier = journal ? "按 H 在历史记录中查找更早的事件。" : "历史记录未开启，不保存事件。"
        guard connected else { return ["没有事件：当前没有机器人连接。", "按 1 查看如何连接。\(earlier)"] }
        return ["还没有事件。", "事件到达后会显示在这里。\(earlier)"]
    }

    package var onlyMetaEvents: [String] { ["目前只有心跳等元事件。", "按 m 显示。"] }
    package func noEventMatches(journal: Bool) -> [String] {
        ["没有符合筛选的事件。", "按 Esc 清除筛选\(journal ? "，按 H 以此筛选搜索历史记录" : "")。"]
    }

    package func journalHasNone(isComplete: Bool) -> [String] {
        isComplete
            ? ["历史记录中没有符合的事件。", "按 Esc 返回实时事件。"]
            : ["已搜索的范围内没有符合的历史事件。", "按 H 继续向前搜索，按 Esc 返回实时事件。"]
    }
    package var journalHasNoOlder: String { "没有更早的历史记录了。" }
    package var eventTitle: String { "事件" }

    package func eventSize(_ size: String, original: String?) -> String {
        original.map { "\(size)，过长的文字已截短（原为 \($0)）" } ?? size
    }

    package func day(_ time: ClockTime) -> String { "\(time.month)月\(time.day)日 \(time.time.prefix(5))" }

    package func journalPausedShort(_ cause: JournalPause) -> String {
        switch cause {
        case .diskFull: "磁盘已满，历史记录已暂停；之前的事件仍可查看。"
        case .notWritable: "无法写入，历史记录已暂停；之前的事件仍可查看。"
        case .damaged: "历史记录文件已损坏，已暂停。"
        case .held: "历史记录已暂停：文件被其他程序占用。"
        case .replaced: "历史记录已暂停：文件被删除或替换。"
        case .notAnswering: "历史记录已暂停：磁盘没有响应。"
        case .other(let text): "历史记录已暂停：\(text)"
        }
    }

}
