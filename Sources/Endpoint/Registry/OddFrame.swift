import OneBot

package import struct Foundation.Date

/// A sample of the frames of a bot that are no OneBot v11: counted, and otherwise without consequence.
package struct OddFrame: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case empty
        case binary
        case notJSON
        /// A peer that calls us as if we were a bot.
        case request
        case satori
        case oneBot12
        /// A JSON object that is neither event nor answer.
        case unknown
    }

    /// Bytes kept of each.
    static let bytesKept = 160

    package var time: Date
    package var kind: Kind
    /// As it came.
    package var length: Int
    package var beginning: [UInt8]
}

extension OddFrame.Kind {
    /// Nil for what is OneBot v11.
    init?(_ kind: Envelope.Kind) {
        switch kind {
        case .event, .answer: return nil
        case .request: self = .request
        case .satori: self = .satori
        case .oneBot12: self = .oneBot12
        case .unknown: self = .unknown
        case .junk: self = .notJSON
        }
    }
}
