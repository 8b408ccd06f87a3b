/// What a further key may be called: 1 to 32 letters, digits, dots, underscores and hyphens of ASCII, a letter or digit
/// first, so that a name can be typed anywhere and stands in a URL as it is (RFC 3986 section 2.3).
package enum KeyName {
    package static let longest = 32

    package static func isGood(_ text: String) -> Bool {
        guard let first = text.utf8.first, self.isAlphanumeric(first), text.utf8.count <= self.longest else {
            return false
        }
        return text.utf8.allSatisfy { self.isAlphanumeric($0) || "._-".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
