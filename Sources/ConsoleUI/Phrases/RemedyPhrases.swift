package import Doctor

/// What the console can do about a finding, and what is asked before.
package protocol RemedyPhrases {
    /// Behind "Or": in the imperative, without a full stop.
    func remedy(_ remedy: Remedy) -> String
    /// Behind "Or", where another panel's keys do it.
    var goToConnect: String { get }
    var mendTitle: String { get }
    var mendYes: String { get }
    var acceptPreviousKeyText: String { get }
    func addAliasText(path: String) -> String
    func closeLinksText(bot: String, links: [Int]) -> String
    func usePortText(port: Int, instead: Int, connected: Int) -> String
    func listenEverywhereText(port: Int) -> String
    func releaseText(address: String) -> String
}

extension EnglishPhrases {
    package func remedy(_ remedy: Remedy) -> String {
        switch remedy {
        case .acceptPreviousKey: "accept the previous key for 10 more minutes"
        case .addAlias(let path): "accept the path \(path) too"
        case .closeLinks(let selfID, let links):
            links.count == 1 ? "close the link of \(selfID)" : "close \(links.count) links of \(selfID)"
        case .usePort(let port): "listen on port \(port) instead"
        case .listenEverywhere: "listen on every address of this machine"
        case .rotateKey: "make a new access key"
        case .block(let address): "block \(address)"
        case .release(let address): "accept \(address) again"
        }
    }

    package var goToConnect: String { "go to 2 Connect" }
    package var mendTitle: String { "Do it now" }
    package var mendYes: String { "apply" }

    package var acceptPreviousKeyText: String {
        "The access key that was replaced last is accepted for 10 more minutes. Put the present key into the bot "
            + "meanwhile: after that it is refused again."
    }

    package func addAliasText(path: String) -> String {
        "Bots are accepted on \(path) too, at once and after a restart (8 Settings, More paths). "
            + "The access key is asked for as before."
    }

    package func closeLinksText(bot: String, links: [Int]) -> String {
        let numbers = links.map { "#\($0)" }.joined(separator: ", ")
        return links.count == 1
            ? "Link \(numbers) of \(bot) is closed. Its other links stay; most implementations connect again by themselves."
            : "Links \(numbers) of \(bot) are closed. Its other links stay; most implementations connect again by "
                + "themselves."
    }

    package func usePortText(port: Int, instead: Int, connected: Int) -> String {
        "The endpoint listens on port \(port) instead of \(instead), at once and after a restart. "
            + "\(self.staysConnected(connected, port: instead)) Every bot needs the new port when it connects again."
    }

    package func listenEverywhereText(port: Int) -> String {
        "The endpoint listens on 0.0.0.0, every address of this machine, at once and after a restart. Whoever reaches "
            + "port \(port) can then try to connect; the access key keeps strangers out."
    }

    package func releaseText(address: String) -> String {
        "\(address) may connect again at once. Wrong keys from there block it anew."
    }
}

extension ChinesePhrases {
    package func remedy(_ remedy: Remedy) -> String {
        switch remedy {
        case .acceptPreviousKey: "让旧密钥再有效 10 分钟"
        case .addAlias(let path): "同时接受路径 \(path)"
        case .closeLinks(let selfID, let links):
            links.count == 1 ? "关闭 \(selfID) 的这条连接" : "关闭 \(selfID) 的 \(links.count) 条连接"
        case .usePort(let port): "改为监听端口 \(port)"
        case .listenEverywhere: "监听本机所有地址"
        case .rotateKey: "生成新的访问密钥"
        case .block(let address): "封禁 \(address)"
        case .release(let address): "解封 \(address)"
        }
    }

    package var goToConnect: String { "转到 2 连接" }
    package var mendTitle: String { "立即处理" }
    package var mendYes: String { "执行" }

    package var acceptPreviousKeyText: String {
        "上一个访问密钥将再有效 10 分钟。请在此期间把当前密钥填入机器人，之后旧密钥会再次被拒绝。"
    }

    package func addAliasText(path: String) -> String {
        "机器人也可以用路径 \(path) 连接，立即生效并保存（8 设置，附加路径）。仍需访问密钥。"
    }

    package func closeLinksText(bot: String, links: [Int]) -> String {
        let numbers = links.map { "#\($0)" }.joined(separator: "、")
        return "将关闭 \(bot) 的连接 \(numbers)，其余连接保留。多数实现端会自动重连。"
    }

    package func usePortText(port: Int, instead: Int, connected: Int) -> String {
        "将改为监听端口 \(port)（原为 \(instead)），立即生效并保存。\(self.staysConnected(connected, port: instead))"
            + "机器人重连时需使用新端口。"
    }

    package func listenEverywhereText(port: Int) -> String {
        "将监听 0.0.0.0，即本机所有地址，立即生效并保存。能访问 \(port) 端口的人都可尝试连接，由访问密钥把关。"
    }

    package func releaseText(address: String) -> String {
        "\(address) 可立即重新连接。若再次发来错误密钥，会被重新封禁。"
    }
}
