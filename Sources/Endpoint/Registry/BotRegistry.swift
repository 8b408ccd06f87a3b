package import NIOCore

/// Which links belong to which bot. A bot keeps up to four; every registration carries a generation, so that the
/// late end of one link can never remove another.
package struct BotRegistry: Sendable {
    package typealias LinkID = Int

    /// A proof of registration, given back at the end of the link.
    package struct Registration: Equatable, Sendable {
        package var link: LinkID
        package var selfID: String?
        package var generation: Int
        /// Whether calls go out on this link and answers come in.
        package var takesCalls: Bool
        /// Where it comes from, when it came with a key.
        var address: String?
    }

    package enum Outcome: Equatable, Sendable {
        case registered(Registration)
        case fifthLink
        case full
    }

    /// What is remembered of one account beyond its links.
    package struct Bot: Equatable, Sendable {
        package var selfID: String
        package var links: [LinkID: Int] = [:]
        /// Those of them that take calls.
        package fileprivate(set) var callLinks: Set<LinkID> = []
        package var name: String?
        package var implementation: String?
        package var implementationVersion: String?
        /// When its last link ended.
        package var lostAt: NIODeadline?
        package var lastPeer = ""
        /// What its ended links carried, so that counters do not go back.
        package var past = LinkCounters()
        package var calls = CallCounters()
        /// For the doctor.
        package var trace = BotTrace()
        /// Newest first.
        package var moments: [BotMoment] = []
        package var handshake: [HandshakeRequest.Header] = []
        /// Newest first.
        package private(set) var oddFrames: [OddFrame] = []

        package init(selfID: String, links: [LinkID: Int] = [:]) {
            self.selfID = selfID
            self.links = links
        }

        mutating func remember(_ frame: OddFrame) {
            self.oddFrames.insert(frame, at: 0)
            if self.oddFrames.count > BotRegistry.oddFramesKept { self.oddFrames.removeLast() }
        }
    }

    package static let linksPerBot = 4
    package static let oddFramesKept = 8
    package static let momentsKept = 20
    /// How long a lost bot is shown.
    package static let lostKept: TimeAmount = .hours(1)
    /// Lost bots kept at most, so that made-up numbers cannot fill the memory.
    package static let lostBots = 1000

    package var maxLinks: Int
    package private(set) var bots: [String: Bot] = [:]
    private var unnamed: [LinkID: Int] = [:]
    /// Links that came with a key, by the peer's address.
    private var byAddress: [String: Int] = [:]
    private var generation = 0
    package private(set) var linkCount = 0
    private var removalsSinceSweep = 0
    /// Lost bots are swept together, so that a storm of ending links costs each of them little.
    private static let removalsPerSweep = 256

    package init(maxLinks: Int) {
        self.maxLinks = maxLinks
    }

    /// - Parameter address: Where the link comes from; nil when it came without a key.
    package mutating func register(
        _ link: LinkID,
        selfID: String?,
        takesCalls: Bool,
        address: String? = nil
    ) -> Outcome {
        if let selfID, let bot = self.bots[selfID], bot.links.count >= Self.linksPerBot { return .fifthLink }
        guard !self.isFull else { return .full }
        self.generation += 1
        self.linkCount += 1
        let registration = Registration(
            link: link,
            selfID: selfID,
            generation: self.generation,
            takesCalls: takesCalls,
            address: address
        )
        if let address { self.byAddress[address, default: 0] += 1 }
        if let selfID {
            self.give(registration, to: selfID)
        } else {
            self.unnamed[link] = self.generation
        }
        return .registered(registration)
    }

    package var isFull: Bool { self.linkCount >= self.maxLinks }

    /// Whether a link from an address is registered that came with a key.
    package func hasLink(from address: String) -> Bool { self.byAddress[address] != nil }

    private mutating func leave(_ address: String?) {
        self.linkCount -= 1
        guard let address else { return }
        let left = (self.byAddress[address] ?? 1) - 1
        self.byAddress[address] = left > 0 ? left : nil
    }

    private mutating func give(_ registration: Registration, to selfID: String) {
        var bot = self.bots[selfID] ?? Bot(selfID: selfID)
        bot.links[registration.link] = registration.generation
        if registration.takesCalls { bot.callLinks.insert(registration.link) }
        bot.lostAt = nil
        self.bots[selfID] = bot
    }

    /// Gives a link without `X-Self-ID` to the bot that its first event names.
    ///
    /// - Returns: The new registration, or nil when that bot has its four links already.
    package mutating func adopt(_ registration: Registration, as selfID: String) -> Registration? {
        guard registration.selfID == nil, self.unnamed[registration.link] == registration.generation,
            (self.bots[selfID]?.links.count ?? 0) < Self.linksPerBot
        else { return nil }
        self.unnamed[registration.link] = nil
        var adopted = registration
        adopted.selfID = selfID
        self.give(adopted, to: selfID)
        return adopted
    }

    /// Ends a registration. One that another generation has replaced is ignored.
    ///
    /// - Returns: Whether its bot has no link left that takes calls, so that no answer can come any more.
    @discardableResult
    package mutating func remove(_ registration: Registration, counters: LinkCounters, now: NIODeadline) -> Bool {
        guard let selfID = registration.selfID else {
            if self.unnamed[registration.link] == registration.generation {
                self.unnamed[registration.link] = nil
                self.leave(registration.address)
            }
            return false
        }
        guard var bot = self.bots[selfID], bot.links[registration.link] == registration.generation else {
            return false
        }
        bot.links[registration.link] = nil
        bot.callLinks.remove(registration.link)
        bot.past = bot.past + counters
        self.leave(registration.address)
        if bot.links.isEmpty { bot.lostAt = now }
        self.bots[selfID] = bot
        self.removalsSinceSweep += 1
        if self.removalsSinceSweep >= Self.removalsPerSweep { self.forgetLost(now: now) }
        return bot.callLinks.isEmpty
    }

    /// The account that a link has come to belong to; nil while it belongs to none, and when it has ended.
    package func account(of link: LinkID) -> String? {
        guard self.unnamed[link] == nil else { return nil }
        return self.bots.values.first { $0.links[link] != nil }?.selfID
    }

    /// Whether a link is registered at this moment, under this account or under none.
    package func holds(_ link: LinkID, selfID: String?) -> Bool {
        guard let selfID else { return self.unnamed[link] != nil }
        return self.bots[selfID]?.links[link] != nil
    }

    /// Changes what is remembered of a bot that exists.
    package mutating func update(_ selfID: String, _ change: (inout Bot) -> Void) {
        guard var bot = self.bots[selfID] else { return }
        change(&bot)
        if bot.moments.count > Self.momentsKept { bot.moments.removeLast(bot.moments.count - Self.momentsKept) }
        self.bots[selfID] = bot
    }

    /// Drops lost bots after their hour, and the longest lost beyond the bound.
    package mutating func forgetLost(now: NIODeadline) {
        self.removalsSinceSweep = 0
        let lost = self.bots.values.compactMap { bot in bot.lostAt.map { (bot.selfID, $0) } }
        for (selfID, lostAt) in lost where now - lostAt > Self.lostKept { self.bots[selfID] = nil }
        let kept = lost.filter { self.bots[$0.0] != nil }
        guard kept.count > Self.lostBots else { return }
        for (selfID, _) in kept.sorted(by: { $0.1 < $1.1 }).prefix(kept.count - Self.lostBots) {
            self.bots[selfID] = nil
        }
    }
}
