/// Which terminfo entries are tried for a terminal, since a plain server does not know every name.
enum TerminalNames {
    /// The name itself, its family, then the names that nearly every terminal satisfies.
    static func candidates(for name: String) -> [String] {
        var candidates: [String] = []
        if Self.isPlausible(name) { candidates.append(name) }
        if Self.families.contains(where: { name == $0 || name.hasPrefix($0 + "-") }) {
            candidates.append("xterm-256color")
        } else if name.hasPrefix("tmux") || name.hasPrefix("screen") {
            candidates += ["screen-256color", "screen"]
        }
        // One that cannot place the cursor is no unknown name: the fallbacks would not make it a better terminal.
        if name != "dumb" { candidates += ["xterm", "vt100"] }
        return candidates.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Terminals that understand what xterm does.
    private static let families = [
        "xterm", "alacritty", "foot", "wezterm", "contour", "rio", "ghostty", "kitty", "konsole",
    ]

    /// Whether it can be the name of an entry: a name from a client must not lead out of the database.
    private static func isPlausible(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 64
            && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }
    }
}
