import Settings

extension Redactor {
    /// Registers every secret that the settings hold.
    func register(secretsOf settings: Settings) {
        for secret in settings.secrets { self.register(secret) }
    }
}
