import OneBot

@testable import Settings

/// Adds a key to a settings file and takes one out, as `key add` and `key revoke` do.
enum KeyListTarget {
    private static let loader = SettingsLoader()
    private static let path = ["endpoint", "keys"]
    private static let added = BoundKey(
        name: "added",
        key: Secret("a:b#c{d}[e],f&g*h!"),
        selfID: "1000010001",
        from: ["10.0.0.0/8", "::1"].compactMap(AddressRange.init)
    )
    private static let fields = [
        YAMLField(name: "name", value: .text(Self.added.name)), YAMLField(name: "key", value: .secret(Self.added.key)),
        YAMLField(name: "self_id", value: .text(Self.added.selfID)),
        YAMLField(name: "from", value: .list(Self.added.from.map(\.text))),
    ]

    static func check(_ bytes: [UInt8]) throws {
        guard let before = try? Self.loader.load(bytes, file: "c.yaml").settings else { return }
        if Self.added.obstacle(in: before.endpoint) == nil {
            try Self.holds(try? YAMLListEdit.append(Self.fields, to: Self.path, in: bytes), of: bytes, before) {
                $0.append(Self.added)
            }
        }
        var choice = FuzzChoice(bytes)
        let keys = before.endpoint.keys
        guard !keys.isEmpty else { return }
        let index = choice.below(keys.count)
        try Self.holds(try? YAMLListEdit.remove(at: index, from: Self.path, in: bytes), of: bytes, before) {
            $0.remove(at: index)
        }
    }

    /// What the editor does not understand it leaves alone; what it changes is changed as wanted, and nothing else.
    private static func holds(
        _ edited: [UInt8]?,
        of bytes: [UInt8],
        _ before: Settings,
        _ change: (inout [BoundKey]) -> Void
    ) throws {
        guard let edited else { return }
        try hold(edited.count <= 2 * bytes.count + 256, "\(edited.count) bytes of \(bytes.count)")
        var expected = before
        change(&expected.endpoint.keys)
        try holdEqual(try Self.loader.load(edited, file: "c.yaml").settings, expected, "in the file and as planned")
    }
}
