import Foundation
import OneBot
import Testing

@testable import Settings

@Suite struct SettingsStoreTests {
    private static let made = "MadeMadeMadeMadeMadeMadeMade0123"

    private func store(
        _ file: String,
        environment: [String: String] = [:],
        arguments: [String: String] = [:]
    ) -> SettingsStore {
        SettingsStore(
            file: file,
            environment: environment,
            arguments: arguments,
            makeKey: { Secret(Self.made) }
        )
    }

    // MARK: - First start

    @Test("the first start makes a private file with a key, and its parents")
    func firstStart() throws {
        try withTemporaryFolder { folder in
            let file = "\(folder)/a/b/config.yaml"
            let loaded = try SettingsStore(file: file, environment: [:]).start()
            let key = loaded.settings.endpoint.accessKey
            #expect(key.count == 32)
            #expect(loaded.source(of: "endpoint.access_key") == .file)
            #expect(!loaded.lacksKey && loaded.hasFile)
            #expect(loaded.notes.isEmpty)
            #expect(try contents(of: file).contains("access_key: \"\(key.exposed)\""))
            #expect(try mode(of: file) == 0o600)
            #expect(try mode(of: "\(folder)/a") == 0o700)
            #expect(try mode(of: "\(folder)/a/b") == 0o700)
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/a/b") == ["config.yaml"])
            var expected = Settings()
            expected.endpoint.accessKey = key
            #expect(loaded.settings == expected)
            #expect(try SettingsStore(file: file, environment: [:]).start() == loaded)
        }
    }

    @Test("a key from the environment leaves the key out of the new file")
    func pinnedFirstStart() throws {
        try withTemporaryFolder { folder in
            let file = "\(folder)/config.yaml"
            let loaded = try self.store(file, environment: ["ONEBOT_ACCESS_TOKEN": "from-outside-1"]).start()
            #expect(loaded.settings.endpoint.accessKey == Secret("from-outside-1"))
            let text = try contents(of: file)
            #expect(!text.contains("from-outside-1") && !text.contains(Self.made))
            #expect(text.contains("# access_key: \"\"") && text.contains("ONEBOT_ACCESS_TOKEN"))
            // Without the variable the next start makes a key of its own, beside the comment.
            let later = try self.store(file).start()
            #expect(later.settings.endpoint.accessKey == Secret(Self.made))
            #expect(try contents(of: file).contains("# access_key: \"\""))
        }
    }

    @Test("a wrong variable stops the first start before a file is made")
    func wrongVariable() throws {
        try withTemporaryFolder { folder in
            let file = "\(folder)/config.yaml"
            #expect(throws: SettingsRefusal.self) {
                try self.store(file, environment: ["NEKRO_EXPOSE_PORT": "x"]).start()
            }
            #expect(!FileManager.default.fileExists(atPath: file))
        }
    }

    @Test(
        "a file without a key gets one, and keeps its comments",
        arguments: [
            ("# mine\nendpoint:\n  port: 1 # p\n", "# mine\nendpoint:\n  port: 1 # p\n  access_key: \"\(made)\"\n"),
            ("endpoint:\n  access_key: \"\" # k\n", "endpoint:\n  access_key: \"\(made)\" # k\n"),
            ("# only\n", "# only\nendpoint:\n  access_key: \"\(made)\"\n"),
            ("", "endpoint:\n  access_key: \"\(made)\"\n"),
            ("endpoint: {port: 1}\n", "endpoint: {port: 1, access_key: \"\(made)\"}\n"),
        ]
    )
    func missingKey(before: String, after: String) throws {
        try withTemporaryFolder { folder in
            let file = "\(folder)/config.yaml"
            try before.write(toFile: file, atomically: true, encoding: .utf8)
            let loaded = try self.store(file).start()
            #expect(loaded.settings.endpoint.accessKey == Secret(Self.made))
            #expect(try contents(of: file) == after)
            #expect(try mode(of: file) == 0o600)
        }
    }

    @Test(
        "no key is made where none is needed",
        arguments: [
            ("endpoint: {allow_anonymous: true}\n", [:]),
            ("endpoint: {}\n", ["ONEBOT_ACCESS_TOKEN": "from-outside-1"]),
            ("endpoint: {access_key: from-inside-1}\n", [:]),
        ]
    )
    func keyNotNeeded(text: String, environment: [String: String]) throws {
        try withTemporaryFolder { folder in
            let file = "\(folder)/config.yaml"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            _ = try self.store(file, environment: environment).start()
            #expect(try contents(of: file) == text)
        }
    }

    @Test(
        "a broken file is told with its place and left as it is",
        arguments: ["a: [\n", "endpoint: {port: x}\n", "\u{0}"]
    )
    func broken(text: String) throws {
        try withTemporaryFolder { folder in
            let file = "\(folder)/config.yaml"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let refusal = try #require(throws: SettingsRefusal.self) { try self.store(file).start() }
            #expect(refusal.problems.first?.line == 1)
            #expect(try contents(of: file) == text)
        }
    }

    @Test("what an interrupted save left behind is removed, and nothing else")
    func leftovers() throws {
        try withTemporaryFolder { folder in
            for name in [
                ".config.yaml.0123456789abcdef.tmp", ".config.yaml.tmp", ".config.yaml.0123456789abcdeg.tmp",
                "config.yaml.bak",
                ".other.yaml.0123456789abcdef.tmp",
            ] {
                try "x".write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
            }
            _ = try self.store("\(folder)/config.yaml").start()
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(
                names == [
                    ".config.yaml.0123456789abcdeg.tmp", ".config.yaml.tmp", ".other.yaml.0123456789abcdef.tmp",
                    "config.yaml",
                    "config.yaml.bak",
                ]
            )
        }
    }

    @Test("two first starts at once agree on one key")
    func race() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // nothing to be done about a folder that stays
        let file = folder.appending(path: "config.yaml").path
        let keys = try await withThrowingTaskGroup(of: Secret.self) { group in
            for _ in 0..<8 {
                group.addTask { try SettingsStore(file: file, environment: [:]).load().settings.endpoint.accessKey }
                group.addTask { try SettingsStore(file: file, environment: [:]).start().settings.endpoint.accessKey }
            }
            return try await group.reduce(into: Set<Secret>()) { $0.insert($1) }
        }
        #expect(keys.subtracting([Secret("")]).count == 1)
    }

    // MARK: - Changes

    @Test("a change is saved, read back, and touches nothing else")
    func change() throws {
        try withTemporaryFolder { folder in
            let file = "\(folder)/config.yaml"
            let before = "# top\nendpoint:\n  port: 8021 # p\n  access_key: \"\(Self.made)\"\nmine: {a: b}\n"
            try before.write(toFile: file, atomically: true, encoding: .utf8)
            let store = self.store(file)
            let loaded = try store.start()
            let changed = try store.apply(
                [
                    SettingChange(path: "endpoint.port", text: "9000"),
                    SettingChange(path: "napcat.webui_port", text: "7000"),
                ],
                to: loaded
            )
            #expect(changed.settings.endpoint.port == 9000)
            #expect(changed.settings.napcat.webUIURL == "http://127.0.0.1:7000/webui")
            #expect(changed.value(at: "napcat.webui_port") == .integer(7000))
            let after =
                before.replacing("8021", with: "9000") + "napcat:\n  webui_url: \"http://127.0.0.1:7000/webui\"\n"
            let plain = after.replacing("\"http://127.0.0.1:7000/webui\"", with: "http://127.0.0.1:7000/webui")
            #expect(try contents(of: file) == plain)
            #expect(try store.load() == changed)
            // Taking it back is a change like any other.
            let text = try #require(loaded.value(at: "endpoint.port")).editableText.exposed
            let back = try store.apply([SettingChange(path: "endpoint.port", text: text)], to: changed)
            #expect(back.settings.endpoint.port == 8021)
        }
    }

    @Test("of several changes all are made or none")
    func allOrNone() throws {
        try withTemporaryFolder { folder in
            let store = self.store("\(folder)/config.yaml")
            let loaded = try store.start()
            let before = try contents(of: store.file)
            let problem = try #require(throws: SettingProblem.self) {
                try store.apply(
                    [
                        SettingChange(path: "endpoint.port", text: "1"),
                        SettingChange(path: "endpoint.host", text: "a b"),
                    ],
                    to: loaded
                )
            }
            #expect(problem.path == "endpoint.host")
            #expect(try contents(of: store.file) == before)
        }
    }

    @Test("a change without a file makes one")
    func changeWithoutFile() throws {
        try withTemporaryFolder { folder in
            let store = self.store("\(folder)/x/config.yaml")
            let changed = try store.apply([SettingChange(path: "endpoint.port", text: "9000")], to: store.load())
            #expect(changed.settings.endpoint.port == 9000)
            #expect(changed.settings.endpoint.accessKey == Secret(Self.made))
            #expect(try mode(of: store.file) == 0o600)
        }
    }

    @Test("a file that was changed meanwhile is not overwritten")
    func changedMeanwhile() throws {
        try withTemporaryFolder { folder in
            let store = self.store("\(folder)/config.yaml")
            let loaded = try store.start()
            #expect(store.isUnchanged(since: loaded))
            let other = try contents(of: store.file) + "# edited\n"
            try other.write(toFile: store.file, atomically: true, encoding: .utf8)
            #expect(!store.isUnchanged(since: loaded))
            let problem = try #require(throws: SettingProblem.self) {
                try store.apply([SettingChange(path: "endpoint.port", text: "1")], to: loaded)
            }
            #expect(problem.cause == .changedMeanwhile)
            #expect(try contents(of: store.file) == other)
            try FileManager.default.removeItem(atPath: store.file)
            #expect(throws: SettingProblem.self) {
                try store.apply([SettingChange(path: "endpoint.port", text: "1")], to: loaded)
            }
            #expect(!FileManager.default.fileExists(atPath: store.file))
        }
    }

    @Test("a symbolic link stays one, its target is changed", arguments: ["real/config.yaml", "/ABSOLUTE"])
    func link(target: String) throws {
        try withTemporaryFolder { folder in
            let files = FileManager.default
            try files.createDirectory(atPath: "\(folder)/real", withIntermediateDirectories: true)
            let destination = target == "/ABSOLUTE" ? "\(folder)/real/config.yaml" : target
            try files.createSymbolicLink(atPath: "\(folder)/config.yaml", withDestinationPath: destination)
            let store = self.store("\(folder)/config.yaml")
            let loaded = try store.start()
            _ = try store.apply([SettingChange(path: "endpoint.port", text: "9000")], to: loaded)
            #expect(try files.destinationOfSymbolicLink(atPath: store.file) == destination)
            #expect(try contents(of: "\(folder)/real/config.yaml").contains("port: 9000"))
            #expect(try files.contentsOfDirectory(atPath: "\(folder)/real") == ["config.yaml"])
        }
    }

    @Test("links in a circle, and a folder in the file's place, are told")
    func oddPlaces() throws {
        try withTemporaryFolder { folder in
            let files = FileManager.default
            try files.createSymbolicLink(atPath: "\(folder)/a", withDestinationPath: "b")
            try files.createSymbolicLink(atPath: "\(folder)/b", withDestinationPath: "a")
            let circle = try #require(throws: SettingsRefusal.self) { try self.store("\(folder)/a").start() }
            #expect(circle.problems.map(\.cause) == [.cannotRead(.tooManyLinks)])
            let isFolder = try #require(throws: SettingsRefusal.self) { try self.store(folder).start() }
            #expect(isFolder.problems.map(\.cause) == [.cannotRead(.isFolder)])
        }
    }

    @Test(
        "a file that let everybody read is closed, one that let its group read stays so",
        arguments: [(0o644, 0o600), (0o640, 0o640), (0o660, 0o660), (0o600, 0o600), (0o400, 0o600)]
    )
    func permissions(before: Int, after: Int) throws {
        try withTemporaryFolder { folder in
            let store = self.store("\(folder)/config.yaml")
            let loaded = try store.start()
            try FileManager.default.setAttributes([.posixPermissions: before], ofItemAtPath: store.file)
            _ = try store.apply([SettingChange(path: "endpoint.port", text: "9000")], to: loaded)
            #expect(try mode(of: store.file) == after)
        }
    }

    @Test(
        "a folder that cannot be written to leaves the old file whole",
        .enabled(if: geteuid() != 0, "root may write anywhere, so there is nothing to test")
    )
    func readOnlyFolder() throws {
        try withTemporaryFolder { folder in
            let store = self.store("\(folder)/config.yaml")
            let loaded = try store.start()
            let before = try contents(of: store.file)
            try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder)
            let problem = try #require(throws: SettingProblem.self) {
                try store.apply([SettingChange(path: "endpoint.port", text: "1")], to: loaded)
            }
            #expect(problem.cause == .cannotWrite(.notAllowed))
            #expect(try contents(of: store.file) == before)
            let fresh = self.store("\(folder)/other.yaml")
            let refusal = try #require(throws: SettingsRefusal.self) { try fresh.start() }
            #expect(refusal.problems.map(\.cause) == [.cannotWrite(.notAllowed)])
            // With a key from elsewhere there is no need for a file.
            let pinned = self.store("\(folder)/other.yaml", environment: ["ONEBOT_ACCESS_TOKEN": "from-outside-1"])
            #expect(try pinned.start().notes.contains(.fileNotMade(.notAllowed, file: pinned.file)))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["config.yaml"])
        }
    }

    @Test("a write that cannot be made leaves the old file whole and nothing beside it")
    func failedWrite() throws {
        try withTemporaryFolder { folder in
            // A file cannot take a folder's place.
            let path = "\(folder)/config.yaml"
            try FileManager.default.createDirectory(atPath: "\(path)/x", withIntermediateDirectories: true)
            #expect(throws: FileTrouble.self) { try AtomicFile.write(Array("new".utf8), to: path) }
            #expect(throws: FileTrouble.missing) { try AtomicFile.write(Array("new".utf8), to: "\(folder)/none/c") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["config.yaml"])
        }
    }

    // MARK: - Rotation

    @Test("a rotation replaces the key in the file and hands over the old one")
    func rotate() throws {
        try withTemporaryFolder { folder in
            let file = "\(folder)/config.yaml"
            try "endpoint:\n  access_key: old-key-00000001 # k\n".write(toFile: file, atomically: true, encoding: .utf8)
            let store = self.store(file)
            let result = try store.rotateKey(in: store.load())
            #expect(result.retired == Secret("old-key-00000001"))
            #expect(result.settings.settings.endpoint.accessKey == Secret(Self.made))
            #expect(try contents(of: file) == "endpoint:\n  access_key: \"\(Self.made)\" # k\n")
        }
    }

    @Test("a rotation of a pinned key says where it is pinned")
    func rotatePinned() throws {
        try withTemporaryFolder { folder in
            let store = self.store("\(folder)/c.yaml", environment: ["ONEBOT_ACCESS_TOKEN": "from-outside-1"])
            let loaded = try store.start()
            let before = try contents(of: store.file)
            let problem = try #require(throws: SettingProblem.self) { try store.rotateKey(in: loaded) }
            #expect(problem.cause == .pinned(.environment("ONEBOT_ACCESS_TOKEN")))
            for language in SettingsLanguage.allCases {
                #expect(problem.sentence(language).contains("ONEBOT_ACCESS_TOKEN"))
                #expect(!problem.sentence(language).contains("from-outside-1"))
            }
            #expect(try contents(of: store.file) == before)
        }
    }
}
