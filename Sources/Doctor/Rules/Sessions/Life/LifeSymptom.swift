package import struct Foundation.Date

/// Whether a bot lives: its lifecycle, its heartbeats, its endings.
package enum LifeSymptom: Equatable, Sendable {
    /// What the end of a link was caused by, as far as can be told.
    package enum Loss: Equatable, Sendable {
        /// Data of ours stayed without acknowledgement.
        case network
        /// TCP answered, the program did not.
        case frozen
        case unknown
    }

    /// Whether others went with it.
    package enum Company: Equatable, Sendable {
        /// Links of that many other bots from there ended within five seconds.
        case others(Int)
        /// That many other bots from there stayed.
        case alone(staying: Int)
        /// No other bot is connected from there.
        case onlyOne
    }

    /// LIVE-01: no lifecycle event since the handshake.
    case silentStart(since: Date, events: Int, kind: BotKind)
    /// LIVE-02: events come, heartbeats do not.
    case noHeartbeat(last: Date?, kind: BotKind)
    /// LIVE-03: nothing was heard any more.
    case lost(at: Date, silence: Double, Loss)
    /// LIVE-04: heartbeats come at another interval than announced, in milliseconds.
    case wrongInterval(announced: Int, measured: Int)
    /// LIVE-05: the link ended without a close frame; `back`: since when the bot is connected again.
    case cut(at: Date, isReset: Bool, lifetime: Double, Company, back: Date?)
    /// LIVE-06: links end after a round time, idle or old, in seconds.
    case roundTime(seconds: Int, isIdle: Bool, matching: [Double], of: Int, kind: BotKind)
    /// LIVE-09: heartbeats go on, messages or sends do not.
    case fakeDeath(lastMessage: Date?, expected: Double?, failedSends: Int, kind: BotKind)
    /// LIVE-10: nothing but meta events.
    case onlyMetas(since: Date, heartbeats: Int, kind: BotKind)

    package var id: FindingID {
        switch self {
        case .silentStart: .live01
        case .noHeartbeat: .live02
        case .lost: .live03
        case .wrongInterval: .live04
        case .cut: .live05
        case .roundTime: .live06
        case .fakeDeath: .live09
        case .onlyMetas: .live10
        }
    }
}
