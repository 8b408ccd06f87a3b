import NIOHTTP1

/// Why a connection was not accepted. One HTTP status a cause: the status is all that the person at the bot will see.
package enum Refusal: Equatable, Hashable, Sendable {
    /// The connection does not speak HTTP, or the request cannot be read.
    case notHTTP(FirstBytes)
    /// `ws://` typed for a port that expects `wss://`.
    case plainToTLS
    case headTooLarge
    case timedOut
    case wrongMethod(String)
    case wrongPath
    /// No `Upgrade: websocket`; a browser, or a proxy that swallowed it.
    case notWebSocket(isBrowser: Bool)
    case wrongWebSocketVersion
    /// Upgrade asked for, but the request is not a valid opening handshake (RFC 6455 §4.2.1).
    case badHandshake
    case oneBot12
    /// The address tried several different keys.
    case blockedForGuessing(retryAfterSeconds: Int)
    case key(KeyMistake)
    case badSelfID
    case unknownRole
    /// The operator refuses this address.
    case paused
    case fifthLink
    case full
    /// The process may not open another file or connection.
    case noDescriptors
    /// The endpoint is stopping.
    case stopping

    package var status: Int {
        switch self {
        case .notHTTP, .plainToTLS, .badHandshake, .badSelfID, .unknownRole: 400
        case .key(let mistake): mistake.isMissing ? 401 : 403
        case .wrongPath: 404
        case .wrongMethod: 405
        case .timedOut: 408
        case .fifthLink: 409
        case .paused: 423
        case .notWebSocket, .wrongWebSocketVersion: 426
        case .blockedForGuessing: 429
        case .headTooLarge: 431
        case .oneBot12: 501
        case .full, .noDescriptors, .stopping: 503
        }
    }

    /// What the operator is told: an id of the findings catalogue.
    package var cause: String {
        switch self {
        case .notHTTP(.tls): "TLS-01"
        case .plainToTLS: "TLS-02"
        case .notHTTP, .timedOut, .headTooLarge: "HS-09"
        case .wrongMethod: "HS-03"
        case .wrongPath: "HS-01"
        case .notWebSocket(let isBrowser): isBrowser ? "HS-11" : "HS-06"
        case .wrongWebSocketVersion, .badHandshake: "HS-06"
        case .oneBot12: "ID-05"
        case .blockedForGuessing: "SEC-03"
        case .key(let mistake): mistake.cause
        case .badSelfID, .unknownRole: "ID-01"
        case .paused: "PAUSED"
        case .fifthLink: "ID-03"
        case .full, .stopping: "FULL"
        case .noDescriptors: "SYS-04"
        }
    }

    /// Every ``cause`` there is, sorted: so that each has a count from the start.
    package static let causes: [String] = {
        let all: [Refusal] =
            [
                .notHTTP(.tls), .notHTTP(.other), .headTooLarge, .timedOut, .wrongMethod(""), .wrongPath,
                .notWebSocket(isBrowser: true), .notWebSocket(isBrowser: false), .wrongWebSocketVersion, .badHandshake,
                .oneBot12, .blockedForGuessing(retryAfterSeconds: 0), .badSelfID, .unknownRole, .paused, .fifthLink,
                .full, .noDescriptors, .stopping,
            ] + KeyMistake.allCases.map { .key($0) }
        return Set(all.map(\.cause)).sorted()
    }()

    /// What goes out in `X-Refused-By`. The kind of a wrong key is the operator's alone: telling it would let a
    /// stranger feel his way to the key.
    package var publicCause: String {
        if case .key(let mistake) = self, !mistake.isMissing { return "AUTH" }
        return self.cause
    }
}
