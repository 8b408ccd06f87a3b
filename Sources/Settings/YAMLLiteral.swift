import OneBot
import Yams

/// Writes values as YAML, quoted only where a reader could take them for something else.
enum YAMLLiteral {
    /// How a text is quoted where it needs quotes, or where it had some before.
    enum Quotes {
        case none
        case single
        case double
    }

    /// One value on one line.
    ///
    /// - Parameters:
    ///   - quotes: how the value was quoted before; a secret is always quoted.
    ///   - inFlow: whether it stands inside brackets or braces.
    static func text(_ value: SettingValue, quotes: Quotes = .none, inFlow: Bool = false) -> String {
        switch value {
        case .integer(let number): String(number)
        case .flag(let flag): flag ? "true" : "false"
        case .text(let text): Self.scalar(text, quotes: quotes, inFlow: inFlow)
        case .secret(let secret):
            Self.scalar(secret.exposed, quotes: quotes == .single ? .single : .double, inFlow: inFlow)
        case .list(let items): FlowList.text(items)
        }
    }

    static func scalar(_ text: String, quotes: Quotes = .none, inFlow: Bool = false) -> String {
        switch quotes {
        case .none: Self.isPlain(text, inFlow: inFlow) ? text : Self.doubleQuoted(text)
        case .double: Self.doubleQuoted(text)
        case .single: Self.isPrintable(text) ? "'\(text.replacing("'", with: "''"))'" : Self.doubleQuoted(text)
        }
    }

    /// Whether every reader of YAML 1.1 or 1.2 takes the bare text for this very text. Stricter than need be.
    static func isPlain(_ text: String, inFlow: Bool) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last, text.utf8.count <= 200 else { return false }
        let words: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "none", "nan", "inf"]
        if words.contains(text.lowercased()) { return false }
        if HostText.isIPv4(text) { return true }
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first | 0x20)
        guard isLetter || first == UInt8(ascii: "/"), last != UInt8(ascii: ":") else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
            case UInt8(ascii: ":"): !inFlow
            default: false
            }
        }
    }

    private static func isPrintable(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { Self.isPrintable($0) }
    }

    /// Printable on one line of YAML (YAML 1.1 section 4.1.1), byte order marks and line separators left out.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...: true
        default: false
        }
    }

    private static func doubleQuoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case let scalar where Self.isPrintable(scalar): result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let width = scalar.value > 0xFFFF ? 8 : 4
                result += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
            }
        }
        return result + "\""
    }
}
