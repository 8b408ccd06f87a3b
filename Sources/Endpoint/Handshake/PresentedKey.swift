/// The credentials of one request: bytes as they came, outer blanks trimmed.
struct PresentedKey: Equatable {
    enum Scheme: String, Codable {
        case bearer
        case token
        case query
        case other
    }

    var scheme: Scheme
    var bytes: [UInt8]

    /// What a request presents: the `Authorization` header and `access_token` in the query, one each.
    ///
    /// Never more, so that one request cannot try many keys. The header's scheme is `Bearer` or `Token` in any case. A
    /// query value counts as sent and, when that differs, percent-decoded, as query values are.
    static func all(in request: HandshakeRequest) -> [PresentedKey] {
        var found: [PresentedKey] = []
        if let value = request.value("Authorization") {
            let bytes = self.trimmed(Array(value.utf8))
            let word = bytes.prefix { $0 != 0x20 && $0 != 0x09 }
            let scheme = Scheme(rawValue: String(decoding: word.map(\.asciiLowercased), as: UTF8.self))
            switch scheme {
            case .bearer, .token:
                let key = self.trimmed(Array(bytes[word.endIndex...]))
                found.append(PresentedKey(scheme: scheme ?? .other, bytes: key))
            case .query, .other, nil:
                found.append(PresentedKey(scheme: .other, bytes: bytes))
            }
        }
        if let item = request.query.first(where: { $0.name == "access_token" }) {
            let raw = Array(item.value.utf8)
            found.append(PresentedKey(scheme: .query, bytes: raw))
            let decoded = self.percentDecoded(raw, plusIsBlank: false)
            if decoded != raw { found.append(PresentedKey(scheme: .query, bytes: decoded)) }
        }
        return found
    }

    /// Without blanks, tabs and no-break spaces at both ends. A no-break space arrives as UTF-8, or as the lone byte
    /// A0, for which the HTTP parser puts U+FFFD.
    static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        var rest = bytes[...]
        while let first = rest.first {
            if first == 0x20 || first == 0x09 || first == 0xA0 {
                rest = rest.dropFirst()
            } else if first == 0xC2, rest.dropFirst().first == 0xA0 {
                rest = rest.dropFirst(2)
            } else if rest.starts(with: [0xEF, 0xBF, 0xBD]) {
                rest = rest.dropFirst(3)
            } else {
                break
            }
        }
        while let last = rest.last {
            if last == 0xA0, rest.dropLast().last == 0xC2 {
                rest = rest.dropLast(2)
            } else if rest.suffix(3).elementsEqual([0xEF, 0xBF, 0xBD]) {
                rest = rest.dropLast(3)
            } else if last == 0x20 || last == 0x09 || last == 0xA0 {
                rest = rest.dropLast()
            } else {
                break
            }
        }
        return Array(rest)
    }

    static func percentDecoded(_ bytes: [UInt8], plusIsBlank: Bool) -> [UInt8] {
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = bytes[index + 1].hexDigit, let low = bytes[index + 2].hexDigit
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(plusIsBlank && bytes[index] == UInt8(ascii: "+") ? 0x20 : bytes[index])
                index += 1
            }
        }
        return decoded
    }
}

extension UInt8 {
    fileprivate var hexDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
