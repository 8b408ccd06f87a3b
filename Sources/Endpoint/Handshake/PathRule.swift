/// Which request paths are ours: the set one, OneBot's base path, the root, and the operator's aliases, each
/// with or without a trailing slash and with doubled slashes taken as one.
package struct PathRule: Equatable, Sendable {
    package enum Match: Equatable, Sendable {
        case exact
        /// Another of the accepted spellings.
        case accepted
        case no
    }

    private let path: String
    private let accepted: Set<String>

    package init(path: String, aliases: [String]) {
        self.path = path
        self.accepted = Set(([path, "/onebot/v11/ws", "/onebot/v11", "/"] + aliases).map(Self.normalized))
    }

    package func match(_ requested: String) -> Match {
        if requested == self.path { return .exact }
        return self.accepted.contains(Self.normalized(requested)) ? .accepted : .no
    }

    private static func normalized(_ path: String) -> String {
        "/" + path.split(separator: "/").joined(separator: "/")
    }
}
