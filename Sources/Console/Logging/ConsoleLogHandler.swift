import Logging

/// Brings what the parts of the console log to a ``LogStore``.
struct ConsoleLogHandler: LogHandler {
    private let store: LogStore
    private let subject: String
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    var logLevel: Logger.Level

    /// The metadata key that names another subject than the label does.
    private static let subjectKey = "subject"

    init(store: LogStore, label: String, level: Logger.Level) {
        self.store = store
        self.subject = label.split(separator: ".").last.map(String.init) ?? label
        self.logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.metadata[key] }
        set { self.metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var metadata = self.metadata
        metadata.merge(self.metadataProvider?.get() ?? [:]) { _, new in new }
        metadata.merge(event.metadata ?? [:]) { _, new in new }
        if let error = event.error { metadata["error"] = "\(error)" }
        let subject = metadata.removeValue(forKey: Self.subjectKey).map { "\($0)" } ?? self.subject
        self.store.append(
            level: .init(event.level),
            subject: subject,
            text: LogText.text(self.store.redactor.redact("\(event.message)"), self.redacted(metadata))
        )
    }

    /// Before the values are quoted and cut, which would hide a key from the redactor.
    private func redacted(_ metadata: Logger.Metadata) -> Logger.Metadata {
        metadata.mapValues(self.redacted)
    }

    private func redacted(_ value: Logger.MetadataValue) -> Logger.MetadataValue {
        switch value {
        case .array(let values): .array(values.map(self.redacted))
        case .dictionary(let values): .dictionary(self.redacted(values))
        default: .string(self.store.redactor.redact("\(value)"))
        }
    }
}
