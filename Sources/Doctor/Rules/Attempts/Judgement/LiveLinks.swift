import Snapshot

import struct Foundation.Date

/// The links that are up, by where they come from.
struct LiveLinks {
    /// By address, then by account (empty where it is not known): when the newest began.
    private var newest: [String: [String: Date]] = [:]
    private var newestOfAll: [String: Date] = [:]
    private(set) var counts: [String: Int] = [:]
    /// Accounts that are online.
    private var online: Set<String> = []

    init(_ bots: [BotFacts]) {
        for bot in bots {
            if bot.state == .online, !bot.links.isEmpty { self.online.insert(bot.selfID) }
            for link in bot.links {
                let address = Self.address(of: link.peer)
                let before = self.newest[address]?[bot.selfID] ?? .distantPast
                self.newest[address, default: [:]][bot.selfID] = max(before, link.connectedAt)
                self.newestOfAll[address] = max(self.newestOfAll[address] ?? .distantPast, link.connectedAt)
                self.counts[address, default: 0] += 1
            }
        }
    }

    /// When the newest live link of the account from the address began; of any account, where the attempt names none.
    func since(_ address: String, _ selfID: String?) -> Date? {
        guard let selfID else { return self.newestOfAll[address] }
        guard let links = self.newest[address] else { return nil }
        return [links[selfID], links[""]].compactMap { $0 }.max()
    }

    func isOnline(_ selfID: String) -> Bool { self.online.contains(selfID) }
    func holds(_ address: String) -> Bool { self.counts[address] != nil }

    /// `10.0.0.9` of `10.0.0.9:51234`, `::1` of `[::1]:51234`.
    static func address(of peer: String) -> String {
        let bytes = peer.utf8
        if bytes.first == UInt8(ascii: "["), let end = bytes.firstIndex(of: UInt8(ascii: "]")) {
            return String(peer[bytes.index(after: bytes.startIndex)..<end])
        }
        let colon = UInt8(ascii: ":")
        guard let end = bytes.firstIndex(of: colon), !bytes[bytes.index(after: end)...].contains(colon) else {
            return peer
        }
        return String(peer[..<end])
    }
}
