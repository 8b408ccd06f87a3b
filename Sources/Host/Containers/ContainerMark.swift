/// The container that a process runs in, as its control groups name it.
package struct ContainerMark: Equatable, Sendable, Hashable {
    package enum Engine: String, Sendable, CaseIterable {
        case docker
        case podman
        case containerd
        case crio
        case kubernetes
        case lxc
    }

    package var engine: Engine
    /// The first twelve digits of the id, as the engines' own tools show it; of LXC the container's name.
    package var id: String

    package init(engine: Engine, id: String) {
        self.engine = engine
        self.id = id
    }

    /// The mark of a process; nil when it is in no container, when that cannot be told, and for processes of our own
    /// container, whose control groups look like the machine's from inside.
    package static func of(pid: Int32, folders: HostFolders = HostFolders()) -> ContainerMark? {
        ProcFile.text("\(folders.process)/\(pid)/cgroup", limit: 65_536).flatMap(Self.in(controlGroups:))
    }

    /// The mark in the text of `/proc/PID/cgroup` (cgroups(7)).
    static func `in`(controlGroups text: String) -> ContainerMark? {
        for line in ProcText.lines(text) {
            // number:controllers:path, and the path may have colons itself.
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3 else { continue }
            let parts = fields[2].split(separator: "/")
            // The innermost counts: a container may run containers.
            for index in parts.indices.reversed() {
                let parent = index > parts.startIndex ? parts[index - 1] : ""
                if let mark = Self.of(part: parts[index], parent: parent, path: fields[2]) { return mark }
            }
        }
        return nil
    }

    private static let prefixes: [(String, Engine)] = [
        ("docker-", .docker), ("libpod-", .podman), ("cri-containerd-", .containerd), ("nerdctl-", .containerd),
        ("crio-", .crio),
    ]

    private static func of(part: Substring, parent: Substring, path: Substring) -> ContainerMark? {
        var name = part
        if name.hasSuffix(".scope") { name = name.dropLast(6) }
        for (prefix, engine) in Self.prefixes where name.hasPrefix(prefix) {
            if let id = Self.short(name.dropFirst(prefix.count)) { return ContainerMark(engine: engine, id: id) }
        }
        if name.hasPrefix("lxc.payload."), let id = Self.plain(name.dropFirst(12)) {
            return ContainerMark(engine: .lxc, id: id)
        }
        if parent == "lxc", let id = Self.plain(name) { return ContainerMark(engine: .lxc, id: id) }
        guard let id = Self.short(name) else { return nil }
        if parent == "docker" { return ContainerMark(engine: .docker, id: id) }
        if path.hasPrefix("/kubepods") { return ContainerMark(engine: .kubernetes, id: id) }
        if parent == "default" || parent == "k8s.io" { return ContainerMark(engine: .containerd, id: id) }
        return nil
    }

    private static func short(_ text: Substring) -> String? {
        guard text.utf8.count == 64, text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        return String(text.prefix(12))
    }

    /// A name that somebody chose, if it is one that can be shown.
    private static func plain(_ text: Substring) -> String? {
        let isPlain = text.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || [45, 46, 95].contains($0)
        }
        return isPlain && (1...64).contains(text.utf8.count) ? String(text) : nil
    }
}
