/// A process that looks like a bot by its name.
package struct BotProcess: Equatable, Sendable {
    /// Whether it has the network, and with it the loopback, that we have.
    package enum Network: String, Sendable {
        case ours
        case other
        /// Another user's process, into which we may not look.
        case unknown
    }

    package var pid: Int32
    /// What it was recognised by, as "napcat"; never its command line, in which keys may stand.
    package var program: String
    package var network: Network
    /// The container it runs in, when its control groups name one.
    package var container: ContainerMark?

    package init(pid: Int32, program: String, network: Network, container: ContainerMark? = nil) {
        self.pid = pid
        self.program = program
        self.network = network
        self.container = container
    }

    /// More are left out.
    static let most = 64

    /// Programs that speak OneBot, by a part of their name.
    private static let names = [
        "napcat", "llonebot", "llbot", "luckylillia", "lagrange", "go-cqhttp", "gocqhttp", "gensokyo", "openshamrock",
        "onebots", "mirai",
    ]
    /// The QQ client, in which some of them live, by its whole name.
    private static let clients: Set<String> = ["qq", "linuxqq"]
    /// What runs programs that are files of theirs.
    private static let interpreters: Set<String> = [
        "node", "bun", "deno", "dotnet", "java", "python", "python3", "sh", "bash", "dash", "xvfb-run", "electron",
    ]

    static func all(folders: HostFolders) -> ([BotProcess], isComplete: Bool) {
        let ours = ProcFile.link("\(folders.process)/self/ns/net")
        var found: [BotProcess] = []
        let own = ProcFile.link("\(folders.process)/self").flatMap { Int32($0) }
        for pid in ProcessFolder.ids(in: folders.process) where pid != own {
            let folder = "\(folders.process)/\(pid)"
            guard let line = ProcFile.read("\(folder)/cmdline", limit: 4096), !line.isEmpty,
                let program = Self.program(
                    name: ProcessFolder.name(of: pid, in: folders.process) ?? "",
                    arguments: line.split(separator: 0, maxSplits: 4, omittingEmptySubsequences: false).prefix(4)
                        .map { String(decoding: $0, as: UTF8.self) }
                )
            else { continue }
            guard found.count < Self.most else { return (found, false) }
            let theirs = ProcFile.link("\(folder)/ns/net")
            let network: Network =
                if let ours, let theirs { ours == theirs ? .ours : .other } else { .unknown }
            found.append(
                BotProcess(
                    pid: pid,
                    program: program,
                    network: network,
                    container: ContainerMark.of(pid: pid, folders: folders)
                )
            )
        }
        return (found, true)
    }

    /// What a process is known by; nil when it is no bot.
    ///
    /// - Parameter arguments: the first words of its command line.
    static func program(name: String, arguments: [String]) -> String? {
        let file = Self.lastPart(arguments.first ?? "")
        for candidate in [name.lowercased(), file] {
            if Self.clients.contains(candidate) { return "qq" }
            if let bot = Self.names.first(where: { candidate.contains($0) }) { return bot }
        }
        guard Self.interpreters.contains(file) else { return nil }
        for argument in arguments.dropFirst() where !argument.hasPrefix("-") {
            let parts = argument.lowercased().split(separator: "/").suffix(3)
            if parts.last.map({ Self.clients.contains(String($0)) }) == true { return "qq" }
            if let bot = Self.names.first(where: { name in parts.contains { $0.contains(name) } }) { return bot }
        }
        return nil
    }

    private static func lastPart(_ path: String) -> String {
        path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    }
}
