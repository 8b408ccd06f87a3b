/// NapCat's limit of logins: so many an address in the 60 seconds from the first, whether they succeed or not. Refused
/// ones do not prolong it.
struct LoginRate {
    private struct Window {
        var start: Int64
        var count: Int
    }

    /// Seconds.
    private static let length: Int64 = 60

    private var windows: [String: Window] = [:]

    mutating func admits(_ address: String, limit: Int, now: Int64) -> Bool {
        var window = self.windows[address] ?? Window(start: now, count: 0)
        if now - window.start >= Self.length { window = Window(start: now, count: 0) }
        guard window.count < limit else { return false }
        window.count += 1
        self.windows[address] = window
        return true
    }
}
