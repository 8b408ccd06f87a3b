/// An address of ours that is to be tried.
package struct SelfTestTarget: Hashable, Sendable {
    /// An IP address of this machine. `0.0.0.0` and `::` mean its loopback.
    package var host: String
    package var port: Int
    /// The port speaks TLS.
    package var isTLS: Bool

    package init(host: String, port: Int, isTLS: Bool = false) {
        self.host = host
        self.port = port
        self.isTLS = isTLS
    }
}

/// What became of one connection of the console to itself.
package struct SelfTestResult: Equatable, Sendable {
    package enum Question: Equatable, Sendable {
        /// Must be let in.
        case rightKey
        /// Must be turned away with 403.
        case wrongKey
    }

    package enum Answer: Equatable, Sendable {
        /// As it must be; from connecting to the answer, in milliseconds.
        case asExpected(milliseconds: Double)
        /// Answered by us, but not so.
        case status(Int)
        /// The system's words.
        case notReached(String)
        case timedOut
        /// Another program took the connection.
        case somebodyElse
    }

    package var target: SelfTestTarget
    package var question: Question
    package var answer: Answer
}
