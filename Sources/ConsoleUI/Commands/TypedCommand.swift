import OneBot
package import Snapshot

/// What was typed on the `:` line, understood.
package enum TypedCommand: Equatable, Sendable {
    case plain(ConsoleCommand)
    case setting(SettingField, String)
    case language(String)
    case rotateKey(graceSeconds: Int)
    case block(address: String)
    case release(address: String)
    case ping(bot: String)
    case disconnect(bot: String)
    case logLevel(LogLine.Level)
    case events(bot: String)
    case api(bot: String)
    /// - Parameter parameters: One JSON object; nil where none was typed.
    case call(action: String, parameters: String?)

    /// Reads a line: the longest name that its words begin with, then the rest as one argument. A name may be cut as
    /// long as one command alone begins so.
    ///
    /// - Throws: What is wrong with it.
    package init(_ line: String) throws(CommandProblem) {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let spec = CommandSpec.matching(words) else { throw .unknown(words.joined(separator: " ")) }
        let rest = words.dropFirst(spec.name.split(separator: " ").count)
        guard let argument = spec.argument else {
            if let extra = rest.first { throw .tooMuch(extra) }
            self = .plain(try Self.plain(spec))
            return
        }
        guard let value = rest.first else {
            guard spec.isOptional else { throw .missing(argument: argument) }
            self = .plain(try Self.plain(spec))
            return
        }
        if argument == .action {
            // Blanks inside of the JSON count.
            let json = line.trimmedBlanks.dropFirst(spec.name.count).trimmedBlanks.dropFirst(value.count).trimmedBlanks
            self = try Self.call(value, json)
            return
        }
        if rest.count > 1 { throw .tooMuch(rest.dropFirst().joined(separator: " ")) }
        self = try Self.reading(value, as: argument, of: spec)
    }

    private static func plain(_ spec: CommandSpec) throws(CommandProblem) -> ConsoleCommand {
        guard let command = ConsoleCommand(rawValue: spec.name) else { throw .unknown(spec.name) }
        return command
    }

    private static func reading(
        _ value: String,
        as argument: CommandArgument,
        of spec: CommandSpec
    ) throws(CommandProblem) -> TypedCommand {
        switch argument {
        case .port:
            guard let port = Int(value), (1...65_535).contains(port) else { throw .notA(argument: argument, value) }
            return .setting(.port, value)
        case .host: return .setting(.host, value)
        case .path: return .setting(.path, value)
        case .url: return .setting(.webUIURL, value)
        case .language:
            guard ["en", "zh", "auto"].contains(value) else { throw .notA(argument: argument, value) }
            return .language(value)
        case .grace:
            guard let seconds = self.seconds(value) else { throw .notA(argument: argument, value) }
            return .rotateKey(graceSeconds: seconds)
        case .address: return .block(address: value)
        case .blockedAddress: return .release(address: value)
        case .bot: return self.command(spec.name, bot: value)
        case .action: return try self.call(value, "")
        case .level:
            guard let level = LogLine.Level(name: value) else { throw .notA(argument: argument, value) }
            return .logLevel(level)
        }
    }

    private static func command(_ name: String, bot: String) -> TypedCommand {
        switch name {
        case "ping": .ping(bot: bot)
        case "events": .events(bot: bot)
        case "api": .api(bot: bot)
        default: .disconnect(bot: bot)
        }
    }

    private static func call(_ action: String, _ json: String) throws(CommandProblem) -> TypedCommand {
        guard isActionName(action) else { throw .notA(argument: .action, action) }
        guard !json.isEmpty else { return .call(action: action, parameters: nil) }
        guard parsedJSON(json)?.members != nil else { throw .noJSONObject }
        return .call(action: action, parameters: json)
    }

    /// `90s`, `10m`, `1h`; at most a week.
    private static func seconds(_ text: String) -> Int? {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
        guard let last = text.last, let unit = units[last], let number = Int(text.dropLast()), number > 0 else {
            return nil
        }
        let (seconds, overflow) = number.multipliedReportingOverflow(by: unit)
        return overflow || seconds > 604_800 ? nil : seconds
    }
}

extension CommandSpec {
    /// The command with the longest name that `words` begin with, else the only one whose name begins so.
    static func matching(_ words: [String]) -> CommandSpec? {
        let whole = self.all.filter { spec in
            words.starts(with: spec.name.split(separator: " ").map(String.init))
        }
        if let longest = whole.max(by: { $0.name.count < $1.name.count }) { return longest }
        guard words.count == 1, let word = words.first else { return nil }
        let cut = self.all.filter { !$0.name.contains(" ") && $0.name.hasPrefix(word) }
        return cut.count == 1 ? cut.first : nil
    }
}

extension LogLine.Level {
    /// The level's name on the `:` line.
    package var name: String {
        switch self {
        case .debug: "debug"
        case .info: "info"
        case .warning: "warn"
        case .error: "error"
        }
    }

    package init?(name: String) {
        guard let level = Self.allCases.first(where: { $0.name == name || "\($0)" == name }) else { return nil }
        self = level
    }

    /// The level that `L` goes to: the next stricter one, and from the strictest to the first.
    var next: LogLine.Level { LogLine.Level(rawValue: self.rawValue + 1) ?? .debug }
}
