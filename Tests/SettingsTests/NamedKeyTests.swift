import Foundation
import OneBot
import Testing

@testable import Settings

@Suite("Named keys in the settings file")
struct NamedKeyTests {
    private static let main = "Xk29fhQmv7Lp3TzRw8Ny5BcD4gJh6KsA"
    private static let left = "Left7Lp3TzRw8Ny5BcD4gJh6KsAXk29f"
    private static let right = "Right3TzRw8Ny5BcD4gJh6KsAXk29fhQ"

    /// Adds `left` and then takes out what is named, in a file with this text below `endpoint:`.
    private func edit(_ text: String, removing name: String? = nil, adding: Bool = true) throws -> String {
        try withTemporaryFolder { folder in
            let file = "\(folder)/config.yaml"
            try text.write(toFile: file, atomically: false, encoding: .utf8)
            let store = SettingsStore(file: file, environment: [:])
            var loaded = try store.load()
            if adding {
                let key = try BoundKey(
                    name: "left",
                    key: Secret(Self.left),
                    selfID: "1000010001",
                    from: ["10.0.0.0/8", "fd00::/8"]
                )
                loaded = try store.addKey(key, to: loaded)
                #expect(loaded.settings.endpoint.keys.last == key)
                #expect(try store.load() == loaded)
            }
            if let name { loaded = try store.removeKey(named: name, in: loaded).settings }
            #expect(try store.load() == loaded)
            return try contents(of: file)
        }
    }

    private static let entry =
        #"{ name: left, key: "Left7Lp3TzRw8Ny5BcD4gJh6KsAXk29f", self_id: "1000010001", "#
        + #"from: ["10.0.0.0/8", "fd00::/8"] }"#

    @Test(
        "an entry is added to any layout, and all else stays as it was",
        arguments: [
            // Nothing there yet.
            ("endpoint:\n  port: 8021  # mine\n", "endpoint:\n  port: 8021  # mine\n  keys:\n    - ENTRY\n"),
            (
                "endpoint:\n  keys: []  # none yet\n  port: 1\n",
                "endpoint:\n  keys:  # none yet\n    - ENTRY\n  port: 1\n"
            ),
            ("endpoint:\n  keys:\n  port: 1\n", "endpoint:\n  keys:\n    - ENTRY\n  port: 1\n"),
            ("endpoint: { port: 1, keys: [] }\n", "endpoint: { port: 1, keys: [ENTRY] }\n"),
            ("endpoint: { port: 1 }\n", "endpoint: { port: 1, keys: [ENTRY] }\n"),
            ("", "endpoint:\n  keys:\n    - ENTRY\n"),
            // Behind others.
            (
                "endpoint:\n  keys:\n  - name: right\n    key: \(right)  # r\n  # below\n  port: 1\n",
                "endpoint:\n  keys:\n  - name: right\n    key: \(right)  # r\n  - ENTRY\n  # below\n  port: 1\n"
            ),
            (
                "endpoint:\n  keys:\n    - { name: right, key: \(right) }",
                "endpoint:\n  keys:\n    - { name: right, key: \(right) }\n    - ENTRY\n"
            ),
            (
                "endpoint:\n  keys: [{ name: right, key: \(right) }]\n",
                "endpoint:\n  keys: [{ name: right, key: \(right) }, ENTRY]\n"
            ),
        ]
    )
    func adds(text: String, expected: String) throws {
        let head = "# top\n"
        let tail = "journal: { keep_days: 3 }  # 保留\n"
        let shared = text.hasSuffix("\n") || text.isEmpty ? tail : ""
        #expect(try self.edit(head + shared + text) == head + shared + expected.replacing("ENTRY", with: Self.entry))
    }

    @Test(
        "an entry is taken out of any layout, and comments stay",
        arguments: [
            (
                "endpoint:\n  keys:\n    - { name: right, key: \(right) }  # of the NAS\n  port: 1\n",
                "endpoint:\n  keys: []\n    # of the NAS\n  port: 1\n"
            ),
            (
                """
                endpoint:
                  keys:
                    # first
                    - name: right
                      key: "\(right)"  # r
                      # why
                      from: [10.0.0.0/8]

                    # second
                    - { name: other, key: \(left) }
                  port: 1

                """,
                """
                endpoint:
                  keys:
                    # first
                    # r
                      # why

                    # second
                    - { name: other, key: \(left) }
                  port: 1

                """
            ),
            (
                "endpoint:\n  keys: [ { name: other, key: \(left) }, { name: right, key: \(right) } ]\n",
                "endpoint:\n  keys: [ { name: other, key: \(left) } ]\n"
            ),
            (
                "endpoint:\n  keys: [ { name: right, key: \(right) }, { name: other, key: \(left) } ]\n",
                "endpoint:\n  keys: [ { name: other, key: \(left) } ]\n"
            ),
            ("endpoint:\n  keys: [{ name: right, key: \(right) }]\n", "endpoint:\n  keys: []\n"),
        ]
    )
    func removes(text: String, expected: String) throws {
        #expect(try self.edit(text, removing: "right", adding: false) == expected)
    }

    @Test("what was added and taken away again leaves a list without it")
    func roundTrip() throws {
        let text = "endpoint:\n  access_key: \(Self.main)\n  keys: []\n"
        #expect(try self.edit(text, removing: "left") == text)
    }

    @Test(
        "layouts that cannot be changed safely are refused and the file is untouched",
        arguments: [
            "endpoint:\n  keys: &k\n    - { name: right, key: \(right) }\n",
            "x: &e { name: right, key: \(right) }\nendpoint:\n  keys: [*e]\n",
            "endpoint:\n  keys: [ { name: right, key: \(right) }, # why\n    ]\n",
        ]
    )
    func refused(text: String) throws {
        try withTemporaryFolder { folder in
            let file = "\(folder)/config.yaml"
            try text.write(toFile: file, atomically: false, encoding: .utf8)
            let store = SettingsStore(file: file, environment: [:])
            let loaded = try store.load()
            let key = BoundKey(name: "left", key: Secret(Self.left))
            #expect(throws: SettingProblem.self) { try store.addKey(key, to: loaded) }
            #expect(try contents(of: file) == text)
        }
    }

    @Test(
        "a key that is none is refused with its reason",
        arguments: [
            ("", left, "", [], SettingProblem.Cause.badKeyName), ("a b", left, "", [], .badKeyName),
            ("-a", left, "", [], .badKeyName), ("a/b", left, "", [], .badKeyName),
            (String(repeating: "a", count: 33), left, "", [], .badKeyName), ("小", left, "", [], .badKeyName),
            ("a", "short", "", [], .keyTooShort(count: 5, minimum: 8)),
            ("a", "with blank", "", [], .keyHasBlank(position: 5)),
            ("a", left, "12x", [], .badAccount), ("a", left, "0", [], .badAccount), ("a", left, "-1", [], .badAccount),
            ("a", left, "99999999999999999999", [], .badAccount), ("a", left, "", ["10.0.0.0/33"], .badAddressRange),
            ("a", left, "", ["10.0.0.0/08"], .badAddressRange), ("a", left, "", ["localhost"], .badAddressRange),
            ("a", left, "", Array(repeating: "::1", count: 65), .tooManyEntries(limit: 64)),
        ]
    )
    func badKey(name: String, key: String, selfID: String, from: [String], cause: SettingProblem.Cause) {
        #expect {
            try BoundKey(name: name, key: Secret(key), selfID: selfID, from: from)
        } throws: { ($0 as? SettingProblem)?.cause == cause }
    }

    @Test("names and keys are there once, and not more than 64")
    func conflicts() throws {
        try withTemporaryFolder { folder in
            let file = "\(folder)/config.yaml"
            try "endpoint:\n  access_key: \(Self.main)\n".write(toFile: file, atomically: false, encoding: .utf8)
            let store = SettingsStore(file: file, environment: [:])
            var loaded = try store.load()
            func cause(_ name: String, _ key: String) -> SettingProblem.Cause? {
                do throws(SettingProblem) {
                    loaded = try store.addKey(BoundKey(name: name, key: Secret(key)), to: loaded)
                    return nil
                } catch {
                    return error.cause
                }
            }
            #expect(cause("left", Self.main) == .keyTaken)
            #expect(cause("left", Self.left) == nil)
            #expect(cause("left", Self.right) == .keyNameTaken("left"))
            #expect(cause("right", Self.left) == .keyTaken)
            for number in 1..<64 { #expect(cause("k\(number)", "key-number-\(number)-of-many") == nil) }
            #expect(cause("one-more", Self.right) == .tooManyEntries(limit: 64))
            #expect(throws: SettingProblem(.noSuchKey("x", known: loaded.settings.endpoint.keys.map(\.name)))) {
                try store.removeKey(named: "x", in: loaded)
            }
            // A second hand on the file.
            try "endpoint: {}\n".write(toFile: file, atomically: false, encoding: .utf8)
            #expect(throws: SettingProblem.self) { try store.removeKey(named: "left", in: loaded) }
        }
    }

    @Test("a file with two keys alike, or more than 64, does not load, and no sentence holds a key")
    func fileConflicts() throws {
        let key = "{ name: a, key: \(Self.left) }"
        let many = (0...64).map { "{ name: k\($0), key: a-good-key-number-\($0) }" }.joined(separator: ", ")
        for text in [
            "[\(key), { name: b, key: \(Self.left) }]", "[\(key), { name: a, key: \(Self.right) }]", "[\(many)]",
        ] {
            do {
                _ = try SettingsLoader().load(Array("endpoint: { keys: \(text) }".utf8), file: "f")
                Issue.record("it was read: \(text.prefix(80))")
            } catch {
                for sentence in error.sentences(.english) + error.sentences(.chinese) {
                    #expect(!sentence.contains(Self.left) && !sentence.contains("a-good-key"))
                }
            }
        }
    }

    @Test(
        "a range written as mapped IPv4 is one of IPv4",
        arguments: [
            ("::ffff:10.0.0.0/104", "10.9.9.9", true), ("::ffff:10.0.0.0/104", "11.0.0.1", false),
            ("::ffff:10.0.0.1", "10.0.0.1", true), ("::ffff:10.0.0.1", "::ffff:10.0.0.1", true),
            ("::/0", "::ffff:10.0.0.1", false),
        ]
    )
    func mapped(range: String, address: String, expected: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(address) == expected)
    }

    @Test("a revoked key is known by its name, and ends nobody's time of grace")
    func history() throws {
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        var history = KeyHistory()
        history.retire(Secret(Self.main), grace: .seconds(600), now: now)
        history.revoke(Secret(Self.left), name: "left", now: now)
        #expect(history.accepts(Array(Self.main.utf8), now: now))
        #expect(!history.accepts(Array(Self.left.utf8), now: now))
        #expect(history.recognise(Array(Self.left.utf8))?.name == "left")
        #expect(history.lastAccessKey?.name == nil && history.lastAccessKey?.graceEndsAt != nil)
        // However many are revoked: the access key has a place of its own.
        for number in 0..<80 { history.revoke(Secret("another-key-\(number)"), name: "k\(number)", now: now) }
        #expect(history.retired.count == BoundKey.limit + 1)
        #expect(history.accepts(Array(Self.main.utf8), now: now))
        try withTemporaryFolder { folder in
            let file = KeyHistoryFile(stateFolder: folder)
            try file.save(history)
            #expect(try file.load() == history)
            #expect(try mode(of: file.path) == 0o600)
        }
        history.forget(Secret("another-key-39"))
        #expect(history.recognise(Array("another-key-39".utf8)) == nil)
    }
}
