/// How the account stands with QQ, and the code to scan while it does not.
struct QQSession {
    var state: StandInConfiguration.Session
    /// The text that the QR code says.
    private(set) var code: String
    /// Whether NapCat has been given a code by QQ at all.
    var hasCode = true
    /// NapCat has just started and logs the account in that it knows; nobody has to scan.
    var isReturning = false
    private var issued: Int64
    private let lifetime: Int64

    init(_ state: StandInConfiguration.Session, lifetime: Int64, now: Int64) {
        self.state = state
        self.lifetime = lifetime
        self.issued = now
        self.code = Self.newCode()
    }

    /// Logged in, be it offline: what the configuration calls need.
    var isLoggedIn: Bool { self.state != .waiting }

    /// What can be scanned, or has been and has expired; nil where there is nothing to scan.
    var shownCode: String? { self.state == .waiting && self.hasCode && !self.isReturning ? self.code : nil }

    func isExpired(now: Int64) -> Bool { now - self.issued >= self.lifetime }

    mutating func refresh(now: Int64) {
        self.code = Self.newCode()
        self.issued = now
    }

    /// As long as QQ's own, with a key of 32 characters.
    private static func newCode() -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-")
        let key = (0..<32).map { _ in letters[Int.random(in: letters.indices)] }
        return "https://txz.qq.com/p?k=\(String(key))&f=1600001615"
    }
}
