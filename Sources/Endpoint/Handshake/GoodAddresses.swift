import NIOCore

/// Addresses that bots with a right key came from, and when the last of them was there; bounded.
struct GoodAddresses {
    static let kept: TimeAmount = .hours(24)
    static let limit = 4096

    private var lastGood: [String: NIODeadline] = [:]

    mutating func note(_ address: String, now: NIODeadline) {
        if self.lastGood[address] == nil, self.lastGood.count >= Self.limit,
            let oldest = self.lastGood.min(by: { $0.value < $1.value })?.key
        {
            self.lastGood[oldest] = nil
        }
        self.lastGood[address] = now
    }

    func contains(_ address: String, now: NIODeadline) -> Bool {
        self.lastGood[address].map { now - $0 <= Self.kept } ?? false
    }
}
