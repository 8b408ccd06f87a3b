import NIOCore

/// The calls that wait for their answers, found by the number in their `echo`, whichever link of the bot brings it.
///
/// A state machine without I/O: the caller sends, waits and tells. An answer counts for the account that was asked
/// alone, so no bot can answer for another.
struct CallTable<Waiter: Sendable>: Sendable {
    struct Call: Sendable {
        var number: Int
        var selfID: String
        var sentAt: NIODeadline
        /// For the next answer; every part of an answer moves it.
        var deadline: NIODeadline
        var patience: TimeAmount
        /// Partial answers so far.
        var parts = 0
        var waiter: Waiter
    }

    /// What an answer with an `echo` of ours is.
    enum Judgement: Sendable {
        /// One part of a longer answer; more will come.
        case part(Call)
        /// The answer: the call is over.
        case final(Call)
        /// To a call that was given up before.
        case late
        /// To a call that was answered before.
        case repeated
        /// To no call of this bot that is remembered.
        case foreign
    }

    private enum Ending: Sendable {
        case answered
        case givenUp
    }

    /// How many ended calls are remembered, to tell late and repeated answers from foreign ones.
    static var remembered: Int { 1024 }

    let limit: Int
    private var open: [Int: Call] = [:]
    private var ended: [Int: (selfID: String, ending: Ending)] = [:]
    /// Numbers in `ended` in the order of ending; a ring once it is full.
    private var endings: [Int] = []
    private var oldestEnding = 0
    private var lastNumber = 0

    /// - Parameter limit: Calls that may wait at the same time.
    init(limit: Int) {
        self.limit = limit
    }

    var openCount: Int { self.open.count }

    /// Calls that wait, by account.
    var openByBot: [String: Int] {
        self.open.values.reduce(into: [:]) { $0[$1.selfID, default: 0] += 1 }
    }

    /// Begins a call that is sent at this moment.
    ///
    /// - Returns: Its number for the `echo`; nil when as many as may wait do.
    mutating func begin(selfID: String, patience: TimeAmount, waiter: Waiter, now: NIODeadline) -> Int? {
        guard self.open.count < self.limit else { return nil }
        self.lastNumber += 1
        self.open[self.lastNumber] = Call(
            number: self.lastNumber,
            selfID: selfID,
            sentAt: now,
            deadline: now + patience,
            patience: patience,
            waiter: waiter
        )
        return self.lastNumber
    }

    /// - Parameter isPart: Whether the frame says that more answers follow it.
    mutating func answered(_ number: Int, selfID: String, isPart: Bool, now: NIODeadline) -> Judgement {
        guard var call = self.open[number] else {
            guard let known = self.ended[number], known.selfID == selfID else { return .foreign }
            return known.ending == .answered ? .repeated : .late
        }
        guard call.selfID == selfID else { return .foreign }
        guard isPart else {
            self.end(call, .answered)
            return .final(call)
        }
        call.parts += 1
        call.deadline = now + call.patience
        self.open[number] = call
        return .part(call)
    }

    /// Gives up all calls whose time has run out.
    ///
    /// - Returns: Those that are over, and when the next one will be.
    mutating func expire(now: NIODeadline) -> (over: [Call], next: NIODeadline?) {
        let over = self.open.values.filter { $0.deadline <= now }.sorted { $0.number < $1.number }
        for call in over { self.end(call, .givenUp) }
        return (over, self.open.values.lazy.map(\.deadline).min())
    }

    /// Gives up all calls of a bot that can answer none any more.
    mutating func botLost(_ selfID: String) -> [Call] {
        let lost = self.open.values.filter { $0.selfID == selfID }.sorted { $0.number < $1.number }
        for call in lost { self.end(call, .givenUp) }
        return lost
    }

    private mutating func end(_ call: Call, _ ending: Ending) {
        self.open[call.number] = nil
        self.ended[call.number] = (call.selfID, ending)
        guard self.endings.count >= Self.remembered else {
            self.endings.append(call.number)
            return
        }
        self.ended[self.endings[self.oldestEnding]] = nil
        self.endings[self.oldestEnding] = call.number
        self.oldestEnding = (self.oldestEnding + 1) % Self.remembered
    }
}
