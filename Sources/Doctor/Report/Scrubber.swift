/// Takes out of a text what a report for strangers must not hold: account and group numbers, addresses beyond their
/// class, and names that were told to it. One thing keeps one stand-in throughout a report, so that it can still be read.
package struct Scrubber: Sendable {
    private var standIns: [String: String] = [:]
    private var counts: [String: Int] = [:]
    /// The longest first: one name may hold another.
    private let names: [String]
    /// Numbers of five digits and more that may stay: ports of ours.
    private let numbers: Set<String>
    private let classOf: @Sendable (String) -> String?

    /// - Parameters:
    ///   - names: What must not appear: nicknames, host names, folders.
    ///   - numbers: Numbers that may stay.
    ///   - classOf: The class of an IP address (`lan`, `public` …); nil for what is none.
    package init(names: [String], numbers: [Int], classOf: @escaping @Sendable (String) -> String?) {
        self.names = Set(names).filter { $0.unicodeScalars.count >= 2 }.sorted {
            ($0.utf8.count, $0) > ($1.utf8.count, $1)
        }
        self.numbers = Set(numbers.map(String.init))
        self.classOf = classOf
    }

    package mutating func scrub(_ text: String) -> String {
        var text = text
        for name in self.names where text.contains(name) {
            text = text.replacing(name, with: self.standIn(for: name, kind: "name"))
        }
        return self.scrubTokens(text)
    }

    /// Digits, letters and the signs of addresses hang together; all else parts them.
    private mutating func scrubTokens(_ text: String) -> String {
        var result = ""
        var token = ""
        for character in text {
            if Self.belongs(character) {
                token.append(character)
                continue
            }
            result += self.judge(token)
            token = ""
            result.append(character)
        }
        return result + self.judge(token)
    }

    private static func belongs(_ character: Character) -> Bool {
        character.isASCII && (character.isHexDigit || character == "." || character == ":" || character == "%")
    }

    private mutating func judge(_ token: String) -> String {
        guard token.utf8.count >= 2, token.utf8.contains(where: Self.isDigit) || token.utf8.contains(Self.colon) else {
            return token
        }
        // A sentence ends with a sign that an address may hold.
        let tail = String(token.reversed().prefix { $0 == "." || $0 == ":" }.reversed())
        let core = String(token.dropLast(tail.count))
        if let address = self.address(core) { return address + tail }
        if let colon = core.lastIndex(of: ":"), let address = self.address(String(core[..<colon])) {
            return address + self.digits(String(core[colon...])) + tail
        }
        return self.digits(core) + tail
    }

    private mutating func address(_ text: String) -> String? {
        guard let kind = self.classOf(text) else { return nil }
        return kind == "loopback" || kind == "unspecified" ? text : self.standIn(for: text, kind: kind)
    }

    /// Runs of five digits and more are somebody's number.
    private mutating func digits(_ text: String) -> String {
        var result = ""
        var run = ""
        for character in text {
            if character.isASCII, character.isNumber {
                run.append(character)
            } else {
                result += self.number(run)
                run = ""
                result.append(character)
            }
        }
        return result + self.number(run)
    }

    private mutating func number(_ run: String) -> String {
        guard run.utf8.count >= 5, !self.numbers.contains(run) else { return run }
        return self.standIn(for: run, kind: "number")
    }

    private mutating func standIn(for text: String, kind: String) -> String {
        if let known = self.standIns[text] { return known }
        let count = (self.counts[kind] ?? 0) + 1
        self.counts[kind] = count
        let standIn = "<\(kind)-\(Self.letters(count))>"
        self.standIns[text] = standIn
        return standIn
    }

    /// Letters, so that a stand-in is never scrubbed itself.
    private static func letters(_ count: Int) -> String {
        var rest = max(1, count)
        var text = ""
        while rest > 0 {
            rest -= 1
            text = String(UnicodeScalar(UInt8(ascii: "G") + UInt8(rest % 20))) + text
            rest /= 20
        }
        return text
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static let colon = UInt8(ascii: ":")
}
