import OneBot
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
        case .certificate(let trouble): trouble.sentence(self.language)
        case .other(let text):
            self.say("Listening failed: \(text).", zh: "监听失败：\(text)。")
        }
    }

    func loopsHang(seconds: Int) -> String {
        self.say(
            "A part of the console has not answered for \(seconds) s: the machine is overloaded, or the console hangs. If it stays so, restart it.",
            zh: "控制台的部分线程在 \(seconds) 秒内没有响应：机器过载，或程序已卡住。若持续如此，请重启控制台。"
        )
    }

    func notListening(ports: [Int]) -> String {
        guard !ports.isEmpty else {
            return self.say(
                "No bot can connect: the endpoint does not listen, for the console starts or stops. See: onebot-console status",
                zh: "机器人无法连接：控制台正在启动或停止，尚未监听。请查看：onebot-console status"
            )
        }
        let list = ports.map(String.init).joined(separator: self.say(", ", zh: "、"))
        return self.say(
            "No bot can connect: port \(list) cannot be listened on. Why, and what to do, says: onebot-console doctor",
            zh: "机器人无法连接：无法监听端口 \(list)。原因和处理办法请运行：onebot-console doctor"
        )
    }

    func metricsTooSlow() -> String {
        self.say(
            "The metrics could not be collected in time: a disk or the machine does not answer. See: onebot-console doctor",
            zh: "未能及时收集指标：磁盘或机器没有响应。请运行：onebot-console doctor"
        )
    }

    func badPlan() -> String {
        self.say(
            "The body must be a JSON object; its \"url\" a text, or left out.",
            zh: "请求体须为 JSON 对象；其中 url 须为字符串，或省略。"
        )
    }

    func badApply() -> String {
        self.say(
            "The body must be a JSON object with the \"number\" of a plan.",
            zh: "请求体须为 JSON 对象，并含有方案的 number。"
        )
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

    func badKey() -> String {
        self.say(
            "The body must be a JSON object with the \"name\" of the key; \"key\" and \"self_id\" texts, \"from\" a list of texts, or left out.",
            zh: "请求体须为 JSON 对象，并含有密钥的 name；key、self_id 为字符串，from 为字符串列表，均可省略。"
        )
    }

    func badCall() -> String {
        self.say(
            "The body must be a JSON object with self_id, action and, where the action takes some, params as an object.",
            zh: "正文必须是 JSON 对象，包含 self_id、action，以及动作所需的 params（对象）。"
        )
    }

    /// Why a call has no answer, and whether it may have been carried out.
    func call(_ outcome: CallOutcome, _ call: CallRequest) -> String {
        switch outcome {
        case .answered: ""
        case .noSuchBot:
            self.say(
                "No bot \(call.selfID) is connected, or was within the last hour. See the connected ones with: onebot-console status",
                zh: "没有账号为 \(call.selfID) 的机器人连接（最近一小时内也没有）。查看已连接的机器人：onebot-console status"
            )
        case .notConnected:
            self.say(
                "Bot \(call.selfID) has no connection that takes calls at present; nothing was sent. Try again when it is back.",
                zh: "机器人 \(call.selfID) 当前没有可以接收调用的连接，未发送任何内容。请等它重新连接后再试。"
            )
        case .tooMany(let limit):
            self.say(
                "\(limit) calls are waiting for answers already; nothing was sent. Try again in a moment.",
                zh: "已有 \(limit) 个调用在等待应答，未发送任何内容。请稍后再试。"
            )
        case .tooBig(let bytes, let limit):
            self.say(
                "The call is \(Self.mebibytes(bytes)); above \(Self.mebibytes(limit)) the program of bot \(call.selfID) ends the connection, so nothing was sent. Send the file by a URL or by an upload action.",
                zh:
                    "该调用有 \(Self.mebibytes(bytes))，超过 \(Self.mebibytes(limit)) 时机器人 \(call.selfID) 的程序会断开连接，因此没有发送。请改用 URL 或文件上传接口。"
            )
        case .notTaken(let waiting):
            self.say(
                "\(Self.mebibytes(waiting)) of earlier calls wait to be taken in by the bot; nothing was sent. If it does not catch up, restart its program.",
                zh: "之前的调用还有 \(Self.mebibytes(waiting)) 未被机器人接收，未发送任何内容。若一直如此，请重启机器人程序。"
            )
        case .timedOut(let seconds):
            self.say(
                "Bot \(call.selfID) did not answer \(call.action) within \(seconds) s. Whether it was carried out is not known; it is not repeated.",
                zh: "机器人 \(call.selfID) 在 \(seconds) 秒内没有应答 \(call.action)。是否已执行无法得知，不会自动重试。"
            )
        case .linkLost:
            self.say(
                "The connection of bot \(call.selfID) ended before it answered \(call.action). Whether it was carried out is not known; it is not repeated.",
                zh: "机器人 \(call.selfID) 在应答 \(call.action) 之前断开了连接。是否已执行无法得知，不会自动重试。"
            )
        }
    }

    private static func mebibytes(_ bytes: Int) -> String {
        let tenths = (bytes + (1 << 20) / 20) / ((1 << 20) / 10)
        return tenths % 10 == 0 ? "\(tenths / 10) MiB" : "\(tenths / 10).\(tenths % 10) MiB"
    }

    func partsDropped(_ count: Int) -> String {
        self.say(
            "The call was carried out, but \(count) parts of its answer came faster than they were taken and are missing.",
            zh: "调用已执行，但应答中有 \(count) 段因读取太慢而缺失。"
        )
    }

    func badEventsQuery(_ name: String) -> String {
        self.say(
            "\(name): this value cannot be understood. since and until take a time such as 2026-01-02T03:04:05Z, follow takes 1, self_id a number.",
            zh: "\(name)：无法理解该值。since、until 为时间，如 2026-01-02T03:04:05Z；follow 为 1；self_id 为数字。"
        )
    }
}
