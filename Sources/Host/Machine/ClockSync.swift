import CPlatform

/// Whether something keeps this machine's clock right, as the kernel has been told (EVT-05).
///
/// Virtual machines whose clock their host sets may be right and yet unsynchronised.
package struct ClockSync: Equatable, Sendable {
    package enum State: String, Sendable {
        case synchronised
        case unsynchronised
        /// The kernel may not be asked, as in some containers.
        case unknown
    }

    package var state: State
    /// What is still being corrected.
    package var offset: Duration?
    /// By how much the clock may be wrong at most; grows without synchronisation up to 16 seconds.
    package var mostError: Duration?

    package init(state: State, offset: Duration? = nil, mostError: Duration? = nil) {
        self.state = state
        self.offset = offset
        self.mostError = mostError
    }

    /// Asks the kernel, changing nothing (adjtimex(2)): one system call.
    package static func current() -> ClockSync {
        var offset: Int64 = 0
        var mostError: Int64 = 0
        let result = cp_clock_state(&offset, &mostError)
        guard result >= 0 else { return ClockSync(state: .unknown) }
        return ClockSync(
            state: result == 1 ? .synchronised : .unsynchronised,
            offset: .nanoseconds(offset),
            mostError: .microseconds(mostError)
        )
    }
}
