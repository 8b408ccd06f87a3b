/// A name that can be typed on the `:` line, and what may follow it.
package struct CommandSpec: Sendable {
    package let name: String
    package let argument: CommandArgument?
    package let isOptional: Bool
    package let help: Words

    /// How it is written: `port PORT`, `key rotate [GRACE]`.
    package var usage: String {
        guard let argument = self.argument else { return self.name }
        return self.isOptional ? "\(self.name) [\(argument.rawValue)]" : "\(self.name) \(argument.rawValue)"
    }

    /// Every name, in the order of the alphabet.
    package static let all: [CommandSpec] = (fromKeys + withArguments).sorted { $0.name < $1.name }

    /// The commands of the key table that stand on their own.
    private static let fromKeys: [CommandSpec] = ConsoleCommand.allCases.filter(\.isTypeable).compactMap { command in
        guard !withArguments.contains(where: { $0.name == command.rawValue }),
            let binding = KeyTable.binding(of: command)
        else { return nil }
        return CommandSpec(name: command.rawValue, argument: nil, isOptional: false, help: binding.help)
    }

    private static let withArguments: [CommandSpec] = [
        CommandSpec(
            name: "port",
            argument: .port,
            isOptional: false,
            help: Words(en: "Listen on another port", zh: "修改监听端口")
        ),
        CommandSpec(
            name: "host",
            argument: .host,
            isOptional: false,
            help: Words(en: "Listen on another address", zh: "修改监听地址")
        ),
        CommandSpec(
            name: "path",
            argument: .path,
            isOptional: false,
            help: Words(en: "Change the path that bots connect to", zh: "修改机器人连接的路径")
        ),
        CommandSpec(
            name: "lang",
            argument: .language,
            isOptional: false,
            help: Words(en: "Change the language", zh: "切换语言")
        ),
        CommandSpec(
            name: "key rotate",
            argument: .grace,
            isOptional: true,
            help: Words(
                en: "Make a new access key; with a time the old one is accepted for that long",
                zh: "生成新的访问密钥；指定时长则旧密钥在此期间仍可使用"
            )
        ),
        CommandSpec(
            name: "napcat",
            argument: .url,
            isOptional: false,
            help: Words(en: "Change the address of NapCat's WebUI", zh: "修改 NapCat WebUI 的地址")
        ),
        CommandSpec(
            name: "block",
            argument: .address,
            isOptional: true,
            help: Words(en: "Refuse an address from now on (asks)", zh: "封禁某个地址（需确认）")
        ),
        CommandSpec(
            name: "release",
            argument: .blockedAddress,
            isOptional: true,
            help: Words(en: "Accept a blocked address again", zh: "解封地址，允许重新连接")
        ),
        CommandSpec(
            name: "ping",
            argument: .bot,
            isOptional: true,
            help: Words(en: "Ping a bot and show the round trip", zh: "测量机器人的往返延迟")
        ),
        CommandSpec(
            name: "disconnect",
            argument: .bot,
            isOptional: true,
            help: Words(en: "Close a bot's connections (asks)", zh: "断开机器人的连接（需确认）")
        ),
        CommandSpec(
            name: "events",
            argument: .bot,
            isOptional: true,
            help: Words(en: "Open Events, of one bot", zh: "打开事件列表，可指定机器人")
        ),
        CommandSpec(
            name: "api",
            argument: .bot,
            isOptional: true,
            help: Words(en: "Open the API, of one bot", zh: "打开 API 面板，可指定机器人")
        ),
        CommandSpec(
            name: "call",
            argument: .action,
            isOptional: false,
            help: Words(
                en: "Call an action, listed or not, with one JSON object",
                zh: "调用任意动作，可附一个 JSON 对象"
            )
        ),
        CommandSpec(
            name: "log",
            argument: .level,
            isOptional: true,
            help: Words(en: "Open the Log, from a level on", zh: "打开日志，可指定最低级别")
        ),
    ]
}
