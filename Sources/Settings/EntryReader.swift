import OneBot
import Yams

/// Reads one mapping of a list of mappings (`keys`, `extra_listeners`, `apps`, `alarms`), and tells what is wrong
/// with it.
struct EntryReader {
    let path: String
    let file: String
    let place: SettingProblem.Place
    private let mapping: Node.Mapping
    private var known: Set<String> = []
    private(set) var problems: [SettingProblem] = []
    private(set) var notes: [SettingNote] = []

    init(_ mapping: Node.Mapping, path: String, file: String) {
        self.mapping = mapping
        self.path = path
        self.file = file
        self.place = .file(file, line: mapping.mark?.line, column: mapping.mark?.column)
    }

    // MARK: - Entries

    mutating func boundKey() -> BoundKey? {
        let name = self.text("name", .keyName, required: true)
        let key = self.text("key", .accessKey, required: true)
        if key == "" { self.refuse(.keyEmpty, "key") }
        let selfID = self.text("self_id", .token) ?? ""
        if !BoundKey.isAccount(selfID), !selfID.isEmpty { self.refuse(.badAccount, "self_id") }
        var ranges: [AddressRange] = []
        let texts = self.texts("from") ?? []
        if texts.count > BoundKey.rangeLimit { self.refuse(.tooManyEntries(limit: BoundKey.rangeLimit), "from") }
        for text in texts.prefix(BoundKey.rangeLimit) {
            if let range = AddressRange(text) { ranges.append(range) } else { self.refuse(.badAddressRange, "from") }
        }
        guard let name, let key, self.problems.isEmpty else { return nil }
        return BoundKey(name: name, key: Secret(key), selfID: selfID, from: ranges)
    }

    mutating func listener() -> ListenerSettings? {
        let host = self.text("host", .host, required: true)
        let port = self.integer("port", 0...65_535)
        var tls = TLSSettings()
        if let node = self.node("tls"), !node.isNothing {
            if case .mapping(let mapping) = node {
                var inner = EntryReader(mapping, path: "\(self.path).tls", file: self.file)
                tls.enabled = inner.flag("enabled") ?? false
                tls.certificate = inner.text("certificate", .filePath) ?? ""
                tls.privateKey = inner.text("private_key", .filePath) ?? ""
                if let missing = tls.missingFile { inner.refuse(.tlsWithout("\(inner.path).\(missing)"), "enabled") }
                inner.finish()
                self.problems += inner.problems
                self.notes += inner.notes
            } else {
                self.refuse(.wrongType(expected: .mapping, found: node.valueType), "tls")
            }
        }
        guard let host, let port, self.problems.isEmpty else { return nil }
        return ListenerSettings(host: host, port: port, tls: tls)
    }

    mutating func app() -> AppSettings? {
        let name = self.text("name", .name, required: true)
        let url = self.text("url", .url(["ws", "wss"]), required: true)
        // The app's key is of the app's making: only what a header cannot carry is refused.
        let key = self.text("access_key", .token) ?? ""
        var bots = AppSettings.Bots.all
        if let node = self.node("bots"), !node.isNothing, node.scalar?.string != "all" {
            let ids = self.texts("bots") ?? []
            if !ids.allSatisfy(Self.isAccount) { self.refuse(.badAccount, "bots") }
            bots = .only(ids)
        }
        guard let name, let url, self.problems.isEmpty else { return nil }
        return AppSettings(name: name, url: url, accessKey: Secret(key), bots: bots)
    }

    mutating func alarm() -> AlarmSettings? {
        let findings = self.texts("on", required: true) ?? []
        if !findings.allSatisfy(Self.isFinding) { self.refuse(.badFinding, "on") }
        let command = self.texts("command")
        let webhook = self.text("webhook", .url(["http", "https"]))
        guard self.problems.isEmpty else { return nil }
        switch (command, webhook) {
        case (let command?, nil):
            guard let program = command.first else {
                self.refuse(.missingField("command"), "command")
                return nil
            }
            guard program.hasPrefix("/") else {
                self.refuse(.notAbsolute, "command")
                return nil
            }
            return AlarmSettings(on: findings, action: .command(command))
        case (nil, let webhook?):
            return AlarmSettings(on: findings, action: .webhook(Secret(webhook)))
        case (nil, nil):
            self.problems.append(SettingProblem(.missingField("command"), path: self.path, place: self.place))
        case (_?, _?):
            self.refuse(.notTogether("command", "webhook"), "webhook")
        }
        return nil
    }

    /// Notes the fields that nobody asked for.
    mutating func finish() {
        for (key, _) in self.mapping {
            let name = key.scalar?.string ?? "?"
            guard !self.known.contains(name) else { continue }
            self.notes.append(
                .unknownKey(
                    path: "\(self.path).\(name)",
                    suggestion: Spelling.nearest(to: name, among: self.known.sorted()),
                    place: .file(self.file, line: key.mark?.line, column: key.mark?.column)
                )
            )
        }
    }

    // MARK: - Fields

    private static func isAccount(_ text: String) -> Bool {
        (1...20).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// `LIVE-08`, or the family `AUTH`.
    private static func isFinding(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let family = parts.first, (2...8).contains(family.utf8.count), parts.count <= 2,
            family.utf8.allSatisfy({ (0x41...0x5A).contains($0) })
        else { return false }
        guard parts.count == 2 else { return true }
        return (1...3).contains(parts[1].utf8.count) && parts[1].utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private mutating func node(_ name: String) -> Node? {
        self.known.insert(name)
        return self.mapping.first { $0.key.scalar?.string == name }?.value
    }

    private mutating func text(_ name: String, _ rule: TextRule, required: Bool = false) -> String? {
        guard let node = self.node(name), !node.isNothing else {
            if required { self.missing(name) }
            return nil
        }
        guard case .scalar(let scalar) = node else {
            self.refuse(.wrongType(expected: .text, found: node.valueType), name)
            return nil
        }
        do throws(SettingProblem.Cause) {
            try rule.check(scalar.string)
            return scalar.string
        } catch {
            self.refuse(error, name)
            return nil
        }
    }

    private mutating func integer(_ name: String, _ range: ClosedRange<Int>) -> Int? {
        guard let node = self.node(name), !node.isNothing else {
            self.missing(name)
            return nil
        }
        do throws(SettingProblem.Cause) {
            guard case .scalar(let scalar) = node else {
                throw .wrongType(expected: .integer, found: node.valueType)
            }
            return try ScalarText.integer(scalar.string, in: range)
        } catch {
            self.refuse(error, name)
            return nil
        }
    }

    private mutating func flag(_ name: String) -> Bool? {
        guard let node = self.node(name), !node.isNothing else { return nil }
        do throws(SettingProblem.Cause) {
            guard case .scalar(let scalar) = node else {
                throw .wrongType(expected: .flag, found: node.valueType)
            }
            return try ScalarText.flag(scalar.string)
        } catch {
            self.refuse(error, name)
            return nil
        }
    }

    private mutating func texts(_ name: String, required: Bool = false) -> [String]? {
        guard let node = self.node(name), !node.isNothing else {
            if required { self.missing(name) }
            return nil
        }
        guard case .sequence(let sequence) = node else {
            self.refuse(.wrongType(expected: .list, found: node.valueType), name)
            return nil
        }
        var items: [String] = []
        for item in sequence {
            guard case .scalar(let scalar) = item, !item.isNothing else {
                self.refuse(.wrongType(expected: .text, found: item.valueType), name)
                return nil
            }
            items.append(scalar.string)
        }
        if required, items.isEmpty { self.missing(name) }
        return items
    }

    private mutating func missing(_ name: String) {
        self.problems.append(SettingProblem(.missingField(name), path: self.path, place: self.place))
    }

    private mutating func refuse(_ cause: SettingProblem.Cause, _ name: String) {
        let mark = self.node(name)?.mark
        self.problems.append(
            SettingProblem(
                cause,
                path: "\(self.path).\(name)",
                place: .file(self.file, line: mark?.line, column: mark?.column)
            )
        )
    }
}

extension TLSSettings {
    /// The field that is missing when TLS is on.
    var missingFile: String? {
        guard self.enabled else { return nil }
        if self.certificate.isEmpty { return "certificate" }
        return self.privateKey.isEmpty ? "private_key" : nil
    }
}
