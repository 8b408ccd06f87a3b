import NapCat
import Testing

@Suite("WebUI addresses")
struct WebUIAddressTests {
    @Test(arguments: [
        ("http://127.0.0.1:6099/webui", "http://127.0.0.1:6099/api", "127.0.0.1", 6099),
        ("http://127.0.0.1:6099/webui?token=abc123", "http://127.0.0.1:6099/api", "127.0.0.1", 6099),
        ("http://127.0.0.1:6099/webui/web_login?token=a/webui#x", "http://127.0.0.1:6099/api", "127.0.0.1", 6099),
        ("  http://napcat:6099/webui/\n", "http://napcat:6099/api", "napcat", 6099),
        ("127.0.0.1:6099/webui", "http://127.0.0.1:6099/api", "127.0.0.1", 6099),
        ("http://127.0.0.1:6099", "http://127.0.0.1:6099/api", "127.0.0.1", 6099),
        ("http://127.0.0.1:6099/", "http://127.0.0.1:6099/api", "127.0.0.1", 6099),
        ("http://127.0.0.1:6099/api", "http://127.0.0.1:6099/api", "127.0.0.1", 6099),
        ("HTTPS://Bot.example.com/webui", "https://Bot.example.com:443/api", "Bot.example.com", 443),
        ("http://bot.example.com/webui", "http://bot.example.com:80/api", "bot.example.com", 80),
        ("https://bot.example.com/qq/bot/webui", "https://bot.example.com:443/qq/bot/api", "bot.example.com", 443),
        ("http://my_host-1:6099/qq%20a", "http://my_host-1:6099/qq%20a/api", "my_host-1", 6099),
        ("http://h:/webui", "http://h:80/api", "h", 80),
        ("http://[::1]:/webui", "http://[::1]:80/api", "::1", 80),
        ("http://[::1]:6099/webui", "http://[::1]:6099/api", "::1", 6099),
        ("http://[2001:db8::7]/webui", "http://[2001:db8::7]:80/api", "2001:db8::7", 80),
    ])
    func reads(_ text: String, _ api: String, _ host: String, _ port: Int) {
        let address = WebUIAddress(text)
        #expect(address?.api == api)
        #expect(address?.host == host)
        #expect(address?.port == port)
        #expect(address?.isEncrypted == api.hasPrefix("https:"))
    }

    @Test(arguments: [
        "", " ", "ws://127.0.0.1:6099/webui", "ftp://h/webui", "http://", "http:///webui", "http://:6099/webui",
        "http://h:0/webui", "http://h:65536/webui", "http://h:99999999999999999999/webui", "http://h:x/webui",
        "http://[::1]:99999999999999999999",
        "http://user:pass@h:6099/webui", "http://user@h/webui", "http://h\u{FF1A}6099/webui", "http://ho st/webui",
        "http://fe80::1:6099/webui", "http://[::1/webui", "http://[fe80::1%25eth0]:6099/webui", "http://a%2fb/webui",
        "http://机器人:6099/webui", "http://" + String(repeating: "a", count: 3000),
    ])
    func refuses(_ text: String) {
        #expect(WebUIAddress(text) == nil)
    }
}
