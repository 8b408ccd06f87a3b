package import struct Foundation.Date

/// Something notable that happened to a bot.
package struct BotMoment: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case connected(link: Int, peer: String)
        /// Closed by the peer or by us; no code when none was sent.
        case closed(link: Int, code: UInt16?, reason: String)
        case lost(link: Int, afterSeconds: Int)
        case disconnectedByOperator(link: Int)
        case wentOffline
        case cameOnline
    }

    package var time: Date
    package var kind: Kind
}
