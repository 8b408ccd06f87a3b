import OneBot
import Snapshot

import struct Foundation.Date

/// What a judge needs to know beyond the bot it judges; put together once for all bots.
struct Surroundings: Sendable {
    struct Cut: Sendable {
        let time: Date
        /// Index of its view.
        let bot: Int
    }

    /// Endings without close frame of the last hour, by address, oldest first.
    let cuts: [String: [Cut]]
    /// Bots that are connected, by address; filled only where something was cut.
    let connected: [String: Set<String>]
    private let botCount: Int
    /// Where the accepted attempts of the last half hour stand in ``attempts``, by account, oldest first.
    let accepted: [String: [Int]]
    let attempts: [AttemptFacts]
    let clock: MachineFacts.ClockState
    let keyIsInUse: Bool

    static let attemptsLookedAt: Double = 1800

    init(_ evidence: Evidence, views: [SessionView]) {
        var cuts: [String: [Cut]] = [:]
        for view in views {
            for ending in view.evidence.endings where ending.how.isCut && view.age(ending.time) <= 3600 {
                cuts[ending.address, default: []].append(Cut(time: ending.time, bot: view.index))
            }
        }
        var connected: [String: Set<String>] = [:]
        if !cuts.isEmpty {
            for view in views where view.isConnected {
                for link in view.bot.links {
                    let address = LinkName.address(of: link.peer)
                    if cuts[address] != nil { connected[address, default: []].insert(view.bot.selfID) }
                }
            }
        }
        var accepted: [String: [Int]] = [:]
        let attempts = evidence.pastAttempts
        let earliest = evidence.now.addingTimeInterval(-Self.attemptsLookedAt)
        // Only who was cut or closed lately can have been taken over.
        let ended = Set(views.filter { $0.evidence.endings.count >= 2 }.map(\.bot.selfID))
        if !ended.isEmpty {
            let first = attempts.lastIndex { $0.time < earliest }.map { $0 + 1 } ?? 0
            for index in first..<attempts.count where attempts[index].isAccepted {
                if let selfID = attempts[index].selfID, ended.contains(selfID) {
                    accepted[selfID, default: []].append(index)
                }
            }
        }
        self.cuts = cuts.mapValues { $0.sorted { $0.time < $1.time } }
        self.botCount = views.count
        self.connected = connected
        self.accepted = accepted
        self.attempts = attempts
        self.clock = evidence.machine?.clock ?? .unknown
        self.keyIsInUse = !evidence.snapshot.access.key.isEmpty
    }
}

extension Surroundings {
    /// How many other bots were cut from an address at about that time. A thousand may have gone at once, and each asks.
    func othersCut(from address: String, at time: Date, within seconds: Double, than bot: Int) -> Int {
        guard let cuts = self.cuts[address] else { return 0 }
        let earliest = time.addingTimeInterval(-seconds)
        var (low, high) = (0, cuts.count)
        while low < high {
            let middle = (low + high) / 2
            if cuts[middle].time < earliest { low = middle + 1 } else { high = middle }
        }
        let latest = time.addingTimeInterval(seconds)
        var isCounted = [Bool](repeating: false, count: self.botCount)
        var count = 0
        for cut in cuts[low...] {
            guard cut.time <= latest else { break }
            guard cut.bot != bot, !isCounted[cut.bot] else { continue }
            isCounted[cut.bot] = true
            count += 1
        }
        return count
    }
}

extension BotEvidence.Ending.How {
    /// TCP ended without a close frame.
    var isCut: Bool { self == .finished || self == .reset }
    /// Nothing was heard any more.
    var isLost: Bool { self == .lost || self == .lostNetwork || self == .lostFrozen }
}
