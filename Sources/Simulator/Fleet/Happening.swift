/// Something that one acted bot met with.
package struct Happening: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// The handshake was accepted; from dialling on.
        case connected(milliseconds: Double)
        /// The handshake was answered with another status than 101.
        case refused(HandshakeRefusal)
        /// There was no answer that could be understood.
        case failed(ConnectFailure)
        /// The server ended an open connection; no code when it did so without a close frame.
        case closed(code: UInt16?, reason: String)
        case called(CallRecord)
    }

    package var selfID: Int64
    package var role: Implementation.Role
    package var kind: Kind
}

/// An HTTP answer that is no 101.
package struct HandshakeRefusal: Equatable, Sendable {
    package var status: Int
    /// The first line of the body, at most 300 characters of it, with our key masked where it stands in it.
    /// Foreign text.
    package var sentence: String
}

/// How a call from the server ended.
package enum CallResult: String, Equatable, Sendable {
    case ok
    case failed
    case unknownAction = "unknown action"
    case unanswered
}

package struct CallRecord: Equatable, Sendable {
    /// Foreign text.
    package var action: String
    /// JSON text; nil when there was none. Foreign text.
    package var echo: String?
    package var result: CallResult
}

/// How the first try of a bot ended.
package enum FirstOutcome: Equatable, Sendable {
    case connected
    case refused(HandshakeRefusal)
    case failed(ConnectFailure)
}
