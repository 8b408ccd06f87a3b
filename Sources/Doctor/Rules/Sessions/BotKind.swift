import Snapshot

/// Which program a bot is, as far as the way through its settings depends on it.
package enum BotKind: String, Equatable, Hashable, Sendable, CaseIterable {
    case napcat, llbot, lagrange, goCQHTTP, other

    /// By `app_name` of `get_version_info`; before it is known, by the `User-Agent` of the handshake.
    init(_ bot: BotFacts) {
        self =
            bot.implementation.flatMap(Self.named)
            ?? bot.links.lazy.compactMap { $0.userAgent.flatMap(Self.named) }.first ?? .other
    }

    private static func named(_ name: String) -> BotKind? {
        let name = SmallText(name)
        if name.contains("napcat") || name.isEqual("onebot/11") { return .napcat }
        if name.contains("llonebot") || name.contains("lltwobot") || name.contains("lucky") { return .llbot }
        if name.contains("lagrange") { return .lagrange }
        return name.contains("cqhttp") ? .goCQHTTP : nil
    }

    /// As its users call it.
    func name(_ language: Language) -> String {
        switch self {
        case .napcat: "NapCat"
        case .llbot: "LLBot"
        case .lagrange: "Lagrange"
        case .goCQHTTP: "go-cqhttp"
        case .other: language == .english ? "the bot" : "机器人程序"
        }
    }

    /// Where the connection to us is set up in it.
    func place(_ language: Language) -> String {
        switch (self, language) {
        case (.napcat, .english): "NapCat's WebUI → Network configuration → the WebSocket client"
        case (.napcat, .chinese): "NapCat WebUI → 网络配置 → 对应的 WebSocket 客户端"
        case (.llbot, .english): "LLBot's settings → OneBot 11 → the reverse WebSocket entry"
        case (.llbot, .chinese): "LLBot 设置 → OneBot 11 → 对应的反向 WebSocket"
        case (.lagrange, .english): "appsettings.json → Implementations → the ReverseWebSocket entry"
        case (.lagrange, .chinese): "appsettings.json → Implementations → 对应的 ReverseWebSocket"
        case (.goCQHTTP, .english): "config.yml → servers → ws-reverse"
        case (.goCQHTTP, .chinese): "config.yml → servers → ws-reverse"
        case (.other, .english):
            "the bot's reverse WebSocket settings (NapCat: WebUI → Network configuration → WebSocket client)"
        case (.other, .chinese): "机器人的反向 WebSocket 设置（NapCat：WebUI → 网络配置 → WebSocket 客户端）"
        }
    }
}
