/// One line of the text format.
enum ExpositionLine {
    case help(name: String, text: String)
    case type(name: String, kind: String)
    case series(ExpositionPage.Series)

    init(_ line: String) throws {
        var reader = LineReader(line)
        if reader.take("# HELP ") {
            let name = try reader.name(colons: true)
            try reader.expect(" ")
            self = .help(name: name, text: try reader.escapedText(until: nil))
        } else if reader.take("# TYPE ") {
            let name = try reader.name(colons: true)
            try reader.expect(" ")
            self = .type(name: name, kind: reader.rest())
        } else {
            let name = try reader.name(colons: true)
            var labels: [String: String] = [:]
            if reader.take("{") {
                repeat {
                    let label = try reader.name(colons: false)
                    try reader.expect("=\"")
                    let value = try reader.escapedText(until: "\"")
                    guard labels.updateValue(value, forKey: label) == nil else {
                        throw reader.problem("label \(label) twice")
                    }
                } while reader.take(",")
                try reader.expect("}")
            }
            try reader.expect(" ")
            let text = reader.rest()
            guard let value = Self.number(text) else { throw reader.problem("value \(text)") }
            self = .series(.init(name: name, labels: labels, value: value))
        }
    }

    /// As Go's `ParseFloat` reads it, without its odder forms.
    static func number(_ text: String) -> Double? {
        switch text {
        case "+Inf": .infinity
        case "-Inf": -.infinity
        case "NaN": .nan
        default: text.allSatisfy { "0123456789+-.e".contains($0) } ? Double(text) : nil
        }
    }
}

private struct LineReader {
    private let line: String
    private var left: Substring.UnicodeScalarView

    init(_ line: String) {
        self.line = line
        self.left = Substring(line).unicodeScalars
    }

    func problem(_ text: String) -> any Error { ExpositionPage.Problem(description: "\(text) in: \(self.line)") }

    mutating func take(_ text: String) -> Bool {
        guard self.left.starts(with: text.unicodeScalars) else { return false }
        self.left = self.left.dropFirst(text.unicodeScalars.count)
        return true
    }

    mutating func expect(_ text: String) throws {
        guard self.take(text) else { throw self.problem("\(text) is missing") }
    }

    mutating func rest() -> String {
        defer { self.left = self.left.suffix(0) }
        return String(String.UnicodeScalarView(self.left))
    }

    mutating func name(colons: Bool) throws -> String {
        let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_".unicodeScalars)
        let digits = Set("0123456789".unicodeScalars)
        let name = self.left.prefix { letters.contains($0) || digits.contains($0) || colons && $0 == ":" }
        guard let first = name.first, !digits.contains(first) else { throw self.problem("no name") }
        self.left = self.left.dropFirst(name.count)
        return String(String.UnicodeScalarView(name))
    }

    /// - Parameter end: Taken too; nil for the end of the line. Only behind an end may a quote be escaped.
    mutating func escapedText(until end: Unicode.Scalar?) throws -> String {
        var text = String.UnicodeScalarView()
        while let scalar = self.left.popFirst() {
            if scalar == end { return String(text) }
            guard scalar == "\\" else {
                text.append(scalar)
                continue
            }
            switch self.left.popFirst() {
            case "\\": text.append("\\")
            case "n": text.append("\n")
            case "\"" where end != nil: text.append("\"")
            default: throw self.problem("an escape that is none")
            }
        }
        guard end == nil else { throw self.problem("a text that does not end") }
        return String(text)
    }
}
