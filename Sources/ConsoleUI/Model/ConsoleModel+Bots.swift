package import Snapshot

/// The rows of the table of bots: what the filter leaves, in the order chosen.
///
/// Kept in the model, since many places ask for it between two snapshots and a thousand bots take a while to sort.
struct ShownBots: Equatable {
    /// Indices into the snapshot's bots.
    var indices: [Int] = []
    private var sort = BotColumn.account
    private var descending = false
    private var filter = ""
    private var generation = -1

    /// Makes the rows anew where bots, order or filter are others than those they were made from.
    mutating func refresh(_ bots: [BotFacts], _ state: BotsState, generation: Int) {
        guard
            generation != self.generation || state.sort != self.sort || state.descending != self.descending
                || state.filter.text != self.filter
        else { return }
        self.generation = generation
        self.sort = state.sort
        self.descending = state.descending
        self.filter = state.filter.text
        let order = BotOrder(column: state.sort, descending: state.descending)
        let shown = bots.indices.filter { Self.matches(bots[$0], state.filter) }
        self.indices = bots.withUnsafeBufferPointer { bots in shown.sorted { order(bots[$0], bots[$1]) } }
    }

    private static func matches(_ bot: BotFacts, _ filter: FilterState) -> Bool {
        guard !filter.text.isEmpty else { return true }
        return filter.matches([
            bot.selfID, bot.name ?? "", bot.implementation ?? "", bot.implementationVersion ?? "", bot.peer,
            bot.state.rawValue,
        ])
    }
}

extension ConsoleModel {
    /// The bots that the filter leaves, in the order chosen.
    package var visibleBots: [BotFacts] { self.shownBots.indices.map { self.snapshot.bots[$0] } }

    /// Rows of the table of bots.
    var botRows: Int { self.shownBots.indices.count }

    /// The bot of a row; nil beyond the table.
    func bot(row: Int) -> BotFacts? {
        self.shownBots.indices.indices.contains(row) ? self.snapshot.bots[self.shownBots.indices[row]] : nil
    }

    /// The row of the table the cursor is on; nil when the table is empty.
    var selectedBotRow: Int? {
        guard self.botRows > 0 else { return nil }
        if let selected = self.bots.selected,
            let row = self.shownBots.indices.firstIndex(where: { self.snapshot.bots[$0].identity == selected })
        {
            return row
        }
        return bounded(self.bots.row, below: self.botRows)
    }

    /// The bot that keys act on: the one opened, else the one under the cursor.
    package var selectedBot: BotFacts? {
        if self.panel == .bots, self.bots.detail != nil { return self.openBot }
        return self.selectedBotRow.flatMap { self.bot(row: $0) }
    }

    /// Bots with at least one live link.
    var connectedBots: Int { self.snapshot.bots.count { !$0.links.isEmpty } }

    var pingUnavailable: Unavailable? { self.needsNamedLink(self.selectedBot) }
    var disconnectUnavailable: Unavailable? { self.needsNamedLink(self.selectedBot) }

    var blockUnavailable: Unavailable? {
        guard let bot = self.selectedBot else { return .noBot }
        return bot.peerAddress.isEmpty ? .addressUnknown : nil
    }

    /// Events and calls go by the account's number.
    var botNameUnavailable: Unavailable? {
        guard let bot = self.selectedBot else { return .noBot }
        return bot.selfID.isEmpty ? .botWithoutName : nil
    }

    private func needsNamedLink(_ bot: BotFacts?) -> Unavailable? {
        guard let bot else { return .noBot }
        if bot.links.isEmpty { return .botNotConnected }
        return bot.selfID.isEmpty ? .botWithoutName : nil
    }

    /// How messages and questions call a bot.
    func displayName(of bot: BotFacts) -> String {
        let account = bot.selfID.isEmpty ? self.phrases.unnamedBot : bot.selfID
        guard let name = bot.name, !name.isEmpty else { return account }
        return "\(account) \(name)"
    }
}
