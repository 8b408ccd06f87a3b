/// The keys of `onebot11_<uin>.json` with their defaults.
enum ConfigSchema {
    indirect enum Kind: Sendable {
        case text(String)
        case number(Int)
        case flag(Bool)
        /// Stays away when it is not there.
        case optionalFlag
        case object([Field])
        case list([Field])
    }

    struct Field: Sendable {
        var key: String
        var kind: Kind

        init(_ key: String, _ kind: Kind) {
            self.key = key
            self.kind = kind
        }
    }

    static let root = Kind.object([
        Field(
            "network",
            .object([
                Field("httpServers", .list(Self.httpServer("http-server"))),
                Field(
                    "httpSseServers",
                    .list(Self.httpServer("http-sse-server") + [Field("reportSelfMessage", .flag(false))])
                ),
                Field("httpClients", .list(Self.httpClient)),
                Field("websocketServers", .list(Self.webSocketServer)),
                Field("websocketClients", .list(Self.webSocketClient)),
                Field("plugins", .list(Self.plugin)),
            ])
        ),
        Field("musicSignUrl", .text("")),
        Field("enableLocalFile2Url", .flag(false)),
        Field("parseMultMsg", .flag(false)),
        Field("imageDownloadProxy", .text("")),
        Field(
            "timeout",
            .object([
                Field("baseTimeout", .number(10_000)),
                Field("uploadSpeedKBps", .number(256)),
                Field("downloadSpeedKBps", .number(256)),
                Field("maxTimeout", .number(1_800_000)),
            ])
        ),
    ])

    private static let format = Field("messagePostFormat", .text("array"))
    private static let ownMessages = Field("reportSelfMessage", .flag(false))
    private static let token = Field("token", .text(""))
    private static let debug = Field("debug", .flag(false))
    private static let heartbeat = Field("heartInterval", .number(30_000))

    private static func named(_ name: String) -> [Field] {
        [Field("name", .text(name)), Field("enable", .flag(false))]
    }

    private static let webSocketClient =
        Self.named("websocket-client") + [
            Field("url", .text("ws://localhost:8082")), Self.format, Self.ownMessages,
            Field("reconnectInterval", .number(5000)), Self.token, Self.debug, Self.heartbeat,
            Field("verifyCertificate", .optionalFlag),
        ]

    private static let webSocketServer =
        Self.named("websocket-server") + [
            Field("host", .text("127.0.0.1")), Field("port", .number(3001)), Self.format, Self.ownMessages,
            Self.token, Field("enableForcePushEvent", .flag(true)), Self.debug, Self.heartbeat,
        ]

    private static func httpServer(_ name: String) -> [Field] {
        Self.named(name) + [
            Field("port", .number(3000)), Field("host", .text("127.0.0.1")), Field("enableCors", .flag(true)),
            Field("enableWebsocket", .flag(false)), Self.format, Self.token, Self.debug,
        ]
    }

    private static let httpClient =
        Self.named("http-client") + [
            Field("url", .text("http://localhost:8080")), Self.format, Self.ownMessages, Self.token, Self.debug,
        ]

    private static let plugin = Self.named("plugin") + [Self.format, Self.ownMessages, Self.debug]
}
