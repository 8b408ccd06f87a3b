/// Why a container engine did not do what it was asked for.
package enum EngineProblem: Error, Equatable, Sendable {
    /// Its socket is gone, or nobody listens on it any more.
    case absent
    /// The socket may not be opened by us, or what stands before the engine does not let us through.
    case notPermitted
    case timedOut
    /// There was one, and it is gone.
    case noSuchContainer
    /// The connection ended before the answer did: the engine is being stopped or restarted.
    case closed
    /// Anything else the engine says, in its own words: one line, tokens masked.
    case said(String)
    /// What answers there is no container engine.
    case notAnEngine
}
