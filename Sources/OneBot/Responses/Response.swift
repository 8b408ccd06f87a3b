/// The answer to an API call, decoded.
package struct Response: Equatable, Sendable {
    /// `ok`, `async` or `failed`; nil where it is missing.
    package var status: String?
    package var retcode: Int64?
    /// Why it failed, in the bot's own words; nil when it says nothing.
    package var message: String?
    /// Nil where the key is missing, which says no more than null does.
    package var data: JSONValue?
    package var echo: JSONValue?

    /// - Returns: Nil when the bytes are no JSON object.
    package init?(_ bytes: [UInt8]) {
        guard let json = try? JSONParser.parse(bytes, rules: .lenient), case .object = json else { return nil }
        self.status = json["status"]?.string
        self.retcode = json["retcode"]?.wholeNumber
        // `wording` is meant for people; go-cqhttp's `msg` is a code word.
        self.message =
            json["wording"]?.filledText ?? json["message"]?.filledText ?? json["msg"]?.filledText
        self.data = json["data"]
        self.echo = json["echo"]
    }

    /// Whether it was done or taken on: by `status` where there is one, else by `retcode`.
    package var succeeded: Bool {
        if let status = self.status { return status == "ok" || status == "async" }
        return self.retcode == 0 || self.retcode == 1
    }

    /// Whether it was taken on without a word about how it ended.
    package var isAsync: Bool { self.status == "async" || (self.status == nil && self.retcode == 1) }
}
