import NIOCore
import NIOHTTP1
import OneBot
import Snapshot

/// One complete request on the control socket.
struct ControlRequest: Equatable, Sendable {
    var method: String
    /// Without the query.
    var path: String
    /// What stands behind the `?`, empty when nothing does.
    var query = ""
    /// The language of sentences: `?lang=` before `Accept-Language`, English otherwise.
    var language: Language
    var body: [UInt8]
    /// Whether the connection stays open for another request.
    var keepsAlive: Bool
}

/// What arrives on a connection: a request, or what is answered to something that is none.
enum ControlInbound: Equatable, Sendable {
    case request(ControlRequest)
    case refused(ControlRefusal, Language)
}

/// Why something that arrived is no request that could be carried out; the connection ends with the answer.
enum ControlRefusal: Equatable, Sendable {
    case malformed
    case headersTooLarge
    case bodyTooLarge
    case tooSlow
}

/// What leaves on a connection.
enum ControlOutbound: Sendable {
    case whole(ControlResponse)
    /// The head of an answer whose length is not known yet; it ends the connection.
    case begin(status: Int, contentType: String)
    case chunk([UInt8])
    case end
}

/// How a request is answered: at once, or piece by piece.
enum ControlReply: Sendable {
    case whole(ControlResponse)
    case stream(ControlStream)
}

/// An answer that comes in pieces. The next one is asked for when the caller has taken the one before.
struct ControlStream: Sendable {
    static let jsonLines = "application/x-ndjson; charset=utf-8"

    /// Nil at the end.
    var next: @Sendable () async -> [UInt8]?
}

/// One answer.
struct ControlResponse: Equatable, Sendable {
    enum Content: Equatable, Sendable {
        case json(JSONValue)
        /// JSON as it came from a bot.
        case rawJSON([UInt8])
        /// Text of another kind, line ends included.
        case text([UInt8], type: String)

        var type: String {
            switch self {
            case .json, .rawJSON: "application/json; charset=utf-8"
            case .text(_, let type): type
            }
        }

        /// JSON comes without the end of its line.
        var endsWithoutLine: Bool {
            if case .text = self { false } else { true }
        }

        var bytes: [UInt8] {
            switch self {
            case .json(let value): Array(value.rendered.utf8)
            case .rawJSON(let bytes), .text(let bytes, _): bytes
            }
        }
    }

    var status: Int
    var content: Content
    /// The methods a path takes, for 405.
    var allow: String?
    var keepsAlive = true
    /// A HEAD request is answered without the body.
    var withoutBody = false
    /// The caller may still be sending: what comes is thrown away for a moment instead of resetting the connection, so
    /// that the caller gets to read the answer.
    var lingers = false

    init(_ status: Int, _ json: JSONValue, allow: String? = nil) {
        self.status = status
        self.content = .json(json)
        self.allow = allow
    }

    init(_ status: Int, rawJSON bytes: [UInt8]) {
        self.status = status
        self.content = .rawJSON(bytes)
    }

    init(_ status: Int, text: [UInt8], type: String) {
        self.status = status
        self.content = .text(text, type: type)
    }

    static func error(_ status: Int, _ sentence: String, allow: String? = nil) -> ControlResponse {
        ControlResponse(status, .object([JSONMember("error", .string(sentence))]), allow: allow)
    }
}

extension ControlResponse {
    init(_ refusal: ControlRefusal, _ language: Language, limits: ControlLimits) {
        let phrases = ControlPhrases(language)
        switch refusal {
        case .malformed: self = .error(400, phrases.malformedRequest())
        case .headersTooLarge: self = .error(431, phrases.headersTooLarge(limit: limits.headers))
        case .bodyTooLarge: self = .error(413, phrases.bodyTooLarge(limit: limits.body))
        case .tooSlow:
            self = .error(408, phrases.tooSlow(seconds: Int(limits.request.nanoseconds / 1_000_000_000)))
        }
        self.keepsAlive = false
        self.lingers = true
    }
}

extension Language {
    /// - Parameters:
    ///   - query: What stands behind the `?` of the target.
    ///   - acceptLanguage: The header of RFC 9110 §12.5.4; its first language counts.
    init(query: Substring, acceptLanguage: String?) {
        for pair in query.split(separator: "&") where pair.hasPrefix("lang=") {
            if let language = Language(rawValue: pair.dropFirst(5).lowercased()) {
                self = language
                return
            }
        }
        let first = acceptLanguage?.split(separator: ",").first.map { $0.lowercased() } ?? ""
        self = first.drop { $0 == " " }.hasPrefix("zh") ? .chinese : .english
    }
}
