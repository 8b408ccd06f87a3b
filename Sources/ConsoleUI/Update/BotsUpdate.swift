import Snapshot

import struct Foundation.Date

extension ConsoleModel {
    mutating func performOnBots(_ command: ConsoleCommand, at now: Date) -> [ConsoleEffect] {
        switch command {
        case .sort:
            let columns = BotColumn.sortable
            let next = columns.firstIndex(of: self.bots.sort).map { ($0 + 1) % columns.count } ?? 0
            self.bots.sort = columns[next]
            self.bots.descending = self.bots.sort.startsDescending
            self.say(self.phrases.sortedBy(self.bots.sort, descending: self.bots.descending), at: now)
        case .reverse:
            self.bots.descending.toggle()
            self.say(self.phrases.sortedBy(self.bots.sort, descending: self.bots.descending), at: now)
        case .ping:
            guard let bot = self.selectedBot else { break }
            self.say(self.phrases.pinging(self.displayName(of: bot)), at: now)
            return [.ping(selfID: bot.selfID)]
        case .disconnect:
            guard let bot = self.selectedBot else { break }
            self.ask(.disconnect(selfID: bot.selfID))
        case .block:
            guard let address = self.addressToBlock else { break }
            self.ask(.block(address: address))
        case .release:
            guard let address = self.selectedFindingAddress else { break }
            return [.release(address: address)]
        default:
            break
        }
        return []
    }

    /// The address that `b` means: of the finding in sight, else of the bot.
    private var addressToBlock: String? {
        let contexts = self.contexts
        if contexts.contains(.attentionBox) || contexts.contains(.doctor) { return self.selectedFindingAddress }
        return self.selectedBot.map(\.peerAddress)
    }
}
