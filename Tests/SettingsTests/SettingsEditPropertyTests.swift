import Foundation
import OneBot
import Testing

@testable import Settings

/// Random edits of random settings files: comments and unknown keys survive, and only the edited value changes.
@Suite struct SettingsEditPropertyTests {
    /// A settings file with comments and unknown keys strewn in, laid out by chance.
    private struct RandomFile {
        var text: String
        /// Comments, by their words.
        var comments: [String] = []
        /// Lines of unknown keys.
        var unknown: [String] = []

        init(using generator: inout SeededGenerator) {
            let lineEnd = Bool.random(using: &generator) ? "\n" : "\r\n"
            let step = String(repeating: " ", count: [2, 4].randomElement(using: &generator) ?? 2)
            var lines: [String] = []
            var number = 0
            var comments: [String] = []
            var unknown: [String] = []

            func comment() -> String {
                number += 1
                comments.append("# comment \(number) 注释: [\"'{")
                return comments[comments.count - 1]
            }
            func tail() -> String { Int.random(in: 0..<3, using: &generator) == 0 ? "   " + comment() : "" }
            func clutter(_ indent: String) {
                switch Int.random(in: 0..<8, using: &generator) {
                case 0: lines.append(indent + comment())
                case 1: lines.append("")
                case 2:
                    number += 1
                    unknown.append("mine\(number): { a: [1, 'x'], b: \"y # z\" }")
                    lines.append(indent + unknown[unknown.count - 1] + tail())
                case 3:
                    number += 1
                    unknown.append("mine\(number): |")
                    lines += [indent + unknown[unknown.count - 1], indent + step + "text # \(number)", ""]
                default: break
                }
            }
            func group(_ name: String, _ entries: [(String, [String])]) {
                guard Int.random(in: 0..<5, using: &generator) > 0 else { return }
                clutter("")
                lines.append("\(name):" + tail())
                let count = lines.count
                for (key, forms) in entries.shuffled(using: &generator) {
                    guard Int.random(in: 0..<3, using: &generator) > 0 else { continue }
                    clutter(step)
                    let form = forms.randomElement(using: &generator) ?? ""
                    if form.hasPrefix("-") {
                        lines.append("\(step)\(key):" + tail())
                        for item in form.split(separator: " ").dropFirst() { lines.append("\(step)- \(item)" + tail()) }
                    } else {
                        lines.append("\(step)\(key): \(form)" + tail())
                    }
                }
                clutter(step)
                // A group of comments alone is no group.
                if lines.count == count { lines.append("\(step)mine: 1") }
            }

            group(
                "endpoint",
                [
                    ("host", ["0.0.0.0", "\"::\"", "'127.0.0.1'"]), ("port", ["8021", "\"9000\"", "~", ""]),
                    ("path", ["/onebot/v11/ws", "\"/a#b\"".replacing("#", with: "-")]),
                    ("access_key", ["\"Zx8Zx9Kq2mPl0vTrB5nWc7Ys\"", "Zx8Zx9Kq2mPl0vTrB5nWc7Ys"]),
                    ("aliases", ["[]", "[/a, \"/b\"]", "- /a /b /c"]), ("allow_anonymous", ["true", "no"]),
                    ("tls", ["{ enabled: false, certificate: \"\" }", "{}", ""]), ("lost_after_s", ["60"]),
                ]
            )
            group(
                "napcat",
                [
                    ("webui_url", ["http://127.0.0.1:6099/webui", "\"http://a:1/\""]), ("data_dir", ["/srv/x", "''"]),
                    ("containers", ["[napcat]", "- napcat nekro_napcat"]), ("token", ["abc", "\"a # b\""]),
                ]
            )
            clutter("")
            group("journal", [("enabled", ["true"]), ("keep_days", ["14"])])
            self.text = lines.joined(separator: lineEnd) + (Bool.random(using: &generator) ? lineEnd : "")
            self.comments = comments
            self.unknown = unknown
        }
    }

    private static let values: [String: [String]] = [
        "endpoint.port": ["1", "65535"], "endpoint.host": ["::1", "localhost", "10.0.0.1"],
        "endpoint.access_key": ["A1b2C3d4E5f6G7h8I9j0", "0123456789", "yes-yes-yes", "a:b#c{d}[e],f&g*h!"],
        "endpoint.aliases": ["", "/a", "/c, /a", "[/x, /b, /y]"],
        "endpoint.tls.certificate": ["/c.pem", "C:\\a b", "’"],
        "endpoint.public_url": ["", "wss://a.example/x"], "endpoint.max_connections": ["7"],
        "napcat.webui_port": ["7001"], "napcat.containers": ["", "a, b", "nekro_napcat"],
        "napcat.token": ["", "x y", "null"], "napcat.data_dir": ["", "/data/中文"], "journal.keep_days": ["30"],
        "metrics.listen": ["", "[::1]:9100"], "language": ["zh"],
    ]

    @Test("random edits keep every comment and every unknown key", arguments: 0..<40)
    func edits(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        try withTemporaryFolder { folder in
            for _ in 0..<3 {
                let random = RandomFile(using: &generator)
                let store = SettingsStore(file: "\(folder)/config.yaml", environment: [:])
                try random.text.write(toFile: store.file, atomically: true, encoding: .utf8)
                var loaded = try store.start()
                for _ in 0..<6 {
                    let path = try #require(Self.values.keys.sorted().randomElement(using: &generator))
                    let text = try #require(Self.values[path]?.randomElement(using: &generator))
                    let change = SettingChange(path: path, text: text)
                    if case .refused(let problem) = SettingChange.judge(change, in: loaded) {
                        Issue.record("\(path) \(text): \(problem)")
                        continue
                    }
                    let (expected, _) = try SettingChange.plan([change], in: loaded)
                    loaded = try store.apply([change], to: loaded)
                    #expect(loaded.settings == expected.settings, "\(path) \(text)\n\(random.text)")
                    let saved = try contents(of: store.file)
                    for comment in random.comments {
                        #expect(saved.contains(comment), "\(path)\n\(random.text)\n\(saved)")
                    }
                    for line in random.unknown { #expect(saved.contains(line), "\(path)\n\(random.text)\n\(saved)") }
                    let isWindows = random.text.contains("\r\n")
                    #expect(saved.utf8.count { $0 == 0x0D } == (isWindows ? saved.utf8.count { $0 == 0x0A } : 0))
                }
            }
        }
    }
}
