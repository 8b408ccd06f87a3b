/// Which request paths are ours: the set one, OneBot's base path, the root, and the operator's aliases, each
/// with or without a trailing slash and with doubled slashes taken as one.
package struct PathRule: Equatable, Sendable {
    /// As they are compared: without slashes at the end and doubled ones.
    package let accepted: Set<String>

    package init(path: String, aliases: [String]) {
        self.accepted = Set(([path, "/onebot/v11/ws", "/onebot/v11", "/"] + aliases).map(Self.normalized))
    }

    package func accepts(_ requested: String) -> Bool {
        self.accepted.contains(Self.normalized(requested))
    }

    private static func normalized(_ path: String) -> String {
        "/" + path.split(separator: "/").joined(separator: "/")
    }
}
