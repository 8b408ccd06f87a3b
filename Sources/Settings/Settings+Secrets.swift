package import OneBot

extension Settings {
    /// Every value that must never be written where others read: logs, errors, the journal.
    package var secrets: [Secret] {
        ([self.endpoint.accessKey, self.napcat.token] + self.endpoint.keys.map(\.key) + self.apps.map(\.accessKey))
            .filter { !$0.isEmpty }
    }
}
