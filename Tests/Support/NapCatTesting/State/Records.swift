/// What clients have asked for so far.
package struct Records: Equatable, Sendable {
    package struct Request: Equatable, Sendable {
        package var method: String
        /// Path and query as they came.
        package var target: String

        package var text: String { "\(self.method) \(self.target)" }
    }

    /// The latest ten thousand, oldest first.
    package var requests: [Request] = []
    /// Calls of the login, whatever came of them.
    package var loginAttempts = 0
    /// Credentials given out.
    package var logins = 0
    /// Logins that got none, those for want of a second factor not counted.
    package var refusedLogins = 0
    /// Those of them that were refused by the rate.
    package var rateRefusals = 0
    /// Requests without a valid credential.
    package var unauthorized = 0
    /// The `config` of each SetConfig, also of those that failed, as it came.
    package var setConfigs: [String] = []
    package var refreshes = 0
    package var restarts = 0

    /// Requests to a path, its query left out.
    package func count(of path: String) -> Int {
        self.requests.count { $0.target.prefix { $0 != "?" } == path }
    }

    mutating func add(_ request: Request) {
        self.requests.append(request)
        if self.requests.count > 10_000 { self.requests.removeFirst() }
    }
}
