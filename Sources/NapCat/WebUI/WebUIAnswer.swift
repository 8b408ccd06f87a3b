import OneBot

/// One answer of NapCat's WebUI: `{"code":0,"data":…,"message":"success"}`, or a code of -1 with the reason in
/// `message`.
struct WebUIAnswer: Sendable {
    let code: Int64
    let message: String
    /// `null` where it is missing.
    let data: JSONValue
    private let bytes: [UInt8]

    /// - Parameter bytes: The body of an answer with status 200.
    /// - Throws: ``WebUIProblem/otherProgram(status:)`` when it is nothing of that kind.
    init(_ bytes: [UInt8]) throws(WebUIProblem) {
        guard let json = try? JSONParser.parse(bytes, rules: .lenient), let code = json["code"]?.wholeNumber else {
            throw .otherProgram(status: 200)
        }
        self.code = code
        self.message = json["message"]?.scalarText ?? ""
        self.data = json["data"] ?? .null
        self.bytes = bytes
    }

    /// The bytes of `data` as they were sent.
    var rawData: [UInt8]? { JSONSlice.member("data", of: self.bytes) }

    /// Whether our credential does not hold, for whatever reason.
    var isUnauthorized: Bool { self.code != 0 && self.message == "Unauthorized" }

    /// What `/auth/check` says of a request without a credential.
    var isRefusal: Bool {
        self.code == -1 && ["Authorization Failed", "Unauthorized", "Token has been revoked"].contains(self.message)
    }

    /// Why it was not done; nil when it was.
    func problem(hiding secrets: [Secret]) -> WebUIProblem? {
        guard self.code != 0 else { return nil }
        switch self.message {
        case "Not Login": return .notLoggedIn
        case "token is empty": return .tokenMissing
        case "token is invalid", "旧 token 不匹配": return .tokenRefused
        case "Invalid or expired code": return .codeRefused
        case "login rate limit": return .rateLimited
        case "": return .said("code \(self.code)")
        default: return .said(ForeignText.quoted(self.message, hiding: secrets))
        }
    }
}
