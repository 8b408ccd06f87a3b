package import OneBot

/// Overwrites keys in the bytes of events.
package struct SecretMask: Sendable {
    /// Anything shorter would take ordinary words out of the history; no key is.
    static let shortest = 6

    /// Every spelling of every secret.
    private let patterns: [BytePattern]

    package init(_ secrets: [Secret] = []) {
        var patterns: Set<[UInt8]> = []
        for secret in secrets where secret.count >= Self.shortest {
            patterns.formUnion(Self.spellings(of: secret.exposed))
        }
        self.patterns = patterns.map(BytePattern.init)
    }

    /// `bytes` with a `*` in place of each byte of a secret; nil where there is none.
    package func masked(_ bytes: [UInt8]) -> [UInt8]? {
        var result: [UInt8]?
        bytes.withUnsafeBufferPointer { buffer in
            for pattern in self.patterns {
                // Always in the original: two secrets may overlap, and so may two places of one.
                var from = 0
                while let start = pattern.first(in: buffer, from: from) {
                    var copy = result.take() ?? bytes
                    for index in start..<start + pattern.bytes.count { copy[index] = UInt8(ascii: "*") }
                    result = copy
                    from = start + 1
                }
            }
        }
        return result
    }

    /// The text itself, and the ways in which encoders write it into a JSON string (RFC 8259, section 7): with or
    /// without escaping the slash, and what is not ASCII as it is or as `\u` and four digits of either case.
    private static func spellings(of text: String) -> Set<[UInt8]> {
        var result: Set<[UInt8]> = [Array(text.utf8)]
        for escapesSlash in [false, true] {
            for style in [NonASCII.plain, .lowercase, .uppercase] {
                var spelling: [UInt8] = []
                for scalar in text.unicodeScalars {
                    Self.append(scalar, escapesSlash: escapesSlash, style: style, to: &spelling)
                }
                result.insert(spelling)
            }
        }
        return result
    }

    private enum NonASCII {
        case plain
        case lowercase
        case uppercase
    }

    private static func append(
        _ scalar: Unicode.Scalar,
        escapesSlash: Bool,
        style: NonASCII,
        to spelling: inout [UInt8]
    ) {
        switch scalar {
        case "\"", "\\": spelling += [UInt8(ascii: "\\"), UInt8(ascii: scalar)]
        case "/": spelling += escapesSlash ? Array(#"\/"#.utf8) : [UInt8(ascii: "/")]
        case "\n": spelling += Array(#"\n"#.utf8)
        case "\r": spelling += Array(#"\r"#.utf8)
        case "\t": spelling += Array(#"\t"#.utf8)
        case "\u{8}": spelling += Array(#"\b"#.utf8)
        case "\u{C}": spelling += Array(#"\f"#.utf8)
        case _ where scalar.value < 0x20 || (!scalar.isASCII && style != .plain):
            for unit in UTF16.encode(scalar) ?? .init() {
                let digits = String(unit, radix: 16, uppercase: style == .uppercase)
                spelling += Array((#"\u"# + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
            }
        default: spelling += Array(String(scalar).utf8)
        }
    }
}
