import OneBot

/// Makes tokens for NapCat's WebUI: at least twelve characters with letters, digits and signs is what its guide asks for.
enum StrongToken {
    private static let length = 20
    private static let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
    private static let digits = Array("23456789")
    /// Signs that a URL, a shell and YAML carry as they are.
    private static let signs = Array("-_.")

    /// From the system's random source; every place may hold any character, and each kind is there.
    static func make() -> Secret {
        let all = Self.letters + Self.digits + Self.signs
        while true {
            // A sign at either end is lost where the token is copied with a double click.
            let inner = (0..<Self.length - 2).map { _ in all.randomElement() ?? "x" }
            let ends = (0..<2).map { _ in Self.letters.randomElement() ?? "x" }
            let characters = [ends[0]] + inner + [ends[1]]
            guard characters.contains(where: Self.digits.contains), characters.contains(where: Self.signs.contains)
            else { continue }
            return Secret(String(characters))
        }
    }
}
