package import Snapshot

/// What needs attention: one sentence for each cause, and the steps against it.
package protocol AttentionPhrases {
    /// The sentence of a refusal, without count and time.
    func refusal(_ cause: RefusalCause, address: String, path: String?, right: String) -> String
    /// Lengths of the key that came and of ours, for a parenthesis.
    func keyLengths(theirs: Int, ours: Int) -> String
    func times(_ count: Int, lastAgo: String) -> String
    /// A sentence with a parenthesis behind it.
    func withDetails(_ sentence: String, _ details: [String]) -> String
    func anonymousAllowed(port: Int) -> String
    func listenerFailed(_ listener: ListenerFacts) -> String
    func refusalSteps(_ cause: RefusalCause, right: String) -> [String]
    func listenerSteps(_ problem: ListenProblem?) -> [String]
    var anonymousSteps: [String] { get }
    var whatToDo: String { get }
}

extension EnglishPhrases {
    package func refusal(_ cause: RefusalCause, address: String, path: String?, right: String) -> String {
        switch cause {
        case .wrongPath: "\(address) asks for \(path ?? "another path"); the path is \(right)"
        case .httpPost: "\(address) posts events by HTTP instead of opening a WebSocket"
        case .noUpgrade: "\(address) came without the Upgrade header; a proxy dropped it"
        case .notHTTP: "\(address) connected without speaking HTTP: a probe or scanner"
        case .browser: "\(address) looked with a browser; it was told that we are up"
        case .tlsToPlain: "\(address) speaks TLS (wss://) to the plain port"
        case .noKey: "\(address) sends no access key"
        case .emptyKey: "\(address) sends an empty access key"
        case .anotherKey: "\(address) sends another key"
        case .blanksInKey: "\(address) sends the key with blanks or invisible characters in it"
        case .schemeInKey: "\(address) sends the word Bearer twice: it stands in the token field"
        case .quotedKey: "\(address) sends the key in quotation marks"
        case .cutKey: "\(address) sends only a part of the key"
        case .encodedKey: "\(address) sends the key percent-encoded"
        case .oldKey: "\(address) sends the previous access key"
        case .otherSecret: "\(address) sends another kind of secret or scheme"
        case .boundKey: "\(address) sends a key that is bound to another bot or address"
        case .badIdentity: "\(address) does not say clearly which bot it is"
        case .fifthLink: "\(address) opens a fifth link of a bot that has four"
        case .oneBot12: "\(address) speaks OneBot 12; this is OneBot 11"
        case .guessing: "\(address) tried several keys and is blocked for guessing"
        case .full: "\(address) was turned away: no link is free"
        case .paused: "\(address) is blocked and was refused"
        case .other: "\(address) was refused"
        }
    }

    package func keyLengths(theirs: Int, ours: Int) -> String { "\(theirs) characters, ours has \(ours)" }

    package func times(_ count: Int, lastAgo: String) -> String {
        count == 1 ? lastAgo : "\(count) times, last \(lastAgo)"
    }

    package func withDetails(_ sentence: String, _ details: [String]) -> String {
        "\(sentence) (\(details.joined(separator: "; ")))"
    }

    package func anonymousAllowed(port: Int) -> String {
        "no key is asked for: whoever reaches port \(port) can pose as your bot"
    }

    package func listenerFailed(_ listener: ListenerFacts) -> String {
        switch listener.problem {
        case .inUse(let port, let owner?):
            "port \(port) is in use by \(owner.name) (pid \(owner.pid)); 8 Settings, Port"
        case .inUse(let port, nil): "port \(port) is in use by another program; 8 Settings, Port"
        case .notPermitted(let port): "port \(port) is not permitted: below 1024; 8 Settings, Port"
        case .addressNotHere(let host): "\(host) is not an address of this host; 8 Settings, Address"
        case .other(let text): "port \(listener.port) does not listen: \(text)"
        case nil: "port \(listener.port) does not listen"
        }
    }

    package func refusalSteps(_ cause: RefusalCause, right: String) -> [String] {
        switch cause {
        case .wrongPath:
            ["In its WebSocket client, end the URL in \(right).", "Or accept its path too: 8 Settings, More paths."]
        case .httpPost:
            ["In NapCat, switch the HTTP client that has our address off.", "Make a WebSocket client instead."]
        case .noUpgrade:
            [
                "In nginx: proxy_http_version 1.1;", "proxy_set_header Upgrade $http_upgrade;",
                "proxy_set_header Connection \"upgrade\";", "proxy_read_timeout 3600s;",
            ]
        case .notHTTP: ["Nothing. A health check or a scanner does this."]
        case .browser: ["Nothing. This address is for WebSocket clients only."]
        case .tlsToPlain:
            [
                "In its WebSocket client, write ws:// instead of wss://.",
                "Or put a reverse proxy with a certificate in front.",
            ]
        case .noKey, .emptyKey, .anotherKey, .blanksInKey, .quotedKey, .cutKey, .encodedKey, .oldKey, .otherSecret:
            [
                "On that machine open NapCat, Network configuration.",
                "Put the access key (c copies it) into the client's Token, whole and bare.",
                "Save. When only the token changed, switch the client off and on.",
            ]
        case .schemeInKey: ["Remove the word Bearer from the Token field; NapCat adds it by itself."]
        case .boundKey: ["Give this bot its own key, or the main access key."]
        case .badIdentity: ["It may still be starting. If it stays, update the implementation."]
        case .fifthLink: ["Look for the same client saved several times, and delete the extra ones."]
        case .oneBot12: ["Switch its protocol to OneBot 11."]
        case .guessing: ["If it is yours, correct its key, then release it: r here, or :release ADDRESS."]
        case .full: ["Raise the limit: 8 Settings, Max links. Or see who holds so many."]
        case .paused: ["To let it come back, release it: r here, or :release ADDRESS."]
        case .other: ["See 9 Log for what it sent."]
        }
    }

    package func listenerSteps(_ problem: ListenProblem?) -> [String] {
        switch problem {
        case .inUse: ["Stop that program, or choose another port: 8 Settings, Port.", "Bots need the new port too."]
        case .notPermitted: ["Choose a port from 1024 on: 8 Settings, Port."]
        case .addressNotHere: ["Choose an address of this host, or 0.0.0.0: 8 Settings, Address."]
        case .other, nil: ["See 9 Log, then 8 Settings."]
        }
    }

    package var anonymousSteps: [String] {
        ["Turn off Without key in 8 Settings.", "Then make a key there: R."]
    }

    package var whatToDo: String { "Do" }
}

extension ChinesePhrases {
    package func refusal(_ cause: RefusalCause, address: String, path: String?, right: String) -> String {
        switch cause {
        case .wrongPath: "\(address) 请求的路径是 \(path ?? "其他路径")，应为 \(right)"
        case .httpPost: "\(address) 在用 HTTP 上报事件，而不是 WebSocket"
        case .noUpgrade: "\(address) 的请求缺少 Upgrade 头，反向代理没有转发"
        case .notHTTP: "\(address) 连接后未发送 HTTP 请求：探测或扫描"
        case .browser: "\(address) 用浏览器访问过，已告知服务运行正常"
        case .tlsToPlain: "\(address) 用 wss:// 连接了明文端口"
        case .noKey: "\(address) 没有携带访问密钥"
        case .emptyKey: "\(address) 的访问密钥为空"
        case .anotherKey: "\(address) 的密钥不一致"
        case .blanksInKey: "\(address) 的密钥中有空格或不可见字符"
        case .schemeInKey: "\(address) 的 Token 栏中多写了 Bearer"
        case .quotedKey: "\(address) 的密钥带了引号"
        case .cutKey: "\(address) 发来的密钥不完整"
        case .encodedKey: "\(address) 的密钥被 URL 编码了"
        case .oldKey: "\(address) 仍在使用旧密钥"
        case .otherSecret: "\(address) 使用了其他类型的密钥或认证方式"
        case .boundKey: "\(address) 的密钥已绑定其他机器人或地址"
        case .badIdentity: "\(address) 没有正确上报机器人账号"
        case .fifthLink: "\(address) 要建立第五条连接，每个机器人最多四条"
        case .oneBot12: "\(address) 使用 OneBot 12，本服务只支持 OneBot 11"
        case .guessing: "\(address) 试了多个错误密钥，疑似猜测，已被封禁"
        case .full: "\(address) 被拒绝：连接数已满"
        case .paused: "\(address) 已被封禁，连接被拒绝"
        case .other: "\(address) 被拒绝"
        }
    }

    package func keyLengths(theirs: Int, ours: Int) -> String { "对方 \(theirs) 位，本机 \(ours) 位" }

    package func times(_ count: Int, lastAgo: String) -> String {
        count == 1 ? lastAgo : "\(count) 次，最近 \(lastAgo)"
    }

    package func withDetails(_ sentence: String, _ details: [String]) -> String {
        "\(sentence)（\(details.joined(separator: "；"))）"
    }

    package func anonymousAllowed(port: Int) -> String { "未启用访问密钥：任何能访问 \(port) 端口的人都可冒充机器人" }

    package func listenerFailed(_ listener: ListenerFacts) -> String {
        switch listener.problem {
        case .inUse(let port, let owner?): "端口 \(port) 被 \(owner.name)（进程 \(owner.pid)）占用；请到 8 设置改端口"
        case .inUse(let port, nil): "端口 \(port) 被其他程序占用；请到 8 设置改端口"
        case .notPermitted(let port): "没有权限监听端口 \(port)（小于 1024）；请到 8 设置改端口"
        case .addressNotHere(let host): "\(host) 不是本机地址；请到 8 设置改监听地址"
        case .other(let text): "端口 \(listener.port) 监听失败：\(text)"
        case nil: "端口 \(listener.port) 未监听"
        }
    }

    package func refusalSteps(_ cause: RefusalCause, right: String) -> [String] {
        switch cause {
        case .wrongPath: ["把 WebSocket 客户端 URL 的路径改为 \(right)。", "或在 8 设置的“附加路径”中加入它的路径。"]
        case .httpPost: ["在 NapCat 中停用填了本机地址的 HTTP 客户端。", "改为新建“WebSocket 客户端”。"]
        case .noUpgrade:
            [
                "在 nginx 中加入：proxy_http_version 1.1;", "proxy_set_header Upgrade $http_upgrade;",
                "proxy_set_header Connection \"upgrade\";", "proxy_read_timeout 3600s;",
            ]
        case .notHTTP: ["无需处理。多为健康检查或扫描。"]
        case .browser: ["无需处理。该地址仅供 WebSocket 客户端连接。"]
        case .tlsToPlain: ["在 WebSocket 客户端中把 wss:// 改为 ws://。", "或在前面加一层带证书的反向代理。"]
        case .noKey, .emptyKey, .anotherKey, .blanksInKey, .quotedKey, .cutKey, .encodedKey, .oldKey, .otherSecret:
            [
                "在那台机器上打开 NapCat 的“网络配置”。",
                "把访问密钥（按 c 复制）原样完整地填入客户端的 Token 栏。",
                "保存。若只改了 Token，还要把该客户端停用再启用。",
            ]
        case .schemeInKey: ["从 Token 栏中删去 Bearer，NapCat 会自动添加。"]
        case .boundKey: ["为该机器人配置它自己的密钥，或使用主访问密钥。"]
        case .badIdentity: ["可能仍在启动。若持续出现，请升级实现端。"]
        case .fifthLink: ["检查同一客户端是否保存了多份，删除多余的。"]
        case .oneBot12: ["把协议切换为 OneBot 11。"]
        case .guessing: ["若是自己的机器人，请改正密钥后解封：按 r，或输入 :release 地址。"]
        case .full: ["提高 8 设置的“连接上限”，或查看谁占用了连接。"]
        case .paused: ["需要恢复时解封：按 r，或输入 :release 地址。"]
        case .other: ["请在 9 日志中查看详情。"]
        }
    }

    package func listenerSteps(_ problem: ListenProblem?) -> [String] {
        switch problem {
        case .inUse: ["停止该程序，或在 8 设置中换一个端口。", "换端口后，机器人也要改用新端口。"]
        case .notPermitted: ["请在 8 设置中改用 1024 及以上的端口。"]
        case .addressNotHere: ["请在 8 设置中把监听地址改为本机地址或 0.0.0.0。"]
        case .other, nil: ["请查看 9 日志，再检查 8 设置。"]
        }
    }

    package var anonymousSteps: [String] { ["在 8 设置中关闭“允许匿名”。", "再在 8 设置中按 R 生成密钥。"] }
    package var whatToDo: String { "处理办法" }
}
