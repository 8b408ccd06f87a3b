import OneBot
import Testing

@testable import Settings

@Suite struct TextRuleTests {
    private func cause(_ rule: TextRule, _ text: String) -> SettingProblem.Cause? {
        do throws(SettingProblem.Cause) {
            try rule.check(text)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "a host is an address or a name",
        arguments: [
            ("0.0.0.0", true), ("127.0.0.1", true), ("::", true), ("::1", true), ("fe80::1%eth0", true),
            ("localhost", true), ("my-host.example.org", true), ("nekro_napcat", true), ("host.", true), ("a1", true),
            ("", false), (" ", false), ("a b", false), ("[::]", false), ("127.0.0.1:8021", false), ("256.1.1.1", false),
            ("1.2.3", false), ("8021", false), ("-a", false), ("a-", false), ("a..b", false), (".", false),
            ("*", false),
            ("http://a", false), ("a/b", false), ("主机", false), ("a\n", false), ("fe80::1%", false),
            ("127.0.0.1\u{0}", false),
            (String(repeating: "a", count: 64), false), (String(repeating: "a.", count: 128), false),
        ]
    )
    func host(text: String, isGood: Bool) {
        #expect(self.cause(.host, text) == (isGood ? nil : .badHost))
    }

    @Test(
        "an access key is 8 to 128 characters that a header carries",
        arguments: [
            ("", nil), ("abcdefgh", nil), (String(repeating: "a", count: 128), nil),
            ("a=b+c/d~!#$%&*(){}[]|;:,.<>?@^", nil),
            ("abc\"defgh", nil), ("TokenTokenToken", nil), ("Bearer12", nil),
            ("abcdefg", SettingProblem.Cause.keyTooShort(count: 7, minimum: 8)),
            ("a", .keyTooShort(count: 1, minimum: 8)),
            (String(repeating: "a", count: 129), .keyTooLong(count: 129, maximum: 128)),
            ("abcd efgh", .keyHasBlank(position: 5)), (" abcdefgh", .keyHasBlank(position: 1)),
            ("abcdefgh ", .keyHasBlank(position: 9)), ("abcdefgh\n", .keyHasBlank(position: 9)),
            ("abcdefgh\r\n", .keyHasBlank(position: 9)), ("abcdefgh\t", .keyHasBlank(position: 9)),
            ("abcdefgh\u{A0}", .keyHasBlank(position: 9)), ("abcd\u{3000}efgh", .keyHasBlank(position: 5)),
            ("abcd\u{200B}efgh", .keyHasForbiddenCharacter(position: 5)),
            ("\u{FEFF}abcdefgh", .keyHasForbiddenCharacter(position: 1)),
            ("密钥密钥密钥密钥", .keyHasForbiddenCharacter(position: 1)),
            ("ａbcdefgh", .keyHasForbiddenCharacter(position: 1)), ("abcdefgh🤖", .keyHasForbiddenCharacter(position: 9)),
            ("abcd\u{0}efgh", .keyHasForbiddenCharacter(position: 5)),
            ("abcd\u{7F}efgh", .keyHasForbiddenCharacter(position: 5)),
            ("\"abcdefgh\"", .keyQuoted), ("'abcdefgh'", .keyQuoted), ("“abcdefgh”", .keyQuoted),
            ("abcdefgh\"", .keyQuoted),
            ("`abcdefgh`", .keyQuoted), ("Bearer abcdefgh", .keyHasScheme("Bearer")),
            ("token abcdefgh", .keyHasScheme("Token")), ("BEARER\tabcdefgh", .keyHasScheme("Bearer")),
        ]
    )
    func accessKey(text: String, expected: SettingProblem.Cause?) {
        #expect(self.cause(.accessKey, text) == expected)
    }

    @Test(
        "a request path begins with a slash and is visible ASCII",
        arguments: [
            ("/", nil), ("/onebot/v11/ws", nil), ("/a%20b/~c", nil), ("", SettingProblem.Cause.pathWithoutSlash),
            ("onebot", .pathWithoutSlash), (" /a", .pathWithoutSlash), ("ws://a/", .pathWithoutSlash),
            ("/a b", .pathHasForbiddenCharacter(position: 3)), ("/a?b", .pathHasForbiddenCharacter(position: 3)),
            ("/a#b", .pathHasForbiddenCharacter(position: 3)), ("/a\n", .pathHasForbiddenCharacter(position: 3)),
            ("/路", .pathHasForbiddenCharacter(position: 2)), ("/\u{7F}", .pathHasForbiddenCharacter(position: 2)),
            ("/" + String(repeating: "a", count: 4_096), .tooLong(count: 4_097, maximum: 4_096)),
        ]
    )
    func requestPath(text: String, expected: SettingProblem.Cause?) {
        #expect(self.cause(.requestPath, text) == expected)
    }

    @Test(
        "a URL has a known scheme and a host",
        arguments: [
            ("http://127.0.0.1:6099/webui", true), ("https://napcat", true), ("HTTP://a/", true),
            ("http://[::1]:80/", true),
            ("http://[::1]", true), ("http://u:p@h:1/?t=x#y", true), ("http://主机.example/", true),
            ("http://a_b:1", true),
            ("", false), ("http://", false), ("http:///webui", false), ("http:/a", false), ("ftp://a/", false),
            ("ws://a/", false), ("a:6099", false), ("http://a b/", false), ("http://a:", false), ("http://a:0/", false),
            ("http://a:65536/", false), ("http://a:x/", false), ("http://a:+1/", false), ("http://::1/", false),
            ("http://[::1", false),
            ("http://[a]/", false), ("http://[::1]x/", false), ("http://a\n/", false), ("http://1.2.3/", false),
            ("http://a\\b", false), ("http://a:99999999999999999999/", false),
        ]
    )
    func url(text: String, isGood: Bool) {
        let schemes = ["http", "https"]
        #expect(self.cause(.url(schemes), text) == (isGood ? nil : .badURL(schemes: schemes)))
    }

    @Test("folders are absolute or empty, and hold no control characters")
    func folder() {
        #expect(self.cause(.absoluteFolder, "") == nil)
        #expect(self.cause(.absoluteFolder, "/srv/中文 a") == nil)
        #expect(self.cause(.absoluteFolder, "~/a") == .notAbsolute)
        #expect(self.cause(.absoluteFolder, "/a\u{0}b") == .hasControlCharacter(position: 3))
        #expect(self.cause(.absoluteFolder, "/a\n") == .hasControlCharacter(position: 3))
    }

    @Test(
        "a listen address is host and port, or empty",
        arguments: [
            ("", true), ("127.0.0.1:9100", true), ("[::1]:9100", true), ("localhost:0", true), ("9100", false),
            (":9100", false), ("::1:9100", false), ("[::1]", false), ("a:", false), ("a:65536", false), ("a:-1", false),
            ("a: 1", false), ("[a]:1", false), ("a b:1", false),
        ]
    )
    func listenAddress(text: String, isGood: Bool) {
        #expect(self.cause(.listenAddress, text) == (isGood ? nil : .badListenAddress))
    }

    @Test(
        "a range of addresses is CIDR, or one address",
        arguments: [
            ("10.0.0.0/8", true), ("10.1.2.3/8", true), ("10.0.0.9", true), ("0.0.0.0/0", true), ("fd00::/8", true),
            ("::/0", true), ("::1", true), ("::1/128", true), ("10.0.0.0/33", false), ("::/129", false),
            ("10.0.0/8", false),
            ("10.0.0.0/", false), ("/8", false), ("10.0.0.0/8/8", false), ("10.0.0.0/-1", false),
            ("10.0.0.0/+8", false),
            ("10.0.0.0/ 8", false), ("10.0.0.0/0008", false), ("a", false), ("", false), ("10.*", false),
        ]
    )
    func range(text: String, isGood: Bool) {
        #expect((AddressRange(text) != nil) == isGood)
    }

    @Test(
        "a range holds the addresses it should",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.1.2.3/8", "10.9.9.9", true), ("10.0.0.0/8", "11.0.0.1", false),
            ("10.0.0.9", "10.0.0.9", true), ("10.0.0.9", "10.0.0.8", false), ("0.0.0.0/0", "203.0.113.7", true),
            ("192.168.0.0/23", "192.168.1.255", true), ("192.168.0.0/23", "192.168.2.0", false),
            ("10.0.0.0/8", "::ffff:10.1.1.1", true), ("10.0.0.0/8", "::1", false), ("::/0", "10.0.0.1", false),
            ("fd00::/8", "fdff::1", true), ("fd00::/8", "fe80::1", false), ("fe80::/10", "fe80::1%eth0", true),
            ("10.0.0.0/8", "x", false),
        ]
    )
    func contains(range: String, address: String, expected: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(address) == expected)
    }

    @Test(
        "the port of a URL is found and changed, the rest stays as it was",
        arguments: [
            ("http://127.0.0.1:6099/webui", 6099, "http://127.0.0.1:7000/webui"),
            ("http://h/webui?token=a:1", 80, "http://h:7000/webui?token=a:1"), ("https://h", 443, "https://h:7000"),
            ("http://[::1]:1/x", 1, "http://[::1]:7000/x"), ("http://[::1]/x", 80, "http://[::1]:7000/x"),
            ("HTTP://u:p@H:80#f", 80, "HTTP://u:p@H:7000#f"),
        ]
    )
    func port(text: String, port: Int, changed: String) throws {
        let address = try #require(WebAddress(text, schemes: ["http", "https"]))
        #expect(address.effectivePort == port)
        #expect(address.text(withPort: 7000) == changed)
    }
}
