/// The sentence in a refusal's body: what happened and what to do, in the client's language.
///
/// All wrong keys get the same one.
enum RefusalSentence {
    static func text(_ refusal: Refusal, path: String, chinese: Bool) -> String {
        chinese ? self.chinese(refusal, path: path) : self.english(refusal, path: path)
    }

    private static func english(_ refusal: Refusal, path: String) -> String {
        switch refusal {
        case .notHTTP(.tls): "This port speaks plain ws://, not wss://. Change the address to ws://."
        case .plainToTLS: "This port expects wss://, not ws://. Change the address to wss://."
        case .notHTTP(.proxy): "A PROXY protocol header came before the request. Switch it off in the proxy."
        case .notHTTP(.http2): "HTTP/2 came without an upgrade. Let the proxy use HTTP/1.1 towards this port."
        case .notHTTP: "This is not an HTTP request. OneBot v11 connects here by WebSocket."
        case .headTooLarge: "The request head is larger than 8 KiB."
        case .timedOut: "The request head did not arrive in time."
        case .wrongMethod(let method) where method == "POST":
            "Events are posted by HTTP. Create a WebSocket client entry in the bot instead and disable the HTTP one."
        case .wrongMethod: "Only GET is understood here: connect by WebSocket."
        case .wrongPath: "Wrong path. Use \(path)."
        case .notWebSocket(isBrowser: true):
            "The OneBot v11 endpoint is up. This address is for WebSocket clients: ws://…\(path)"
        case .notWebSocket(isBrowser: false):
            "The request carries no WebSocket upgrade. A proxy in between must pass on the Upgrade and Connection headers."
        case .wrongWebSocketVersion: "Only WebSocket version 13 is understood."
        case .badHandshake:
            "The WebSocket handshake is incomplete: Host and a Sec-WebSocket-Key of 16 bytes are needed."
        case .oneBot12: "This client speaks OneBot 12. Switch it to OneBot 11."
        case .blockedForGuessing(let seconds):
            "This address tried too many keys, or looked for other programs. Try again in \(seconds) s."
        case .key(let mistake) where mistake.isMissing:
            "No access key was sent. Put the access key into the bot's token field."
        case .key: "The access key is not the right one. Copy it again and save."
        case .badSelfID: "X-Self-ID must be the account number in digits."
        case .unknownRole: "X-Client-Role must be Universal, API or Event."
        case .paused: "The operator has blocked this address."
        case .fifthLink: "This account holds four connections already. Close one of them."
        case .full: "All connections are taken. Try again later."
        case .noDescriptors:
            "The console's machine lets it open no further connection. Raise its file descriptor limit."
        case .stopping: "The endpoint is stopping. Try again in a few seconds."
        }
    }

    private static func chinese(_ refusal: Refusal, path: String) -> String {
        switch refusal {
        case .notHTTP(.tls): "此端口是明文 ws://，不是 wss://。请把地址改为 ws:// 开头。"
        case .plainToTLS: "此端口要求 wss://，不是 ws://。请把地址改为 wss:// 开头。"
        case .notHTTP(.proxy): "请求前带有 PROXY 协议头，请在代理中关闭它。"
        case .notHTTP(.http2): "收到 HTTP/2 请求，不支持。请让代理用 HTTP/1.1 连接此端口。"
        case .notHTTP: "这不是 HTTP 请求。OneBot v11 通过 WebSocket 连接此端口。"
        case .headTooLarge: "请求头超过 8 KiB。"
        case .timedOut: "请求头未能及时到达。"
        case .wrongMethod(let method) where method == "POST":
            "机器人在用 HTTP 上报事件。请新建“WebSocket 客户端”，并停用 HTTP 上报。"
        case .wrongMethod: "这里只接受 GET：请用 WebSocket 连接。"
        case .wrongPath: "路径不对，请使用 \(path)。"
        case .notWebSocket(isBrowser: true): "OneBot v11 服务运行正常。此地址供 WebSocket 客户端使用：ws://…\(path)"
        case .notWebSocket(isBrowser: false): "请求缺少 WebSocket 升级头。中间的反向代理须转发 Upgrade 和 Connection 头。"
        case .wrongWebSocketVersion: "只支持 WebSocket 版本 13。"
        case .badHandshake: "WebSocket 握手不完整：需要 Host 和 16 字节的 Sec-WebSocket-Key。"
        case .oneBot12: "该客户端使用 OneBot 12，请切换为 OneBot 11。"
        case .blockedForGuessing(let seconds): "此地址尝试了过多不同的密钥或在扫描其他程序，请 \(seconds) 秒后再试。"
        case .key(let mistake) where mistake.isMissing: "没有携带访问密钥。请在机器人的 Token 栏填入访问密钥。"
        case .key: "访问密钥不正确。请重新复制并保存。"
        case .badSelfID: "X-Self-ID 必须是纯数字的账号。"
        case .unknownRole: "X-Client-Role 只能是 Universal、API 或 Event。"
        case .paused: "管理员已封禁此地址。"
        case .fifthLink: "该账号已有四条连接，请先关闭其中一条。"
        case .full: "连接数已满，请稍后再试。"
        case .noDescriptors: "控制台的文件描述符已用尽，无法再接受连接，请提高上限。"
        case .stopping: "服务正在停止，请几秒后再试。"
        }
    }
}
