import Glibc

/// By what an engine may know this process, if it runs in a container.
package struct OwnIdentity: Equatable, Sendable {
    /// Ids of containers that this process most likely is in; each has 64 digits.
    package var ids: [String]
    /// The machine's name as we see it: the container's short id, unless somebody chose another.
    package var hostname: String
    /// Whether something says that we are in a container at all.
    package var isInContainer: Bool

    package init(ids: [String] = [], hostname: String = "", isInContainer: Bool = false) {
        self.ids = ids
        self.hostname = hostname
        self.isInContainer = isInContainer
    }

    /// Reads a few files of the kernel's and the engine's, which do not wait for anybody: well under a millisecond.
    ///
    /// - Parameter root: In front of every path; for tests.
    package static func read(root: String = "") -> OwnIdentity {
        let groups = SmallFile.text("\(root)/proc/self/cgroup", limit: 65_536) ?? ""
        let mounts = SmallFile.text("\(root)/proc/self/mountinfo", limit: 1 << 20) ?? ""
        let podman = SmallFile.text("\(root)/run/.containerenv", limit: 65_536)
        var ids: [String] = []
        for id in Self.ids(controlGroups: groups) + Self.ids(mounts: mounts) + Self.ids(podman: podman ?? "")
        where !ids.contains(id) && ids.count < 4 {
            ids.append(id)
        }
        let hasMark = podman != nil || access("\(root)/.dockerenv", F_OK) == 0
        return OwnIdentity(
            ids: ids,
            hostname: Self.hostname(),
            isInContainer: hasMark || !ids.isEmpty
        )
    }

    /// The innermost id of each line of cgroups(7). In a container that has a namespace of its own for them there is
    /// none; outside of containers neither.
    static func ids(controlGroups text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            line.split(whereSeparator: { "/-.:".contains($0) }).last { Self.isID($0) }.map(String.init)
        }
    }

    /// Both engines lay files of theirs over these three, from a folder that has the container's id for its name. Only
    /// these: outside of containers the table has the folders of all containers.
    static func ids(mounts text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            // proc_pid_mountinfo(5): id, parent, device, path in the file system, mount point.
            let fields = line.split(separator: " ", maxSplits: 5)
            guard fields.count == 6, ["/etc/hostname", "/etc/hosts", "/etc/resolv.conf"].contains(fields[4]) else {
                return nil
            }
            return fields[3].split(separator: "/").last { Self.isID($0) }.map(String.init)
        }
    }

    /// Podman's own word: `id="…"`.
    static func ids(podman text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            guard line.hasPrefix("id=\""), line.hasSuffix("\"") else { return nil }
            let id = line.dropFirst(4).dropLast()
            return Self.isID(id) ? String(id) : nil
        }
    }

    private static func isID(_ text: Substring) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    private static func hostname() -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        // The last byte stays zero.
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "" }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
