import OneBot

/// A whole OneBot configuration as NapCat keeps it: known keys alone, every one of them, each of its type.
struct ConfigDocument: Equatable, Sendable {
    /// A value that cannot be made into what its key wants.
    struct Misfit: Error {
        var path: String
        var wanted: String
    }

    private(set) var value: JSONValue

    /// - Throws: ``Misfit``.
    init(reading value: JSONValue) throws(Misfit) {
        self.value = try Self.fit(value, to: ConfigSchema.root, path: "") ?? .object([])
    }

    /// NapCat's own defaults.
    static let standard: ConfigDocument = {
        // Safe: the schema has a default for everything that an empty object lacks.
        // swift-format-ignore: NeverUseForceTry
        try! ConfigDocument(reading: .object([]))
    }()

    /// What GetConfig answers, and what a save through the WebUI leaves: no `verifyCertificate`.
    var withoutCertificateChecks: ConfigDocument {
        var copy = self
        copy.value = Self.without("verifyCertificate", self.value)
        return copy
    }

    var webSocketClients: [ClientEntry] {
        (self.value["network"]?["websocketClients"]?.elements ?? []).map(ClientEntry.init)
    }

    private static func without(_ key: String, _ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            .object(members.filter { $0.key != key }.map { JSONMember($0.key, Self.without(key, $0.value)) })
        case .array(let values): .array(values.map { Self.without(key, $0) })
        default: value
        }
    }

    // MARK: - Fitting

    private static func fit(
        _ value: JSONValue?,
        to kind: ConfigSchema.Kind,
        path: String
    ) throws(Misfit) -> JSONValue? {
        switch kind {
        case .text(let standard): return .string(try Self.text(value, path) ?? standard)
        case .number(let standard): return try Self.number(value, path) ?? .integer(standard)
        case .flag(let standard): return .boolean(try Self.flag(value, path) ?? standard)
        case .optionalFlag: return try Self.flag(value, path).map(JSONValue.boolean)
        case .object(let fields): return try Self.object(value, fields, path)
        case .list(let fields):
            guard let value else { return .array([]) }
            guard let elements = value.elements else { throw Misfit(path: path, wanted: "array") }
            var fitted: [JSONValue] = []
            for (index, element) in elements.enumerated() {
                fitted.append(try Self.object(element, fields, "\(path)/\(index)"))
            }
            return .array(fitted)
        }
    }

    private static func object(
        _ value: JSONValue?,
        _ fields: [ConfigSchema.Field],
        _ path: String
    ) throws(Misfit) -> JSONValue {
        let value = value ?? .object([])
        guard value.members != nil else { throw Misfit(path: path, wanted: "object") }
        var members: [JSONMember] = []
        for field in fields {
            let fitted = try Self.fit(value[field.key], to: field.kind, path: "\(path)/\(field.key)")
            if let fitted { members.append(JSONMember(field.key, fitted)) }
        }
        return .object(members)
    }

    private static func text(_ value: JSONValue?, _ path: String) throws(Misfit) -> String? {
        guard let value else { return nil }
        if value == .null { return "" }
        guard let text = value.scalarText else { throw Misfit(path: path, wanted: "string") }
        return text
    }

    private static func number(_ value: JSONValue?, _ path: String) throws(Misfit) -> JSONValue? {
        switch value {
        case nil: return nil
        case .integer, .literal: return value
        case .boolean(let flag): return .integer(flag ? 1 : 0)
        case .null: return .integer(0)
        case .string(let text):
            if let number = Int(text) { return .integer(number) }
            if let number = Double(text), number.isFinite { return .number(number) }
            throw Misfit(path: path, wanted: "number")
        default: throw Misfit(path: path, wanted: "number")
        }
    }

    private static func flag(_ value: JSONValue?, _ path: String) throws(Misfit) -> Bool? {
        switch value {
        case nil: return nil
        case .boolean(let flag): return flag
        case .string("true"), .integer(1): return true
        case .string("false"), .integer(0), .null: return false
        default: throw Misfit(path: path, wanted: "boolean")
        }
    }
}
