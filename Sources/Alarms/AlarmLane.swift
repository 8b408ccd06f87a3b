/// One rule at work: what waits, what is under way, and how it went last. One thing at a time, in order.
struct AlarmLane {
    enum State {
        case idle
        /// In the line for one of the few places.
        case ready
        case running
        /// A webhook is left alone for a while.
        case waiting(Task<Void, Never>)
    }

    /// Names the lane whatever becomes of the list of rules.
    let id: Int
    let rule: AlarmRule
    var queue: AlarmQueue
    var state = State.idle
    /// What is under way or is to be tried again.
    var current: AlarmNotice?
    /// Failed attempts at ``current``.
    var failures = 0
    var last: AlarmOutcome?

    init(id: Int, rule: AlarmRule, limit: Int) {
        self.id = id
        self.rule = rule
        self.queue = AlarmQueue(limit: limit)
    }

    var isIdle: Bool {
        if case .idle = self.state { true } else { false }
    }

    /// What an attempt begins with: the notice that is to be tried again, or the next one.
    mutating func begin() -> AlarmNotice? {
        guard let notice = self.current ?? self.queue.next() else {
            self.state = .idle
            return nil
        }
        self.current = notice
        self.state = .running
        return notice
    }

    var status: AlarmStatus {
        AlarmStatus(
            rule: self.rule,
            pending: self.queue.count + (self.current == nil ? 0 : 1),
            dropped: self.queue.dropped,
            last: self.last
        )
    }
}
