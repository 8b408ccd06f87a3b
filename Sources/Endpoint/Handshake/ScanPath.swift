/// Paths that no bot asks for and scanners do: other programs' secrets and entrances. A bot's wrong path is none of
/// these, however wrong it is.
enum ScanPath {
    /// Beginnings, in small letters.
    private static let beginnings = [
        // Files that lie about where a site was copied to.
        "/.env", "/.git", "/.svn", "/.aws", "/.ssh", "/.ds_store", "/.vscode", "/.htpasswd", "/backup", "/config.json",
        "/server-status",
        // Panels and programs with known holes.
        "/wp-", "/wordpress", "/xmlrpc", "/phpmyadmin", "/pma", "/myadmin", "/cgi-bin", "/actuator", "/solr",
        "/jenkins", "/manager/html", "/hnap1", "/boaform", "/goform", "/owa", "/autodiscover", "/ecp", "/remote/",
        "/vendor/phpunit", "/_ignition", "/telescope", "/druid", "/nacos", "/login.action", "/geoserver", "/sdk",
        "/evox", "/nmap", "/nice%20ports", "/setup.cgi", "/shell", "/console/",
    ]
    private static let endings = [".php", ".asp", ".aspx", ".jsp", ".cgi", ".env", ".sql", ".bak"]

    static func matches(_ path: String) -> Bool {
        let lowered = path.prefix(256).lowercased()
        return self.beginnings.contains { lowered.hasPrefix($0) } || self.endings.contains { lowered.hasSuffix($0) }
    }
}
