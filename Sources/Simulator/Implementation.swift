package import NIOCore

/// The OneBot v11 implementation that is acted, with what it puts on the wire unasked.
package enum Implementation: String, CaseIterable, Sendable {
    case napCat = "napcat"
    case llBot = "llbot"
    case goCQHTTP = "go-cqhttp"
    case lagrange

    /// What a connection is for (`X-Client-Role`).
    package enum Role: String, Sendable {
        case universal
        case api
        case event

        var carriesEvents: Bool { self != .api }
        var takesCalls: Bool { self != .event }
    }

    /// The connections of one bot, in the order in which it opens them.
    package var roles: [Role] { self == .goCQHTTP ? [.api, .event] : [.universal] }

    var userAgent: String {
        switch self {
        case .napCat: "OneBot/11"
        case .llBot: "LLOneBot/8.1.7"
        case .goCQHTTP: "CQHttp/4.15.0"
        case .lagrange: "Lagrange.OneBot"
        }
    }

    /// The word before the key in `Authorization`.
    var keyScheme: String { self == .goCQHTTP ? "Token" : "Bearer" }

    /// Whether `Authorization` is sent with nothing after the scheme when no key is set.
    var sendsEmptyKey: Bool { self != .goCQHTTP }

    /// `app_name` of `get_version_info`.
    var applicationName: String {
        switch self {
        case .napCat: "NapCat.Onebot"
        case .llBot: "LLOneBot"
        case .goCQHTTP: "go-cqhttp"
        case .lagrange: "Lagrange.OneBot"
        }
    }

    var applicationVersion: String {
        switch self {
        case .napCat: "4.18.9"
        case .llBot: "8.1.7"
        case .goCQHTTP: "v1.2.0"
        case .lagrange: "0.0.3"
        }
    }

    /// The heartbeat interval of its default configuration.
    package var heartbeat: TimeAmount {
        switch self {
        case .napCat: .seconds(30)
        case .llBot: .seconds(60)
        case .goCQHTTP, .lagrange: .seconds(5)
        }
    }

    /// From the end of a connection, or a refusal, to the next try; it never changes.
    package var reconnect: TimeAmount {
        switch self {
        case .napCat, .lagrange: .seconds(5)
        case .llBot, .goCQHTTP: .seconds(3)
        }
    }

    /// How long it waits for the answer to its request.
    var handshakeTimeout: TimeAmount {
        switch self {
        case .napCat, .llBot: .seconds(2)
        case .goCQHTTP, .lagrange: .seconds(20)
        }
    }

    /// Pongs for each ping: LLBot answers itself what its library has answered already.
    var pongs: Int { self == .llBot ? 2 : 1 }

    /// Whether messages go out as segments and not as one string with CQ codes.
    var sendsSegments: Bool { self != .goCQHTTP }
}
