/// Paths that say what their sender takes us for.
enum KnownPaths {
    /// Normalised and in small letters, with the programs that tell bots to use them.
    private static let frameworks: [String: String] = [
        "/ws": "AstrBot, HoshinoBot, kirara-ai",
        "/ws/api": "aiocqhttp",
        "/ws/event": "aiocqhttp",
        "/api": "aiocqhttp",
        "/event": "aiocqhttp",
        "/cqhttp/ws": "NoneBot (CQHTTP)",
        "/onebot": "Koishi",
        "/onebotv11": "TRSS-Yunzai",
        "/v11/ws": "NoneBot",
        "/v11": "NoneBot",
    ]

    private static let scanned = [
        "/.env", "/.git", "/.aws", "/.ssh", "/.vscode", "/.ds_store", "/wp-", "/wordpress", "/admin", "/phpmyadmin",
        "/pma", "/cgi-bin", "/boaform", "/actuator", "/manager", "/solr", "/vendor/", "/hnap1", "/owa", "/console",
        "/druid", "/telescope", "/_ignition", "/geoserver", "/sdk", "/evox", "/setup", "/shell", "/remote",
        "/goform", "/autodiscover", "/ecp/", "/jenkins", "/containers/json", "/v1/models", "/login", "/config",
        "/backup", "/debug", "/server-status", "/hudson", "/struts", "/xmlrpc", "/query", "/dns-query",
    ]
    private static let scannedEndings = [
        ".php", ".asp", ".aspx", ".jsp", ".cgi", ".env", ".bak", ".sql", ".zip", ".yml", ".yaml", ".ini",
    ]
    private static let panel = ["/webui", "/api/auth", "/api/qqlogin", "/api/ob11config", "/api/log", "/api/base"]
    private static let harmless: Set<String> = [
        "/", "/favicon.ico", "/robots.txt", "/health", "/healthz", "/ping", "/status", "/metrics", "/ready", "/livez",
    ]

    /// With one slash where several stand, and none at the end.
    static func normalized(_ path: String) -> String {
        "/" + path.split(separator: "/").joined(separator: "/")
    }

    static func framework(_ path: String) -> String? {
        self.frameworks[self.normalized(path).lowercased()]
    }

    static func isOneBot12(_ path: String) -> Bool {
        let path = self.normalized(path).lowercased()
        return path == "/onebot/v12" || path.hasPrefix("/onebot/v12/")
    }

    /// Of NapCat's WebUI.
    static func isPanel(_ path: String) -> Bool {
        let path = self.normalized(path).lowercased()
        return self.panel.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    /// What no bot asks for and those who search the internet for weak servers do.
    static func isScanned(_ path: String) -> Bool {
        let path = SmallText(path)
        return path.contains("..") || self.scanned.contains { path.begins(withWord: $0) }
            || self.scannedEndings.contains { path.hasSuffix($0) }
    }

    /// What browsers and monitors ask for.
    static func isHarmless(_ path: String) -> Bool { self.harmless.contains(path.lowercased()) }

    /// Whether the operator may be offered to accept the path.
    static func canBeAlias(_ path: String) -> Bool {
        path.hasPrefix("/") && path.utf8.count <= 128 && path.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            && !self.isScanned(path) && !self.isPanel(path) && !self.isOneBot12(path)
    }
}
