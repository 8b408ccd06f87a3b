package import Snapshot

/// The table of bots.
package protocol BotPhrases {
    var botsTitle: String { get }
    func botColumn(_ column: BotColumn) -> String
    func botState(_ state: BotFacts.State) -> String
    /// Stands for the number of a link that has not said whose it is.
    var unnamedBot: String { get }
    func sortedBy(_ column: BotColumn, descending: Bool) -> String
    func botGone(_ name: String) -> String
    /// Confirms that a ping was asked for; the answer follows as a message of its own.
    func pinging(_ name: String) -> String
}

extension EnglishPhrases {
    package var botsTitle: String { "Bots" }

    package func botColumn(_ column: BotColumn) -> String {
        switch column {
        case .state: "State"
        case .account: "QQ"
        case .name: "Name"
        case .implementation: "Implementation"
        case .from: "From"
        case .last: "Last"
        case .rate: "Rate"
        case .roundTrip: "RTT"
        case .links: "Links"
        case .events: "Events"
        }
    }

    package func botState(_ state: BotFacts.State) -> String {
        switch state {
        case .online: "online"
        case .offline: "connected, but QQ is offline"
        case .quiet: "connected, but quiet"
        case .lost: "connection lost"
        }
    }

    package var unnamedBot: String { "(unnamed)" }

    package func sortedBy(_ column: BotColumn, descending: Bool) -> String {
        "Sorted by \(self.botColumn(column)), \(descending ? "descending" : "ascending")."
    }

    package func botGone(_ name: String) -> String { "Bot \(name) has been gone for an hour." }
    package func pinging(_ name: String) -> String { "Pinging \(name) …" }
}

extension ChinesePhrases {
    package var botsTitle: String { "机器人" }

    package func botColumn(_ column: BotColumn) -> String {
        switch column {
        case .state: "状态"
        case .account: "QQ"
        case .name: "名称"
        case .implementation: "实现端"
        case .from: "来源"
        case .last: "最近"
        case .rate: "速率"
        case .roundTrip: "延迟"
        case .links: "连接"
        case .events: "事件"
        }
    }

    package func botState(_ state: BotFacts.State) -> String {
        switch state {
        case .online: "在线"
        case .offline: "已连接，但 QQ 离线"
        case .quiet: "已连接，但无数据"
        case .lost: "连接已断开"
        }
    }

    package var unnamedBot: String { "（未知）" }

    package func sortedBy(_ column: BotColumn, descending: Bool) -> String {
        let name = column == .account ? " QQ " : self.botColumn(column)
        return "按\(name)\(descending ? "降序" : "升序")排列。"
    }

    package func botGone(_ name: String) -> String { "机器人 \(name) 已断开一小时。" }
    package func pinging(_ name: String) -> String { "正在测量 \(name) 的延迟 …" }
}
