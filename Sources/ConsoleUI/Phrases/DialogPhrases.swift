/// Questions before something is ended, cut or changed for everybody.
package protocol DialogPhrases {
    var quitTitle: String { get }
    /// - Parameter online: Bots that go offline when the endpoint is stopped.
    func quitText(online: Int) -> String
    var rotateTitle: String { get }
    func rotateText(connected: Int) -> String
    var disconnectTitle: String { get }
    func disconnectText(bot: String, links: Int) -> String
    var disconnectYes: String { get }
    var blockTitle: String { get }
    func blockText(address: String, bots: Int) -> String
    var blockYes: String { get }
}

extension EnglishPhrases {
    package var quitTitle: String { "Quit" }

    package func quitText(online: Int) -> String {
        let stop =
            switch online {
            case 0: "No bot is connected."
            case 1: "Stopping takes 1 bot offline."
            default: "Stopping takes \(online) bots offline."
            }
        return "\(stop) When you leave it serving, onebot-console brings this screen back."
    }

    package var rotateTitle: String { "New access key" }

    package func rotateText(connected: Int) -> String {
        let bots =
            switch connected {
            case 0: "No bot is connected."
            case 1: "1 connected bot stays connected"
            default: "\(connected) connected bots stay connected"
            }
        let follow =
            switch connected {
            case 0: ""
            case 1: " until it reconnects; then it needs the new key."
            default: " until they reconnect; then they need the new key."
            }
        return "A new random key is made and saved. \(bots)\(follow)"
    }

    package var disconnectTitle: String { "Disconnect" }

    package func disconnectText(bot: String, links: Int) -> String {
        "\(links == 1 ? "The connection" : "All \(links) connections") of \(bot) will be closed. "
            + "Most implementations connect again within seconds; block the address to keep it out."
    }

    package var disconnectYes: String { "disconnect it" }
    package var blockTitle: String { "Block address" }

    package func blockText(address: String, bots: Int) -> String {
        let cut =
            switch bots {
            case 0: "No bot is connected from there."
            case 1: "1 bot connected from there is cut."
            default: "\(bots) bots connected from there are cut."
            }
        return "\(address) is refused until it is released (:release \(address)). \(cut)"
    }

    package var blockYes: String { "block it" }
}

extension ChinesePhrases {
    package var quitTitle: String { "退出" }

    package func quitText(online: Int) -> String {
        let stop = online == 0 ? "当前没有机器人连接。" : "停止服务会使 \(online) 个机器人下线。"
        return "\(stop)若保持运行并离开，执行 onebot-console 可回到本界面。"
    }

    package var rotateTitle: String { "更换访问密钥" }

    package func rotateText(connected: Int) -> String {
        let bots =
            connected == 0
            ? "当前没有机器人连接。" : "已连接的 \(connected) 个机器人不会断开，但重连时需要新密钥。"
        return "将生成并保存新的随机密钥。\(bots)"
    }

    package var disconnectTitle: String { "断开连接" }

    package func disconnectText(bot: String, links: Int) -> String {
        "将断开 \(bot)\(links == 1 ? "" : "（共 \(links) 条连接）")。多数实现端会在数秒内重连；如需阻止，请封禁其地址。"
    }

    package var disconnectYes: String { "断开" }
    package var blockTitle: String { "封禁地址" }

    package func blockText(address: String, bots: Int) -> String {
        let cut = bots == 0 ? "当前没有机器人来自该地址。" : "来自该地址的 \(bots) 个机器人将被断开。"
        return "将拒绝 \(address) 的连接，直到解封（:release \(address)）。\(cut)"
    }

    package var blockYes: String { "封禁" }
}
