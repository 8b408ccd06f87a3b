/// Ready files for those who watch the console with Prometheus and Grafana; embedded, so that the program is all they need.
package enum OperatorFiles {
    /// A dashboard for Grafana's import, JSON.
    package static var dashboard: String { self.text(PackageResources.dashboard_json) }

    /// Rules for Prometheus's `rule_files`, YAML.
    package static var alerts: String { self.text(PackageResources.alerts_yaml) }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
