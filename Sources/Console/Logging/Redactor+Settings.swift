import Settings

extension Redactor {
    /// Registers every secret that the settings hold.
    func register(secretsOf settings: Settings) {
        let all =
            [settings.endpoint.accessKey, settings.napcat.token] + settings.endpoint.keys.map(\.key)
            + settings.apps.map(\.accessKey)
        for secret in all { self.register(secret) }
    }
}
