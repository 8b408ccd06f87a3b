import Glibc

/// Which path inside a container a path of this machine has, and the other way round.
package struct PathMap: Equatable, Sendable {
    package struct Pair: Equatable, Sendable {
        /// On this machine.
        package var here: String
        /// In the container.
        package var there: String

        package init(here: String, there: String) {
            self.here = here
            self.there = there
        }
    }

    /// The deepest first on the container's side.
    private let pairs: [Pair]

    /// - Parameter pairs: Absolute paths; others are left out. Of two with one place in the container the later counts.
    package init(_ pairs: [Pair]) {
        var byPlace: [String: Pair] = [:]
        for pair in pairs {
            guard let here = Self.normalised(pair.here), let there = Self.normalised(pair.there) else { continue }
            byPlace[there] = Pair(here: here, there: there)
        }
        self.pairs = byPlace.values.sorted { ($0.there.utf8.count, $0.there) > ($1.there.utf8.count, $1.there) }
    }

    package init(mounts: [EngineContainer.Mount]) {
        self.init(mounts.map { Pair(here: $0.source, there: $0.destination) })
    }

    /// What the compose file of Nekro Agent mounts into its NapCat.
    package static func nekro(dataFolder: String) -> PathMap {
        PathMap([
            Pair(here: dataFolder, there: "/app/nekro_agent_data"),
            Pair(here: dataFolder + "/napcat_data/QQ", there: "/app/.config/QQ"),
            Pair(here: dataFolder + "/napcat_data/napcat", there: "/app/napcat/config"),
        ])
    }

    package var isEmpty: Bool { self.pairs.isEmpty }

    /// The same map with the links in its paths of this machine followed, as the kernel did when it mounted them.
    ///
    /// Blocks, on a network file system that does not answer for ever: call it on a thread that nobody waits for.
    package func resolvingLinks() -> PathMap {
        PathMap(self.pairs.map { Pair(here: Self.resolved($0.here) ?? $0.here, there: $0.there) })
    }

    /// The path by which the container sees a file of this machine; nil where it does not see it. Links are not
    /// followed: see ``resolved(_:)``.
    package func inside(_ path: String) -> String? {
        guard let path = Self.normalised(path) else { return nil }
        let candidates = self.pairs.filter { Self.rest(of: path, below: $0.here) != nil }
            .sorted { ($0.here.utf8.count, $1.there) > ($1.here.utf8.count, $0.there) }
        for pair in candidates {
            guard let rest = Self.rest(of: path, below: pair.here) else { continue }
            let inside = Self.joined(pair.there, rest)
            // Another mount may lie over it there.
            if self.here(inside) == path { return inside }
        }
        return nil
    }

    /// The file of this machine that the container sees under a path; nil where what it sees is its own.
    package func here(_ path: String) -> String? {
        guard let path = Self.normalised(path) else { return nil }
        for pair in self.pairs {
            if let rest = Self.rest(of: path, below: pair.there) { return Self.joined(pair.here, rest) }
        }
        return nil
    }

    /// An absolute path without `.`, `..` and doubled slashes; nil for what is no absolute path. Nothing is looked up.
    package static func normalised(_ path: String) -> String? {
        guard path.utf8.first == UInt8(ascii: "/"), path.utf8.count <= 4096, !path.utf8.contains(0) else { return nil }
        // By bytes, as the kernel does: a slash with a combining mark behind it is a slash.
        var parts: [String] = []
        for part in path.utf8.split(separator: UInt8(ascii: "/")) {
            let part = String(Substring(part))
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// An absolute path with all links followed, also where the file itself or some folders above it do not exist.
    ///
    /// Blocks, on a network file system that does not answer for ever: call it on a thread that nobody waits for.
    package static func resolved(_ path: String) -> String? {
        guard path.utf8.first == UInt8(ascii: "/"), path.utf8.count <= 4096, !path.utf8.contains(0) else { return nil }
        var folder = Substring(path).utf8
        var missing: [String] = []
        while true {
            if let real = realpath(folder.isEmpty ? "/" : String(Substring(folder)), nil) {
                defer { free(real) }
                let parts = [String(cString: real)] + missing.reversed()
                return Self.normalised(parts.joined(separator: "/"))
            }
            guard let slash = folder.lastIndex(of: UInt8(ascii: "/")) else { return nil }
            missing.append(String(Substring(folder[folder.index(after: slash)...])))
            folder = folder[..<slash]
        }
    }

    /// The part of a path below a folder, without a slash in front; nil when it is not below it.
    private static func rest(of path: String, below folder: String) -> Substring? {
        if folder == "/" { return Substring(path.utf8.dropFirst()) }
        guard path.utf8.starts(with: folder.utf8) else { return nil }
        let rest = path.utf8.dropFirst(folder.utf8.count)
        if rest.isEmpty { return Substring(rest) }
        return rest.first == UInt8(ascii: "/") ? Substring(rest.dropFirst()) : nil
    }

    private static func joined(_ folder: String, _ rest: Substring) -> String {
        if rest.isEmpty { return folder }
        return folder == "/" ? "/" + rest : folder + "/" + rest
    }
}
