/// The containers that this process runs in or beside (NET-02).
package struct Containers: Equatable, Sendable {
    /// What a container that we run in is recognised by.
    package enum Sign: String, Sendable {
        case docker
        case podman
        case controlGroup
        /// Told by the container's own first process or by systemd.
        case declared
    }

    /// Nil when nothing says that we are in a container ourselves.
    package var own: Sign?
    /// Programs on this machine that look like bots, wherever they run. From inside a container only that container's.
    package var bots: [BotProcess]
    /// Whether all processes were looked at.
    package var isComplete: Bool

    package init(own: Sign? = nil, bots: [BotProcess] = [], isComplete: Bool = true) {
        self.own = own
        self.bots = bots
        self.isComplete = isComplete
    }

    /// Bots that a loopback address of ours does not lead to, or may not.
    package var beside: [BotProcess] {
        self.bots.filter { $0.network != .ours }
    }

    /// Looks at the names of all processes: about 20 µs for each.
    package static func beside(folders: HostFolders = HostFolders()) -> Containers {
        let (bots, isComplete) = BotProcess.all(folders: folders)
        return Containers(own: Self.sign(folders: folders), bots: bots, isComplete: isComplete)
    }

    static func sign(folders: HostFolders) -> Sign? {
        if ProcFile.exists("\(folders.root)/.dockerenv") { return .docker }
        if ProcFile.exists("\(folders.run)/.containerenv") { return .podman }
        for process in ["self", "1"] {
            let groups = ProcFile.text("\(folders.process)/\(process)/cgroup", limit: 65_536)
            if groups.flatMap(ContainerMark.in(controlGroups:)) != nil { return .controlGroup }
        }
        // systemd counts the Windows subsystem as a container.
        if let name = ProcFile.line("\(folders.run)/systemd/container"), name != "wsl" { return .declared }
        let first = ProcFile.read("\(folders.process)/1/environ", limit: 65_536) ?? []
        let isDeclared = first.split(separator: 0).contains { entry in
            entry.starts(with: "container=".utf8) && entry.count > 10 && !entry.elementsEqual("container=wsl".utf8)
        }
        return isDeclared ? .declared : nil
    }
}
