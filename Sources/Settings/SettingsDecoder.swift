import OneBot
import Yams

/// Reads a parsed settings file. Goes on after a problem, so that all of them are told at once.
struct SettingsDecoder {
    let file: String
    /// What the file says, by path.
    private(set) var values: [String: SettingValue] = [:]
    /// Where it says it.
    private(set) var places: [String: SettingProblem.Place] = [:]
    private(set) var keys: [BoundKey] = []
    private(set) var extraListeners: [ListenerSettings] = []
    private(set) var apps: [AppSettings] = []
    private(set) var alarms: [AlarmSettings] = []
    private(set) var problems: [SettingProblem] = []
    private(set) var notes: [SettingNote] = []

    init(file: String) {
        self.file = file
    }

    /// Paths that are mappings: `endpoint`, `endpoint.tls` and so on.
    private static let sections: Set<String> = Set(
        SettingKey.all.flatMap { key in
            let parts = key.path.split(separator: ".")
            return (1..<max(parts.count, 1)).map { parts.prefix($0).joined(separator: ".") }
        }
    )

    /// Every path that means something, for suggestions.
    private static let knownPaths: [String] =
        SettingKey.all.map(\.path) + SettingKey.structuredPaths + Self.sections.sorted()

    /// Who has more unknown keys than that has the wrong file.
    private static let noteLimit = 50

    mutating func read(_ root: Node.Mapping) {
        self.readSection(root, path: "")
    }

    private mutating func readSection(_ mapping: Node.Mapping, path: String) {
        for (keyNode, value) in mapping {
            let name = keyNode.scalar?.string ?? "?"
            let full = path.isEmpty ? name : "\(path).\(name)"
            let place = self.place(of: value.mark ?? keyNode.mark)
            if let key = SettingKey.byPath[full] {
                self.read(key, from: value, at: place)
            } else if Self.sections.contains(full) {
                if case .mapping(let inner) = value {
                    self.readSection(inner, path: full)
                } else if !value.isNothing {
                    self.refuse(.wrongType(expected: .mapping, found: value.valueType), full, place)
                }
            } else if SettingKey.structuredPaths.contains(full) {
                self.readEntries(of: full, from: value, at: place)
            } else {
                guard self.notes.count < Self.noteLimit else { continue }
                let suggestion = Spelling.nearest(to: full, among: Self.knownPaths)
                self.notes.append(
                    .unknownKey(path: full, suggestion: suggestion, place: self.place(of: keyNode.mark))
                )
            }
        }
    }

    private mutating func read(_ key: SettingKey, from node: Node, at place: SettingProblem.Place) {
        guard !node.isNothing else { return }
        do throws(SettingProblem.Cause) {
            self.values[key.path] = try Self.value(of: key, from: node)
            self.places[key.path] = place
        } catch {
            self.refuse(error, key.path, place)
        }
    }

    private static func value(of key: SettingKey, from node: Node) throws(SettingProblem.Cause) -> SettingValue {
        if case .list(_, let rule) = key.access {
            guard case .sequence(let sequence) = node else {
                throw .wrongType(expected: .list, found: node.valueType)
            }
            var items: [String] = []
            for item in sequence {
                guard case .scalar(let scalar) = item, !item.isNothing else {
                    throw .wrongType(expected: .text, found: item.valueType)
                }
                try rule.check(scalar.string)
                items.append(scalar.string)
            }
            return .list(items)
        }
        guard case .scalar(let scalar) = node else {
            throw .wrongType(expected: key.valueType, found: node.valueType)
        }
        do throws(SettingProblem.Cause) {
            return try key.parse(scalar.string)
        } catch .wrongType(let expected, _) {
            throw .wrongType(expected: expected, found: node.valueType)
        }
    }

    private mutating func readEntries(of path: String, from node: Node, at place: SettingProblem.Place) {
        guard !node.isNothing else { return }
        guard case .sequence(let sequence) = node else {
            self.refuse(.wrongType(expected: .list, found: node.valueType), path, place)
            return
        }
        self.places[path] = place
        for (index, item) in sequence.enumerated() {
            let entryPath = "\(path)[\(index + 1)]"
            guard case .mapping(let mapping) = item else {
                self.refuse(
                    .wrongType(expected: .mapping, found: item.valueType),
                    entryPath,
                    self.place(of: item.mark)
                )
                continue
            }
            var entry = EntryReader(mapping, path: entryPath, file: self.file)
            self.places[entryPath] = entry.place
            switch path {
            case "endpoint.keys":
                if let key = entry.boundKey() { self.keys.append(key) }
            case "endpoint.extra_listeners":
                if let listener = entry.listener() { self.extraListeners.append(listener) }
            case "apps":
                if let app = entry.app() { self.apps.append(app) }
            default:
                if let alarm = entry.alarm() { self.alarms.append(alarm) }
            }
            entry.finish()
            self.problems += entry.problems
            self.notes += entry.notes
        }
    }

    private mutating func refuse(_ cause: SettingProblem.Cause, _ path: String, _ place: SettingProblem.Place) {
        self.problems.append(SettingProblem(cause, path: path, place: place))
    }

    private func place(of mark: Mark?) -> SettingProblem.Place {
        .file(self.file, line: mark?.line, column: mark?.column)
    }
}

extension SettingKey {
    /// The type of its value, for a sentence.
    package var valueType: SettingProblem.ValueType {
        switch self.access {
        case .text, .secret: .text
        case .integer: .integer
        case .flag: .flag
        case .list: .list
        }
    }
}
