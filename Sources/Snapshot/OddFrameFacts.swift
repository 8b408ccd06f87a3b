package import struct Foundation.Date

/// A sample of what a bot sent that is no OneBot v11.
package struct OddFrameFacts: Equatable, Sendable {
    package enum Kind: Equatable, Sendable, CaseIterable {
        case empty
        case binary
        case notJSON
        /// An API call: whoever sends it takes us for a bot.
        case request
        case satori
        case oneBot12
        /// A JSON object that is neither event nor answer.
        case unknown
    }

    package var time: Date
    package var kind: Kind
    /// In bytes, as it came.
    package var length: Int
    /// The first bytes as text, what is no UTF-8 replaced; ends with `…` where the frame is longer.
    package var beginning: String

    package init(time: Date, kind: Kind, length: Int, beginning: String) {
        self.time = time
        self.kind = kind
        self.length = length
        self.beginning = beginning
    }
}
