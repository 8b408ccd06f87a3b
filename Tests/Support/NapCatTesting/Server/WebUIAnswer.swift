import OneBot

/// One HTTP request to the WebUI.
struct WebUIRequest {
    var method: String
    /// Path and query.
    var target: String
    var authorization: String?
    var contentType: String?
    var body: [UInt8]
    /// The body was longer than is taken; it is not there.
    var isTooLong = false
    var address: String

    /// Without the query, and without a slash at its end.
    var path: String {
        let path = self.target.prefix { $0 != "?" }
        return String(path.count > 1 && path.hasSuffix("/") ? path.dropLast() : path)
    }
}

/// One HTTP answer of the WebUI.
package struct WebUIAnswer: Equatable, Sendable {
    package var status: UInt
    package var contentType: String
    package var location: String?
    package var body: [UInt8]

    package init(status: UInt = 200, contentType: String, location: String? = nil, body: String) {
        self.status = status
        self.contentType = contentType
        self.location = location
        self.body = Array(body.utf8)
    }

    package static func page(_ html: String) -> WebUIAnswer {
        WebUIAnswer(contentType: "text/html; charset=utf-8", body: html)
    }

    static func json(_ value: JSONValue, status: UInt = 200) -> WebUIAnswer {
        WebUIAnswer(status: status, contentType: "application/json; charset=utf-8", body: value.rendered)
    }

    static func success(_ data: JSONValue) -> WebUIAnswer {
        .json(
            .object([
                JSONMember("code", .integer(0)), JSONMember("data", data), JSONMember("message", .string("success")),
            ])
        )
    }

    static func failure(_ message: String) -> WebUIAnswer {
        .json(.object([JSONMember("code", .integer(-1)), JSONMember("message", .string(message))]))
    }

    /// What an answer of ``failure(_:)`` says.
    var failureMessage: String? {
        guard let value = try? JSONParser.parse(self.body), value["code"]?.integer == -1 else { return nil }
        return value["message"]?.string
    }

    static let nothing = WebUIAnswer(status: 404, contentType: "text/plain; charset=utf-8", body: "Not Found")
    static let unknownError = WebUIAnswer.failure("An unknown error occurred.")
}

/// What becomes of a request.
enum Outcome: Equatable {
    case answer(WebUIAnswer)
    /// The connection stays, without a word.
    case silence
    /// The connection ends, without a word.
    case hangUp
}
