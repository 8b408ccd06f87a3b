package import OneBot

extension Settings {
    /// Every value that must never be written where others read: logs, errors, the journal.
    package var secrets: [Secret] {
        let keys = [self.endpoint.accessKey, self.napcat.token] + self.endpoint.keys.map(\.key)
        let urls = [self.napcat.webUIURL, self.endpoint.publicURL] + self.apps.map(\.url)
        return (keys + self.apps.map(\.accessKey) + self.webhooks).filter { !$0.isEmpty }
            + urls.flatMap { URLSecrets.secrets(in: $0) }
    }

    /// Addresses of webhooks; most hold a token.
    private var webhooks: [Secret] {
        self.alarms.compactMap { alarm in
            if case .webhook(let url) = alarm.action { url } else { nil }
        }
    }
}
