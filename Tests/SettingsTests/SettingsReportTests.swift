import Foundation
import OneBot
import Testing

@testable import Settings

@Suite struct SettingsReportTests {
    @Test("config get gives every value as text that config set takes back")
    func get() throws {
        let loaded = try SettingsLoader().load(Array("endpoint: {aliases: [/a, /b]}\n".utf8), file: "c")
        for key in SettingKey.all where !key.isSecret {
            let text = try SettingsReport.text(of: key.path, in: loaded)
            #expect(try key.parse(text) == key.value(in: loaded.settings), "\(key.path)")
        }
        #expect(try SettingsReport.text(of: "endpoint.port", in: loaded) == "8021")
        #expect(try SettingsReport.text(of: "endpoint.aliases", in: loaded) == "[/a, /b]")
        #expect(try SettingsReport.text(of: "journal.enabled", in: loaded) == "true")
        #expect(try SettingsReport.text(of: "napcat.webui_port", in: loaded) == "6099")
    }

    @Test("config get masks a secret and refuses what has no value")
    func getOthers() throws {
        let loaded = try SettingsLoader(environment: ["ONEBOT_ACCESS_TOKEN": "hunter22"]).load(nil, file: "c")
        #expect(try SettingsReport.text(of: "endpoint.access_key", in: loaded) == "••••••••")
        let list = try #require(throws: SettingProblem.self) { try SettingsReport.text(of: "apps", in: loaded) }
        #expect(list.cause == .notOneValue)
        let unknown = try #require(throws: SettingProblem.self) { try SettingsReport.text(of: "port", in: loaded) }
        #expect(unknown.cause == .unknownKey(suggestion: nil))
    }

    @Test("config check lists problems and notes, and changes nothing")
    func check() throws {
        try withTemporaryFolder { folder in
            let file = "\(folder)/config.yaml"
            let store = SettingsStore(file: file, environment: [:])
            let absent = SettingsReport.check(store)
            #expect(absent.isGood && !absent.isThere)
            #expect(!FileManager.default.fileExists(atPath: file))
            try "endpoint: {port: x, host: '*'}\n".write(toFile: file, atomically: true, encoding: .utf8)
            let bad = SettingsReport.check(store)
            #expect(!bad.isGood && bad.problems.count == 2)
            #expect(bad.lines(.english).count == 3)
            #expect(
                bad.lines(.english)[0].hasPrefix("\(file) line 1, column 18: endpoint.port: must be a whole number")
            )
            #expect(bad.lines(.chinese)[0].hasPrefix("\(file) 第 1 行第 18 列：endpoint.port："))
            try "endpont: {}\n".write(toFile: file, atomically: true, encoding: .utf8)
            let good = SettingsReport.check(store)
            #expect(good.isGood && good.isThere && good.notes.count == 1)
            #expect(try contents(of: file) == "endpont: {}\n")
        }
    }

    /// One of every cause.
    private static let causes: [SettingProblem.Cause] = [
        .syntax(.tab), .syntax(.mappingNotAllowed), .syntax(.colonMissing), .syntax(.indentation), .syntax(.quoteOpen),
        .syntax(.bracketOpen), .syntax(.badEscape), .syntax(.unknownAlias), .syntax(.controlCharacter),
        .syntax(.reservedCharacter), .syntax(.other("x")), .duplicateKey("a"), .severalDocuments,
        .tooLarge(limitBytes: 1), .nulByte, .notUTF8, .tooDeep, .tooManyAliases(limit: 1),
        .wrongType(expected: .integer, found: .text), .wrongType(expected: .flag, found: .nothing),
        .wrongType(expected: .list, found: .mapping), .outOfRange(minimum: 1, maximum: 2), .unknownChoice(["a"]),
        .missingField("a"), .duplicateEntry("a"), .notTogether("a", "b"), .unreadableList,
        .keyTooShort(count: 1, minimum: 8), .keyTooLong(count: 129, maximum: 128), .keyEmpty,
        .keyHasBlank(position: 1), .keyHasForbiddenCharacter(position: 1), .keyQuoted, .keyHasScheme("Bearer"),
        .badHost, .pathWithoutSlash, .pathHasForbiddenCharacter(position: 1), .tooLong(count: 2, maximum: 1),
        .hasControlCharacter(position: 1), .badURL(schemes: ["ws"]), .badAddressRange, .badListenAddress, .notAbsolute,
        .badName, .badAccount, .badFinding, .mustExceed(other: "a", value: 1), .mustStayBelow(other: "a", value: 1),
        .tlsWithout("a"), .pinned(.argument), .pinned(.environment("A")), .pinned(.file), .pinned(.builtIn),
        .unknownKey(suggestion: nil), .unknownKey(suggestion: "a"), .notOneValue, .cannotEdit(.anchorOrAlias),
        .cannotEdit(.otherShape), .cannotEdit(.commentInside), .cannotEdit(.layout), .cannotEdit(.notVerified),
        .changedMeanwhile, .cannotRead(.missing), .cannotRead(.isFolder), .cannotRead(.notAllowed),
        .cannotWrite(.readOnly), .cannotWrite(.noSpace), .cannotWrite(.mounted), .cannotWrite(.tooManyLinks),
        .cannotWrite(.busy), .cannotWrite(.other(errno: 5)), .noHome, .brokenHistory,
    ]

    @Test("every cause has a sentence of its own in both languages")
    func sentences() {
        for language in SettingsLanguage.allCases {
            let sentences = Self.causes.map { SettingProblem($0).sentence(language) }
            #expect(Set(sentences).count == sentences.count - 1, "layout and notVerified share one")
            for sentence in sentences {
                #expect(sentence.count > 5)
                let isChinese = sentence.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
                #expect(isChinese == (language == .chinese), "\(sentence)")
                #expect(
                    sentence.hasSuffix(".") || sentence.hasSuffix("。") || sentence.hasSuffix("?")
                        || sentence.hasSuffix("？")
                )
            }
        }
    }

    @Test(
        "no sentence and no printed error holds the key it is about",
        arguments: ["hunter2", "hunter22 x", "“hunter2222”", "hunter22é"]
    )
    func noKey(key: String) throws {
        let file = "endpoint:\n  access_key: \"\(key)\"\n  port: x\n"
        let refusal = try #require(throws: SettingsRefusal.self) {
            try SettingsLoader().load(Array(file.utf8), file: "c")
        }
        let broken = try #require(throws: SettingsRefusal.self) {
            try SettingsLoader().load(Array("endpoint:\n  access_key: \"\(key)\"\n \t- x: [\n".utf8), file: "c")
        }
        for language in SettingsLanguage.allCases {
            for sentence in refusal.sentences(language) + broken.sentences(language) {
                #expect(!sentence.contains("hunter"))
            }
        }
        #expect(!"\(refusal) \(broken)".contains("hunter"))
        var dumped = ""
        dump(refusal, to: &dumped)
        #expect(!dumped.contains("hunter"))
    }

    @Test("loaded settings print no key")
    func redacted() throws {
        let file =
            "endpoint: {access_key: hunter22-hunter22, keys: [{name: a, key: hunter33-hunter33}]}\nnapcat: {token: hunter44}\n"
        let loaded = try SettingsLoader().load(Array(file.utf8), file: "c")
        var dumped = "\(loaded)" + String(reflecting: loaded)
        dump(loaded, to: &dumped)
        #expect(!dumped.contains("hunter22-h") && !dumped.contains("hunter33-h") && !dumped.contains("hunter44"))
    }
}

@Suite struct SettingsPathsTests {
    @Test(
        "defaults follow XDG and HOME",
        arguments: [
            (["HOME": "/home/a"], "/home/a/.config/onebot-console/config.yaml", "/home/a/.local/state/onebot-console"),
            (
                ["HOME": "/home/a/", "XDG_CONFIG_HOME": "/c/"], "/c/onebot-console/config.yaml",
                "/home/a/.local/state/onebot-console"
            ),
            (["HOME": "/", "XDG_STATE_HOME": "/s"], "/.config/onebot-console/config.yaml", "/s/onebot-console"),
            (
                ["HOME": "/h", "XDG_CONFIG_HOME": "c", "XDG_STATE_HOME": ""], "/h/.config/onebot-console/config.yaml",
                "/h/.local/state/onebot-console"
            ),
        ]
    )
    func defaults(environment: [String: String], file: String, state: String) throws {
        let paths = try SettingsPaths(environment: environment)
        #expect(paths.settingsFile == file)
        #expect(paths.stateFolder == state)
    }

    @Test("what is given is taken as it is")
    func given() throws {
        let paths = try SettingsPaths(environment: [:], settingsFile: "c.yaml", stateFolder: "/s")
        #expect(paths == (try SettingsPaths(environment: ["HOME": "/x"], settingsFile: "c.yaml", stateFolder: "/s")))
        #expect(paths.settingsFile == "c.yaml")
    }
}
