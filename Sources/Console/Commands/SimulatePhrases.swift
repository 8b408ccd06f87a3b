import Simulator
import Terminal

/// The sentences of `simulate`.
extension CommandPhrases {
    // MARK: - What bots meet with

    func connected(_ bot: String, _ milliseconds: Double) -> String {
        self.say("\(bot) connected in \(milliseconds) ms", zh: "\(bot) 已连接，用时 \(milliseconds) 毫秒")
    }

    func refused(_ bot: String, _ status: Int, _ sentence: String) -> String {
        self.say("\(bot) refused, \(status): \(sentence)", zh: "\(bot) 被拒绝，\(status)：\(sentence)")
    }

    func failed(_ bot: String, _ failure: ConnectFailure) -> String {
        self.say(
            "\(bot) not connected: \(self.reason(failure))",
            zh: "\(bot) 未连接：\(self.reason(failure))"
        )
    }

    func closed(_ bot: String, _ code: UInt16?, _ reason: String) -> String {
        let code = code.map { "\($0)" } ?? self.say("no close frame", zh: "没有关闭帧")
        let text = reason.isEmpty ? "" : " \(reason)"
        return self.say("\(bot) closed by the server: \(code)\(text)", zh: "\(bot) 的连接被服务端关闭：\(code)\(text)")
    }

    func callResult(_ result: CallResult) -> String {
        switch result {
        case .ok: self.say("ok", zh: "成功")
        case .failed: self.say("failed", zh: "失败")
        case .unknownAction: self.say("unknown action", zh: "未知动作")
        case .unanswered: self.say("not answered", zh: "未应答")
        }
    }

    func summary(_ counts: FleetCounts, connected: Int, seconds: Double) -> String {
        self.say(
            "bots: \(counts.bots), connected: \(connected); events: \(counts.events) (meta \(counts.metaEvents)), "
                + "calls: \(counts.calls), answered: \(counts.answered); bytes out: \(counts.bytesOut), "
                + "in: \(counts.bytesIn); refused: \(counts.refused), reconnects: \(counts.reconnects); "
                + "pings: \(counts.pings), pongs: \(counts.pongs); \(seconds) s",
            zh: "机器人 \(counts.bots) 个，已连接 \(connected) 个；事件 \(counts.events) 条（元事件 \(counts.metaEvents) 条），"
                + "调用 \(counts.calls) 次，应答 \(counts.answered) 次；发送 \(counts.bytesOut) 字节，"
                + "接收 \(counts.bytesIn) 字节；被拒 \(counts.refused) 次，重连 \(counts.reconnects) 次；"
                + "ping \(counts.pings) 次，pong \(counts.pongs) 次；\(seconds) 秒"
        )
    }

    func linesLeftOut(_ count: Int) -> String {
        self.say(
            "\(count) lines were left out because they came faster than they could be written.",
            zh: "输出跟不上，省略了 \(count) 行。"
        )
    }

    // MARK: - Why nothing came of it

    /// For a run of which no bot got in.
    ///
    /// - Parameter start: What starts the console that was meant; nil for an address that was named.
    func nobodyGotIn(_ outcome: FirstOutcome, _ address: EndpointAddress, start: String?) -> String {
        switch outcome {
        case .connected: ""
        case .refused(let refusal):
            self.say(
                "\(address.shown) refused every bot. \(refusal.status): \(displaySafe(refusal.sentence))",
                zh: "\(address.shown) 拒绝了所有机器人。\(refusal.status)：\(displaySafe(refusal.sentence))"
            )
        case .failed(let failure): self.notConnected(failure, address, start)
        }
    }

    private func notConnected(_ failure: ConnectFailure, _ address: EndpointAddress, _ start: String?) -> String {
        if case .refused = failure, let start {
            return self.say(
                "Nothing listens on \(address.shown). Start the console with: \(start)",
                zh: "\(address.shown) 没有程序在监听。启动控制台：\(start)"
            )
        }
        return self.say(
            "No bot could connect to \(address.shown): \(self.reason(failure)). \(self.remedy(failure))",
            zh: "没有机器人能连接 \(address.shown)：\(self.reason(failure))。\(self.remedy(failure))"
        )
    }

    private func reason(_ failure: ConnectFailure) -> String {
        switch failure {
        case .refused: self.say("nothing listens there", zh: "没有程序在监听")
        case .unknownName: self.say("the host name is not known", zh: "无法解析主机名")
        case .timedOut: self.say("no answer in time", zh: "没有及时响应")
        case .system(let code): Self.cause(code)
        case .hungUp: self.say("closed without an answer", zh: "未响应就关闭了连接")
        case .untrusted: self.say("the certificate is not trusted", zh: "证书不受信任")
        case .noTLS: self.say("no TLS could be agreed on", zh: "无法建立 TLS 连接")
        case .notHTTP: self.say("what answers does not speak HTTP", zh: "对方不是 HTTP 服务")
        case .badUpgrade(let text): text
        }
    }

    private func remedy(_ failure: ConnectFailure) -> String {
        switch failure {
        case .refused, .notHTTP: self.say("Check the port in --url.", zh: "请检查 --url 中的端口。")
        case .unknownName: self.say("Check the host in --url.", zh: "请检查 --url 中的主机名。")
        case .timedOut, .system:
            self.say("Check the address, the network and firewalls.", zh: "请检查地址、网络和防火墙。")
        case .hungUp:
            self.say("The port may expect wss:// or be another service.", zh: "该端口可能要求 wss://，或属于其他服务。")
        case .untrusted:
            self.say("For a self-signed one add --insecure.", zh: "若是自签名证书，请加上 --insecure。")
        case .noTLS:
            self.say("The port may be a plain one: try ws://.", zh: "该端口可能是明文端口：请试 ws://。")
        case .badUpgrade:
            self.say("Bots would refuse this server too.", zh: "真实的机器人同样会拒绝该服务端。")
        }
    }

    // MARK: - Mistakes on the command line

    func badEndpointAddress(_ problem: EndpointAddress.Problem) -> String {
        switch problem {
        case .noWebSocket:
            self.say(
                "--url must begin with ws:// or wss://, for example ws://127.0.0.1:8021/onebot/v11/ws.",
                zh: "--url 须以 ws:// 或 wss:// 开头，例如 ws://127.0.0.1:8021/onebot/v11/ws。"
            )
        case .noHost:
            self.say("--url names no host. Write ws://HOST:PORT/PATH.", zh: "--url 缺少主机名。请写成 ws://HOST:PORT/PATH。")
        case .badPort:
            self.say("The port in --url must be 1 to 65535.", zh: "--url 中的端口须为 1 到 65535。")
        case .notForBots:
            self.say(
                "--url has a user name or a # in it, which bots cannot use. Write ws://HOST:PORT/PATH.",
                zh: "--url 含有用户名或 #，机器人无法使用。请写成 ws://HOST:PORT/PATH。"
            )
        }
    }

    func keyNotSendable() -> String {
        self.say(
            "The key has control characters in it, which no header can carry. Copy it again.",
            zh: "密钥含有控制字符，无法放入请求头。请重新复制。"
        )
    }

    func unknownFault(_ name: String, known: [String]) -> String {
        let list = known.joined(separator: ", ")
        return self.say(
            "There is no fault \(displaySafe(name)). These there are: \(list)",
            zh: "没有名为 \(displaySafe(name)) 的故障。可用的有：\(list)"
        )
    }

    func unknownImplementation(_ name: String, known: [String]) -> String {
        let list = known.joined(separator: ", ")
        return self.say(
            "\(displaySafe(name)) cannot be acted. These can: \(list)",
            zh: "无法模拟 \(displaySafe(name))。可用的有：\(list)"
        )
    }

    func outOfRange(_ option: String, _ lowest: String, _ highest: String) -> String {
        self.say("\(option) must be \(lowest) to \(highest).", zh: "\(option) 须在 \(lowest) 到 \(highest) 之间。")
    }
}
