import Snapshot

/// The sentences of the control socket, in one language. Each needs both languages to compile.
struct ControlPhrases {
    let language: Language

    init(_ language: Language) {
        self.language = language
    }

    private func say(_ english: String, zh chinese: String) -> String {
        switch self.language {
        case .english: english
        case .chinese: chinese
        }
    }

    /// Why an address is not listened on.
    func listenProblem(_ problem: ListenProblem) -> String {
        switch problem {
        case .inUse(let port, let owner?):
            self.say(
                "Port \(port) is in use by \(owner.name) (process \(owner.pid)). Stop it or choose another port.",
                zh: "端口 \(port) 被 \(owner.name)（进程 \(owner.pid)）占用。请停止它，或换一个端口。"
            )
        case .inUse(let port, nil):
            self.say(
                "Port \(port) is in use by another program. Stop it or choose another port.",
                zh: "端口 \(port) 被其他程序占用。请停止它，或换一个端口。"
            )
        case .notPermitted(let port):
            self.say(
                "Listening on port \(port) is not permitted. Choose a port from 1024 on.",
                zh: "没有权限监听端口 \(port)。请使用 1024 及以上的端口。"
            )
        case .addressNotHere(let host):
            self.say(
                "The address \(host) does not belong to this machine. Choose 0.0.0.0 or one of its own addresses.",
                zh: "地址 \(host) 不属于本机。请使用 0.0.0.0 或本机自己的地址。"
            )
        case .other(let text):
            self.say("Listening failed: \(text).", zh: "监听失败：\(text)。")
        }
    }

    func notFound(_ path: String) -> String {
        self.say("There is nothing at \(path).", zh: "\(path) 不存在。")
    }

    func methodNotAllowed(_ path: String, allowed: String) -> String {
        self.say("\(path) takes \(allowed) only.", zh: "\(path) 只接受 \(allowed)。")
    }

    func malformedRequest() -> String {
        self.say("This is not an HTTP request.", zh: "这不是有效的 HTTP 请求。")
    }

    func headersTooLarge(limit: Int) -> String {
        self.say("The request's headers are larger than \(limit) bytes.", zh: "请求头超过 \(limit) 字节。")
    }

    func bodyTooLarge(limit: Int) -> String {
        self.say("The request's body is larger than \(limit) bytes.", zh: "请求正文超过 \(limit) 字节。")
    }

    func tooSlow(seconds: Int) -> String {
        self.say("The request was not complete within \(seconds) s.", zh: "请求在 \(seconds) 秒内未发送完整。")
    }

    func tooManyConnections(limit: Int) -> String {
        self.say(
            "All \(limit) connections of the control socket are in use. Try again in a moment.",
            zh: "控制套接字的 \(limit) 个连接都在使用中，请稍后再试。"
        )
    }

    func badJSON(offset: Int) -> String {
        self.say("The body is not JSON from byte \(offset) on.", zh: "正文从第 \(offset) 字节起不是有效的 JSON。")
    }

    func badJSONText() -> String {
        self.say(
            "The body is not JSON in UTF-8 of a reasonable depth.",
            zh: "正文不是有效的 UTF-8 编码 JSON，或嵌套过深。"
        )
    }

    func settingsMustBeObject() -> String {
        self.say(
            "The body must be a JSON object of settings and their new values.",
            zh: "正文必须是 JSON 对象：设置项及其新值。"
        )
    }

    func notAScalar(_ path: String) -> String {
        self.say(
            "\(path): a text, a number, true/false or a list of texts is expected here.",
            zh: "\(path)：此处应为文本、数字、true/false 或文本列表。"
        )
    }

    func tooManySettings(limit: Int) -> String {
        self.say("At most \(limit) settings can be changed at once.", zh: "一次最多修改 \(limit) 个设置项。")
    }

    func badGrace(maximum: Int) -> String {
        self.say(
            "grace_s must be a whole number of seconds from 0 to \(maximum).",
            zh: "grace_s 必须是 0 到 \(maximum) 之间的整数（秒）。"
        )
    }
}
