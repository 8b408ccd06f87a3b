/// The frame around an answer, by implementation.
struct AnswerForm {
    /// What an answer says.
    enum Content: Equatable {
        /// JSON text of `data`; nil for actions that return nothing.
        case done(String?)
        case failed(retcode: Int, code: String, text: String)
        case unknownAction
        case badJSON
        /// A partial answer of NapCat's stream actions.
        case part(String?)
    }

    var implementation: Implementation

    /// One answer; nil where the implementation keeps silent.
    func text(_ content: Content, action: String, echo: String?) -> String? {
        switch self.implementation {
        case .napCat: self.napCat(content, action, echo)
        case .llBot: self.llBot(content, action, echo)
        case .lagrange: self.lagrange(content, echo)
        case .goCQHTTP: self.goCQHTTP(content, echo)
        }
    }

    private func napCat(_ content: Content, _ action: String, _ echo: String?) -> String {
        var echo = echo ?? "null"
        let (retcode, data, text): (Int, String?, String)
        var stream = "normal-action"
        switch content {
        case .done(let value): (retcode, data, text) = (0, value, "")
        case .part(let value):
            (retcode, data, text) = (0, value, "")
            stream = "stream-action"
        case .failed(let code, _, let sentence): (retcode, data, text) = (code, "null", sentence)
        case .unknownAction: (retcode, data, text) = (1404, "null", "不支持的Api \(action)")
        case .badJSON: (retcode, data, text) = (1400, "null", "json解析失败,请检查数据格式")
        }
        if content == .badJSON {
            echo = "null"
        } else if content != .unknownAction, echo == "null" {
            echo = "\"\""
        }
        var object = JSONObject([("status", retcode == 0 ? "\"ok\"" : "\"failed\""), ("retcode", "\(retcode)")])
        if let data { object.set("data", data) }
        object.set("message", JSONText.string(text))
        object.set("wording", JSONText.string(text))
        object.set("echo", Self.throughDouble(echo))
        object.set("stream", "\"\(stream)\"")
        return object.text
    }

    private func llBot(_ content: Content, _ action: String, _ echo: String?) -> String {
        let (retcode, data, text): (Int, String, String) =
            switch content {
            case .done(let value), .part(let value): (0, value ?? "null", "")
            case .failed(let code, _, let sentence): (code, "null", sentence)
            case .unknownAction: (1404, "null", "\(action) API 不存在")
            case .badJSON: (1400, "null", "JSON 解析失败: Unexpected end of JSON input")
            }
        var object = JSONObject([
            ("status", retcode == 0 ? "\"ok\"" : "\"failed\""), ("retcode", "\(retcode)"), ("data", data),
            ("message", JSONText.string(text)), ("wording", JSONText.string(text)),
        ])
        if let echo, echo != "null" { object.set("echo", Self.throughDouble(echo)) }
        return object.text
    }

    private func lagrange(_ content: Content, _ echo: String?) -> String? {
        let (retcode, data): (Int, String)
        switch content {
        case .done(let value), .part(let value): (retcode, data) = (0, value ?? "null")
        case .failed: (retcode, data) = (200, "null")
        case .unknownAction: (retcode, data) = (404, "null")
        case .badJSON: return nil
        }
        var object = JSONObject([
            ("status", retcode == 0 ? "\"ok\"" : "\"failed\""), ("retcode", "\(retcode)"), ("data", data),
        ])
        object.set("echo", echo ?? "null")
        return object.text
    }

    /// Keys in the alphabet's order, some characters escaped, a line feed at the end: Go's JSON encoder.
    private func goCQHTTP(_ content: Content, _ echo: String?) -> String {
        let (retcode, code, text, data): (Int, String, String, String) =
            switch content {
            case .done(let value), .part(let value): (0, "", "", value ?? "null")
            case .failed(_, let code, let sentence): (100, code, sentence, "null")
            case .unknownAction, .badJSON: (404, "API_NOT_FOUND", "API不存在", "null")
            }
        var object = JSONObject([("data", data)])
        if let echo { object.set("echo", Self.throughDouble(echo)) }
        object.set("message", JSONText.string(text))
        if retcode != 0 { object.set("msg", "\"\(code)\"") }
        object.set("retcode", "\(retcode)")
        object.set("status", retcode == 0 ? "\"ok\"" : "\"failed\"")
        if retcode != 0 { object.set("wording", JSONText.string(text)) }
        let escapes: [Character: String] = ["<": "\\u003c", ">": "\\u003e", "&": "\\u0026"]
        return object.text.reduce(into: "") { $0 += escapes[$1] ?? String($1) } + "\n"
    }

    /// A whole number loses the digits that a double has no room for, as in JavaScript and in Go's `interface{}`.
    private static func throughDouble(_ echo: String) -> String {
        guard let number = Int64(echo), number.magnitude > 1 << 53, let rounded = Int64(exactly: Double(number)) else {
            return echo
        }
        return "\(rounded)"
    }
}
