/// What the control groups above us allow in memory. Sizes are in bytes.
package struct ControlGroupMemory: Equatable, Sendable {
    /// Of the group with the least left; nil when none has a limit.
    package var limit: UInt64?
    /// What the group with that limit uses; without one, what our own uses.
    package var current: UInt64?
    /// Processes of our group that the kernel has killed because of a limit.
    package var kills: UInt64?

    package init(limit: UInt64? = nil, current: UInt64? = nil, kills: UInt64? = nil) {
        self.limit = limit
        self.current = current
        self.kills = kills
    }

    /// The names that one version of control groups gives its files.
    private struct Files {
        var limit: String
        var current: String
        var events: String
    }

    private static let second = Files(limit: "memory.max", current: "memory.current", events: "memory.events")
    private static let first = Files(
        limit: "memory.limit_in_bytes",
        current: "memory.usage_in_bytes",
        events: "memory.oom_control"
    )

    /// Version 2 in its usual places, else version 1; nil where neither is to be read.
    static func current(folders: HostFolders) -> ControlGroupMemory? {
        let groups = ProcFile.text("\(folders.process)/self/cgroup", limit: 65_536) ?? ""
        let mounts = "\(folders.system)/fs/cgroup"
        if let path = Self.path(of: "", in: groups) {
            for mount in [mounts, "\(mounts)/unified"] {
                if let facts = Self.read(mount: mount, path: path, files: Self.second) { return facts }
            }
        }
        guard let path = Self.path(of: "memory", in: groups) else { return nil }
        return Self.read(mount: "\(mounts)/memory", path: path, files: Self.first)
    }

    /// The path of a line `0::/system.slice/x.service` or `4:memory:/x`.
    static func path(of controller: String, in groups: String) -> String? {
        for line in ProcText.lines(groups) {
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3, fields[2].hasPrefix("/"), !fields[2].split(separator: "/").contains("..") else {
                continue
            }
            let isIt =
                controller.isEmpty ? fields[1].isEmpty : fields[1].split(separator: ",").contains { $0 == controller }
            if isIt { return String(fields[2]) }
        }
        return nil
    }

    private static func read(mount: String, path: String, files: Files) -> ControlGroupMemory? {
        var parts = path.split(separator: "/").prefix(32)
        var leaf: ControlGroupMemory?
        var tightest: ControlGroupMemory?
        while true {
            let folder = ([mount] + parts.map(String.init)).joined(separator: "/")
            // Inside a container the path is the machine's and its root is ours: then only the root is there.
            if let current = ProcFile.line("\(folder)/\(files.current)").flatMap({ UInt64($0) }) {
                var level = ControlGroupMemory(current: current)
                level.limit = ProcFile.line("\(folder)/\(files.limit)").flatMap(Self.limit)
                if leaf == nil {
                    leaf = level
                    leaf?.kills = ProcFile.text("\(folder)/\(files.events)", limit: 4096)
                        .flatMap { MemoryFacts.count("oom_kill", in: $0) }
                }
                if let left = level.left, left < tightest?.left ?? .max { tightest = level }
            }
            guard !parts.isEmpty else { break }
            parts.removeLast()
        }
        guard var facts = tightest ?? leaf else { return nil }
        facts.kills = leaf?.kills
        return facts
    }

    private var left: UInt64? {
        guard let limit = self.limit, let current = self.current else { return nil }
        return limit > current ? limit - current : 0
    }

    /// `max`, and in version 1 a number near 2⁶³, mean no limit.
    private static func limit(_ text: String) -> UInt64? {
        guard let value = UInt64(text), value < 1 << 60 else { return nil }
        return value
    }
}
