import OneBot
import Testing

@testable import Settings

@Suite struct SettingsLoaderTests {
    private func load(
        _ text: String?,
        environment: [String: String] = [:],
        arguments: [String: String] = [:]
    ) throws(SettingsRefusal) -> LoadedSettings {
        let loader = SettingsLoader(environment: environment, arguments: arguments)
        return try loader.load(text.map { Array($0.utf8) }, file: "c.yaml")
    }

    private func problems(_ text: String) throws -> [SettingProblem] {
        try #require(throws: SettingsRefusal.self) { try self.load(text) }.problems
    }

    @Test("without a file everything has the default of the contract")
    func defaults() throws {
        let loaded = try self.load(nil)
        let settings = loaded.settings
        #expect(settings == Settings())
        #expect(settings.languageChoice == .auto)
        #expect(settings.endpoint.host == "0.0.0.0")
        #expect(settings.endpoint.publicURL.isEmpty)
        #expect(settings.endpoint.port == 8021)
        #expect(settings.endpoint.path == "/onebot/v11/ws")
        #expect(settings.endpoint.aliases.isEmpty)
        #expect(settings.endpoint.accessKey.isEmpty)
        #expect(!settings.endpoint.allowAnonymous)
        #expect(settings.endpoint.maxMessageMiB == 64)
        #expect(settings.endpoint.maxConnections == 1024)
        #expect(settings.endpoint.pingIntervalSeconds == 15)
        #expect(settings.endpoint.lostAfterSeconds == 45)
        #expect(settings.endpoint.tls == TLSSettings())
        #expect(!settings.endpoint.tls.enabled)
        #expect(settings.endpoint.keys.isEmpty && settings.endpoint.extraListeners.isEmpty)
        #expect(settings.napcat.webUIURL == "http://127.0.0.1:6099/webui")
        #expect(settings.napcat.token.isEmpty && settings.napcat.dataFolder.isEmpty)
        #expect(settings.napcat.containers == ["napcat", "nekro_napcat"])
        #expect(settings.apps.isEmpty && settings.alarms.isEmpty && settings.metrics.listen.isEmpty)
        #expect(settings.journal.enabled && settings.journal.keepDays == 14 && settings.journal.maxMiB == 1024)
        #expect(loaded.lacksKey && !loaded.hasFile)
        #expect(loaded.source(of: "endpoint.port") == .builtIn)
    }

    @Test("every key of a full file arrives in its field")
    func full() throws {
        let loaded = try self.load(Self.full)
        let settings = loaded.settings
        #expect(loaded.notes.isEmpty)
        #expect(settings.languageChoice == .chinese)
        #expect(settings.endpoint.host == "::")
        #expect(settings.endpoint.publicURL == "wss://bots.example.org/ws")
        #expect(settings.endpoint.port == 9000)
        #expect(settings.endpoint.path == "/ws")
        #expect(settings.endpoint.aliases == ["/a", "/b"])
        #expect(settings.endpoint.accessKey == Secret("Zx8Zx9Kq2mPl0vTrB5nWc7Ys"))
        #expect(settings.endpoint.allowAnonymous)
        #expect(settings.endpoint.maxMessageMiB == 128)
        #expect(settings.endpoint.maxConnections == 5)
        #expect(settings.endpoint.pingIntervalSeconds == 10)
        #expect(settings.endpoint.lostAfterSeconds == 20)
        #expect(settings.endpoint.tls.enabled)
        #expect(settings.endpoint.tls.certificate == "/c.pem")
        #expect(settings.endpoint.tls.privateKey == "/k.pem")
        let range = try #require(AddressRange("10.0.0.0/8"))
        let key = BoundKey(name: "one", key: Secret("Qw3rTy7UiOp9AsDfGh1JkLz"), selfID: "1000010001", from: [range])
        #expect(settings.endpoint.keys == [key])
        var second = ListenerSettings(host: "127.0.0.1", port: 8022)
        second.tls.certificate = "x"
        #expect(settings.endpoint.extraListeners == [second])
        #expect(settings.napcat.webUIURL == "http://napcat:6099/webui")
        #expect(settings.napcat.token == Secret("t"))
        #expect(settings.napcat.dataFolder == "/srv/nekro")
        #expect(settings.napcat.containers == ["n1"])
        #expect(
            settings.apps == [
                AppSettings(name: "nekro", url: "ws://app:8021/onebot/v11/ws", accessKey: Secret("k"), bots: .all),
                AppSettings(name: "other", url: "wss://app/ws", bots: .only(["1000010001", "1000010002"])),
            ]
        )
        #expect(
            settings.alarms == [
                AlarmSettings(on: ["LIVE-08", "AUTH"], action: .command(["/usr/bin/notify", "arg"])),
                AlarmSettings(on: ["NET-01"], action: .webhook(Secret("https://h.example.org/x"))),
            ]
        )
        #expect(settings.metrics.listen == "[::1]:9100")
        #expect(!settings.journal.enabled && settings.journal.keepDays == 3 && settings.journal.maxMiB == 7)
        for key in SettingKey.all { #expect(loaded.source(of: key.path) == .file, "\(key.path)") }
        for path in SettingKey.structuredPaths { #expect(loaded.source(of: path) == .file) }
    }

    private static let full = """
        language: zh
        endpoint:
          host: "::"
          public_url: wss://bots.example.org/ws
          port: 9000
          path: /ws
          aliases: [/a, /b]
          access_key: Zx8Zx9Kq2mPl0vTrB5nWc7Ys
          allow_anonymous: yes
          max_message_mib: 128
          max_connections: 5
          ping_interval_s: 10
          lost_after_s: 20
          tls: { enabled: true, certificate: /c.pem, private_key: /k.pem }
          keys:
            - { name: one, key: Qw3rTy7UiOp9AsDfGh1JkLz, self_id: 1000010001, from: [10.0.0.0/8] }
          extra_listeners:
            - host: 127.0.0.1
              port: 8022
              tls: { certificate: x }
        napcat:
          webui_url: http://napcat:6099/webui
          token: t
          data_dir: /srv/nekro
          containers:
            - n1
        apps:
          - { name: nekro, url: "ws://app:8021/onebot/v11/ws", access_key: k, bots: all }
          - { name: other, url: wss://app/ws, bots: [1000010001, "1000010002"] }
        alarms:
          - { on: [LIVE-08, AUTH], command: [/usr/bin/notify, arg] }
          - on: [NET-01]
            webhook: https://h.example.org/x
        metrics: { listen: "[::1]:9100" }
        journal: { enabled: false, keep_days: 3, max_mib: 7 }
        """

    @Test("an absent or empty value has its default, and its source says so")
    func absent() throws {
        let loaded = try self.load("endpoint:\n  port:\n  host: ~\napps:\nnapcat:\n")
        #expect(loaded.settings == Settings())
        #expect(loaded.source(of: "endpoint.port") == .builtIn)
        #expect(loaded.source(of: "endpoint.host") == .builtIn)
        #expect(try self.load("endpoint: {access_key: ''}\n").lacksKey)
        #expect(try !self.load("endpoint: {access_key: '', allow_anonymous: true}\n").lacksKey)
    }

    @Test(
        "a wrong value is named with its place, path and cause",
        arguments: [
            (
                "endpoint:\n  port: abc\n", "endpoint.port",
                SettingProblem.Cause.wrongType(expected: .integer, found: .text), 2, 9
            ),
            ("endpoint:\n  port: 80.5\n", "endpoint.port", .wrongType(expected: .integer, found: .text), 2, 9),
            ("endpoint:\n  port: true\n", "endpoint.port", .wrongType(expected: .integer, found: .flag), 2, 9),
            ("endpoint:\n  port: [1]\n", "endpoint.port", .wrongType(expected: .integer, found: .list), 2, 9),
            ("endpoint:\n  port: {}\n", "endpoint.port", .wrongType(expected: .integer, found: .mapping), 2, 9),
            ("endpoint:\n  port: 65536\n", "endpoint.port", .outOfRange(minimum: 0, maximum: 65_535), 2, 9),
            ("endpoint:\n  port: -1\n", "endpoint.port", .outOfRange(minimum: 0, maximum: 65_535), 2, 9),
            (
                "endpoint:\n  port: 99999999999999999999\n", "endpoint.port", .outOfRange(minimum: 0, maximum: 65_535),
                2, 9
            ),
            ("endpoint:\n  host: a b\n", "endpoint.host", .badHost, 2, 9),
            ("endpoint:\n  path: ws\n", "endpoint.path", .pathWithoutSlash, 2, 9),
            ("endpoint:\n  aliases: [/a, /b?c]\n", "endpoint.aliases", .pathHasForbiddenCharacter(position: 3), 2, 12),
            ("endpoint:\n  aliases: /a\n", "endpoint.aliases", .wrongType(expected: .list, found: .text), 2, 12),
            ("endpoint:\n  aliases: [[a]]\n", "endpoint.aliases", .wrongType(expected: .text, found: .list), 2, 12),
            ("endpoint: 5\n", "endpoint", .wrongType(expected: .mapping, found: .integer), 1, 11),
            ("endpoint:\n  tls: on\n", "endpoint.tls", .wrongType(expected: .mapping, found: .flag), 2, 8),
            (
                "endpoint:\n  tls: {enabled: maybe}\n", "endpoint.tls.enabled",
                .wrongType(expected: .flag, found: .text), 2, 18
            ),
            (
                "endpoint:\n  tls: {enabled: true}\n", "endpoint.tls.enabled", .tlsWithout("endpoint.tls.certificate"),
                2, 18
            ),
            ("endpoint:\n  access_key: abc\n", "endpoint.access_key", .keyTooShort(count: 3, minimum: 8), 2, 15),
            (
                "endpoint:\n  access_key: [abc]\n", "endpoint.access_key", .wrongType(expected: .text, found: .list), 2,
                15
            ),
            (
                "endpoint:\n  max_message_mib: 0\n", "endpoint.max_message_mib",
                .outOfRange(minimum: 1, maximum: 1_024), 2, 20
            ),
            (
                "endpoint:\n  max_connections: 100001\n", "endpoint.max_connections",
                .outOfRange(minimum: 1, maximum: 100_000), 2, 20
            ),
            (
                "endpoint:\n  ping_interval_s: 3601\n", "endpoint.ping_interval_s",
                .outOfRange(minimum: 1, maximum: 3_600), 2, 20
            ),
            (
                "endpoint:\n  ping_interval_s: 45\n", "endpoint.ping_interval_s",
                .mustStayBelow(other: "endpoint.lost_after_s", value: 45), 2, 20
            ),
            (
                "endpoint:\n  lost_after_s: 15\n", "endpoint.lost_after_s",
                .mustExceed(other: "endpoint.ping_interval_s", value: 15), 2, 17
            ),
            (
                "endpoint:\n  lost_after_s: 86401\n", "endpoint.lost_after_s", .outOfRange(minimum: 2, maximum: 86_400),
                2, 17
            ),
            (
                "endpoint:\n  public_url: example.org\n", "endpoint.public_url",
                .badURL(schemes: ["ws", "wss", "http", "https"]), 2, 15
            ),
            ("language: de\n", "language", .unknownChoice(["auto", "en", "zh"]), 1, 11),
            ("napcat:\n  webui_url: ''\n", "napcat.webui_url", .badURL(schemes: ["http", "https"]), 2, 14),
            ("napcat:\n  data_dir: data\n", "napcat.data_dir", .notAbsolute, 2, 13),
            ("napcat:\n  containers: ['']\n", "napcat.containers", .badName, 2, 15),
            ("napcat:\n  token: \"a\\nb\"\n", "napcat.token", .hasControlCharacter(position: 2), 2, 10),
            ("metrics: {listen: 9100}\n", "metrics.listen", .badListenAddress, 1, 19),
            ("journal:\n  keep_days: 0\n", "journal.keep_days", .outOfRange(minimum: 1, maximum: 3_650), 2, 14),
            ("journal: []\n", "journal", .wrongType(expected: .mapping, found: .list), 1, 10),
            ("apps: {}\n", "apps", .wrongType(expected: .list, found: .mapping), 1, 7),
            ("apps:\n  - a\n", "apps[1]", .wrongType(expected: .mapping, found: .text), 2, 5),
            ("apps:\n  - name: a\n", "apps[1]", .missingField("url"), 2, 5),
            ("apps:\n  - name: a\n    url: http://a/\n", "apps[1].url", .badURL(schemes: ["ws", "wss"]), 3, 10),
            ("apps:\n  - {name: a, url: ws://a/, bots: [x]}\n", "apps[1].bots", .badAccount, 2, 35),
            (
                "apps:\n  - {name: a, url: ws://a/}\n  - {name: a, url: ws://b/}\n", "apps[2]", .duplicateEntry("name"),
                3, 5
            ),
            ("alarms:\n  - {on: [], webhook: 'http://a/'}\n", "alarms[1]", .missingField("on"), 2, 5),
            ("alarms:\n  - {on: [x], webhook: 'http://a/'}\n", "alarms[1].on", .badFinding, 2, 10),
            ("alarms:\n  - {on: [AUTH]}\n", "alarms[1]", .missingField("command"), 2, 5),
            ("alarms:\n  - {on: [AUTH], command: [ls]}\n", "alarms[1].command", .notAbsolute, 2, 27),
            (
                "alarms:\n  - {on: [AUTH], command: ls}\n", "alarms[1].command",
                .wrongType(expected: .list, found: .text), 2, 27
            ),
            (
                "alarms:\n  - {on: [AUTH], command: [/a], webhook: 'http://a/'}\n", "alarms[1].webhook",
                .notTogether("command", "webhook"), 2, 42
            ),
            (
                "endpoint:\n  keys:\n    - {name: a, key: short}\n", "endpoint.keys[1].key",
                .keyTooShort(count: 5, minimum: 8), 3, 22
            ),
            ("endpoint:\n  keys:\n    - {name: a, key: ''}\n", "endpoint.keys[1].key", .keyEmpty, 3, 22),
            ("endpoint:\n  keys:\n    - {key: abcdefgh}\n", "endpoint.keys[1]", .missingField("name"), 3, 7),
            (
                "endpoint:\n  keys:\n    - {name: a, key: abcdefgh, from: [10.0.0.0/33]}\n", "endpoint.keys[1].from",
                .badAddressRange, 3, 38
            ),
            (
                "endpoint:\n  keys:\n    - {name: a, key: abcdefgh, self_id: x}\n", "endpoint.keys[1].self_id",
                .badAccount, 3, 41
            ),
            (
                "endpoint:\n  keys:\n    - {name: a, key: abcdefgh}\n    - {name: a, key: abcdefgi}\n",
                "endpoint.keys[2]", .duplicateEntry("name"), 4, 7
            ),
            (
                "endpoint:\n  keys:\n    - {name: a, key: abcdefgh}\n    - {name: b, key: abcdefgh}\n",
                "endpoint.keys[2]", .duplicateEntry("key"), 4, 7
            ),
            (
                "endpoint:\n  extra_listeners:\n    - {host: 127.0.0.1}\n", "endpoint.extra_listeners[1]",
                .missingField("port"), 3, 7
            ),
            (
                "endpoint:\n  extra_listeners:\n    - {host: 0.0.0.0, port: 8021}\n", "endpoint.extra_listeners[1]",
                .duplicateEntry("host, port"), 3, 7
            ),
            (
                "endpoint:\n  extra_listeners:\n    - {host: a, port: 1, tls: {enabled: true}}\n",
                "endpoint.extra_listeners[1].tls.enabled", .tlsWithout("endpoint.extra_listeners[1].tls.certificate"),
                3, 41
            ),
        ]
    )
    func wrong(text: String, path: String, cause: SettingProblem.Cause, line: Int, column: Int) throws {
        let expected = SettingProblem(cause, path: path, place: .file("c.yaml", line: line, column: column))
        #expect(try self.problems(text) == [expected])
    }

    @Test("all problems are told at once, in the order of the file")
    func several() throws {
        let text = "language: x\nendpoint: {port: x, host: ''}\nalarms: 1\n"
        #expect(try self.problems(text).map(\.path) == ["language", "endpoint.port", "endpoint.host", "alarms"])
    }

    @Test("a number in quotes is a number, and a text may look like one")
    func lenient() throws {
        let loaded = try self.load("endpoint: {port: '9000', access_key: 1234567890}\n")
        #expect(loaded.settings.endpoint.port == 9000)
        #expect(loaded.settings.endpoint.accessKey == Secret("1234567890"))
    }

    @Test("unknown keys are noted with what was perhaps meant, and are no problem")
    func unknown() throws {
        let loaded = try self.load(
            "endpont: {}\nendpoint:\n  prot: 1\n  mine: x\napps:\n  - {name: a, url: ws://a/, acces_key: x}\n"
        )
        let places = loaded.notes.compactMap { note -> (String, String?)? in
            if case .unknownKey(let path, let suggestion, _) = note { return (path, suggestion) }
            return nil
        }
        #expect(places.map(\.0) == ["endpont", "endpoint.prot", "endpoint.mine", "apps[1].acces_key"])
        #expect(places.map(\.1) == ["endpoint", "endpoint.port", nil, "access_key"])
    }
}
