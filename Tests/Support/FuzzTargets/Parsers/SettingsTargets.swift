import OneBot

@testable import Settings

extension FuzzTarget {
    static let settings = FuzzTarget(
        "settings",
        longest: 500,
        seeds: [
            SettingsTemplate.text(.own(Secret("Zx8Zx9Kq2mPl0vTrB5nWc7Ys"))).filter(\.isASCII),
            "endpoint:\n  port: 1   # c\n  aliases: [/a, \"/b\"]\n  access_key: 'Zx8Zx9Kq2mPl0vTrB5nWc7Ys'\n",
            "\u{FEFF}endpoint: {port: 2, tls: {enabled: no}}\r\nmine: |\r\n  text # x\r\n", "- a\n- b\n",
            "a: &x [1]\nb: *x\n? c\n: d\n",
            "endpoint:\n  aliases:\n  - /a # x\n  - /b\n  keys:\n  - { name: a, key: 0123456789, self_id: 1 }\nnapcat:\n  containers: []\n",
            "alarms:\n  rules:\n  - on: [online]\n    command: [a]\n",
            "language: zh\njournal:\n  keep_days: 14\n  enabled: true\n",
        ],
        words: [
            "endpoint:\n", "  port: ", "  host: ", "  access_key: ", "journal:\n", "language: ", "tls:", "- ", ": ",
            "# ", "|\n", ">-\n",
            "&a ", "*a", "? ", "!!str ", "{", "}", "[", "]", "\"", "'", "\\x", "\n", "\r\n", "\n  ", "\t", "---\n",
            "...\n", "%YAML 1.1\n",
            "<<: ", "~", "null", "0x10", "1e9", "\u{85}", "\u{2028}", "\u{FEFF}",
        ],
        check: { try SettingsTarget.check($0) }
    )

    static let keyList = FuzzTarget(
        "key-list",
        longest: 400,
        seeds: [
            "endpoint:\n  keys:\n  - { name: a, key: 0123456789abcdef, self_id: 1 }\n  # b\n  - name: b\n    key: abcdef0123456789\n    from: [10.0.0.0/8]\n",
            "endpoint:\n  keys: [] # none\n", "endpoint: {keys: [{name: a, key: 0123456789abcdef}], port: 1}\n",
            "endpoint:\n  keys:\n\n    - key: \"0123456789abcdef\"\n      name: 'a b'   # x\n\n# end\nlanguage: zh\n",
            "# nothing\n", "\u{FEFF}endpoint:\r\n  keys:\r\n  - {name: a,\r\n     key: 0123456789abcdef}\r\n",
        ],
        words: [
            "endpoint:\n", "  keys:\n", "  - name: c\n", "    key: abcdefgh01234567\n",
            "{ name: d, key: 76543210fedcba98 }",
            "self_id: 2", "from: ", "- ", ": ", ", ", "# ", "[", "]", "{", "}", "\"", "'", "\n", "\r\n", "\n  ", "\t",
            "&a ",
            "*a", "|\n", "? ", "~", "---\n",
        ],
        check: { try KeyListTarget.check($0) }
    )

    static let settingValues = FuzzTarget(
        "setting-values",
        longest: 160,
        seeds: [
            "8021", "0.0.0.0", "::1", "[/a, \"/b c\"]", "/a, /b", "wss://a.example:1/x?y", "Zx8Zx9Kq2mPl0vTrB5nWc7Ys",
            "true", "/srv/中文",
            "10.0.0.0/8", "fd00::/8", "bots.example.org", "2026-01-02",
        ],
        words: ["://", "[", "]", ":", "/", ",", "%25eth0", "::ffff:", "\"", "*", "&a ", "0", "65536", "é", "xn--", "."]
    ) { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        var choice = FuzzChoice(bytes)
        for _ in 0..<6 {
            let key = SettingKey.all[choice.below(SettingKey.all.count)]
            switch Self.parsed(text, for: key) {
            case .success(let value):
                var settings = Settings()
                key.store(value, in: &settings)
                try hold(key.value(in: settings) == value, "\(key.path) is not what was put into it")
            case .failure(let problem):
                let length = problem.sentence(.english).utf8.count + problem.sentence(.chinese).utf8.count
                try hold(length < 8192, "a sentence of \(length) bytes")
            }
        }
        if let range = AddressRange(text) {
            try hold(range.contains(text) || text.contains("/"), "\(text) is not in itself")
        }
        _ = WebAddress(text, schemes: ["ws", "wss", "http", "https"])
        _ = KeyStrength.weaknesses(of: Secret(text), accounts: ["1000010001"])
    }

    private static func parsed(_ text: String, for key: SettingKey) -> Result<SettingValue, SettingProblem> {
        do throws(SettingProblem.Cause) {
            return .success(try key.parse(text))
        } catch {
            return .failure(SettingProblem(error, path: key.path))
        }
    }

    static let keyHistory = FuzzTarget(
        "key-history",
        longest: 700,
        seeds: [
            #"{"retired":[{"graceEndsAt":"2026-01-02T03:04:05Z","grace_ends_at":"2026-01-02T03:04:05Z","retired_at":"2026-01-02T03:04:05Z","salt":"000102030405060708090a0b0c0d0e0f","sha256":"000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f"}],"version":1}"#,
            #"{"retired":[],"version":1}"#,
        ],
        words: ["\"retired\":", "\"version\":1", "\"salt\":", "00", "T25:00:00Z", "null", "[", "]", "{", "}"]
    ) { bytes in
        guard let history = KeyHistoryFile.history(of: bytes) else { return }
        _ = history.recognise(bytes)
        for key in history.retired { try hold(key.salt.count == 16 && key.digest.count == 32, "a key of another form") }
    }
}

/// Reads a settings file, and changes one value of it.
enum SettingsTarget {
    private static let loader = SettingsLoader()
    private static let values: [(path: String, text: String)] = [
        ("endpoint.port", "65535"), ("endpoint.host", "::1"), ("endpoint.access_key", "a:b#c{d}[e],f&g*h!"),
        ("endpoint.aliases", "[/x, /b, /y]"), ("endpoint.aliases", ""), ("endpoint.tls.certificate", "C:\\a b"),
        ("napcat.token", "null"), ("napcat.containers", "a, b"), ("journal.keep_days", "30"), ("language", "zh"),
        ("napcat.data_dir", "/data/中文"), ("endpoint.allow_anonymous", "true"),
    ]

    static func check(_ bytes: [UInt8]) throws {
        let loaded: LoadedSettings
        do throws(SettingsRefusal) {
            loaded = try Self.loader.load(bytes, file: "c.yaml")
        } catch {
            for problem in error.problems {
                let length = problem.sentence(.english).utf8.count + problem.sentence(.chinese).utf8.count
                try hold(length <= 16 * bytes.count + 4096, "a sentence of \(length) bytes")
            }
            return
        }
        for note in loaded.notes { _ = note.sentence(.english) + note.sentence(.chinese) }
        var choice = FuzzChoice(bytes)
        guard let value = choice.one(of: Self.values) else { return }
        let change = SettingChange(path: value.path, text: value.text)
        guard let (after, edits) = try? SettingChange.plan([change], in: loaded) else { return }
        var changed = bytes
        for edit in edits {
            // What the editor does not understand it leaves alone.
            guard
                let next = try? YAMLEdit.set(
                    edit.value,
                    at: edit.key.path.split(separator: ".").map(String.init),
                    in: changed
                )
            else { return }
            changed = next
        }
        try hold(changed.count <= 4 * bytes.count + 1024, "\(changed.count) bytes of \(bytes.count)")
        try holdEqual(
            try Self.loader.load(changed, file: "c.yaml").settings,
            after.settings,
            "\(value) in the file and as planned"
        )
    }
}
