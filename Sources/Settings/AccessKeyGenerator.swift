package import OneBot

/// Makes access keys: letters and digits only, which every header, URL and shell carries as they are.
package enum AccessKeyGenerator {
    package static let length = 32
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")

    /// A new key from the system's random source: 32 characters, about 190 bits.
    package static func make() -> Secret {
        var generator = SystemRandomNumberGenerator()
        return Self.make(using: &generator)
    }

    /// A new key from `generator`; every character is as likely as every other.
    package static func make(using generator: inout some RandomNumberGenerator) -> Secret {
        // `Int.random` rejects the uneven rest instead of folding it in, so there is no modulo bias.
        let characters = (0..<Self.length).map { _ in
            Self.alphabet[Int.random(in: Self.alphabet.indices, using: &generator)]
        }
        return Secret(String(characters))
    }
}
