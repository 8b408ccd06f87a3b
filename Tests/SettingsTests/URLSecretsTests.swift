import OneBot
import Testing

@testable import Settings

@Suite("Secrets in URLs")
struct URLSecretsTests {
    private static let token = "a1b2c3d4e5f6a7b8c9d0"
    private static let mask = Secret(token).masked

    @Test(
        "a URL is shown with its tokens and its user masked, and bare without all that may hold one",
        arguments: [
            ("http://127.0.0.1:6099/webui", "http://127.0.0.1:6099/webui", "http://127.0.0.1:6099/webui", []),
            (
                "http://127.0.0.1:6099/webui?token=\(token)", "http://127.0.0.1:6099/webui?token=\(mask)",
                "http://127.0.0.1:6099/webui", [token]
            ),
            (
                "https://n/webui/?a=b&TOKEN=\(token)#x=y", "https://n/webui/?a=b&TOKEN=\(mask)#x=y",
                "https://n/webui/", [token]
            ),
            ("http://n/#access_token=\(token)", "http://n/#access_token=\(mask)", "http://n/", [token]),
            ("http://n/?tok%65n=a%20b", "http://n/?tok%65n=•••••", "http://n/", ["a%20b", "a b"]),
            ("http://n?token=", "http://n?token=", "http://n", []),
            ("http://n/?token&x=1", "http://n/?token&x=1", "http://n/", []),
            ("http://me:word@n:1/p@q", "http://•••••••@n:1/p@q", "http://n:1/p@q", ["word"]),
            ("http://me@n/", "http://••@n/", "http://n/", ["me"]),
            ("http://[::1]:6099/?token=x=y", "http://[::1]:6099/?token=•••", "http://[::1]:6099/", ["x=y"]),
            ("no URL?token=abc", "no URL?token=abc", "no URL?token=abc", []), ("", "", "", []),
        ] as [(String, String, String, [String])]
    )
    func masks(url: String, shown: String, bare: String, secrets: [String]) {
        #expect(URLSecrets.masked(url) == shown)
        // Masked twice it says no more.
        #expect(URLSecrets.masked(shown) == shown)
        #expect(URLSecrets.bare(url) == bare)
        #expect(URLSecrets.secrets(in: url).map(\.exposed) == secrets)
    }

    @Test("the settings' secrets hold those of their URLs, and config get masks them")
    func settings() throws {
        let text = """
            napcat: {webui_url: "http://127.0.0.1:6099/webui?token=\(Self.token)"}
            apps: [{name: a, url: "ws://127.0.0.1:1/?access_token=of-the-app"}]
            """
        let loaded = try SettingsLoader().load(Array(text.utf8), file: "c")
        let secrets = loaded.settings.secrets.map(\.exposed)
        #expect(secrets.contains(Self.token) && secrets.contains("of-the-app"))
        let shown = try SettingsReport.text(of: "napcat.webui_url", in: loaded)
        #expect(shown == "http://127.0.0.1:6099/webui?token=\(Self.mask)")
    }
}
