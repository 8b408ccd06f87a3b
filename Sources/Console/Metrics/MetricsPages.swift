/// Makes the page of the metrics for whoever asks, at most ten times a second, as pictures for the screens are; who asks
/// meanwhile gets the same.
actor MetricsPages {
    private let keepFor: Duration
    private let patience: Duration
    private let make: @Sendable () async -> [UInt8]
    private var last: (page: [UInt8], at: ContinuousClock.Instant)?
    /// When the page that is being made was begun, and which it is.
    private var flight: (number: Int, began: ContinuousClock.Instant)?
    private var flights = 0
    private var waiting: [CheckedContinuation<[UInt8]?, Never>] = []

    /// - Parameters:
    ///   - keepFor: How long a page is good.
    ///   - patience: How long anybody waits for one.
    ///   - make: Makes one. A disk that does not answer may keep it for ever.
    init(
        keepFor: Duration = .milliseconds(100),
        patience: Duration = .seconds(5),
        make: @escaping @Sendable () async -> [UInt8]
    ) {
        self.keepFor = keepFor
        self.patience = patience
        self.make = make
    }

    /// - Returns: Nil when it could not be made in time.
    func page() async -> [UInt8]? {
        let now = ContinuousClock.now
        if let last = self.last, now - last.at < self.keepFor { return last.page }
        // One that hangs is not waited for by ever more.
        if let flight = self.flight, now - flight.began >= self.patience { return nil }
        return await withCheckedContinuation { continuation in
            self.waiting.append(continuation)
            if self.flight == nil { self.begin(now) }
        }
    }

    private func begin(_ now: ContinuousClock.Instant) {
        self.flights += 1
        let number = self.flights
        self.flight = (number, now)
        let timer = Task { [patience = self.patience] in
            // Cancelled when the page is there.
            guard (try? await Task.sleep(for: patience)) != nil else { return }
            self.giveUp(number)
        }
        Task { [make = self.make] in
            let page = await make()
            timer.cancel()
            self.made(page)
        }
    }

    private func made(_ page: [UInt8]) {
        self.last = (page, .now)
        self.flight = nil
        self.answer(page)
    }

    private func giveUp(_ number: Int) {
        guard self.flight?.number == number else { return }
        self.answer(nil)
    }

    private func answer(_ page: [UInt8]?) {
        let all = self.waiting
        self.waiting = []
        for continuation in all { continuation.resume(returning: page) }
    }
}
