package import Snapshot

/// How this console is run, looked at and protected: SYS-07, OPS, SEC.
package enum OperationSymptom: Equatable, Sendable {
    /// SYS-07.
    case settingsFault(Evidence.SettingsFileFault)
    /// OPS-01.
    case endsWithSession
    /// OPS-02.
    case notUTF8(terminal: String)
    /// OPS-03.
    case terminal(name: String, isKnown: Bool, columns: Int, rows: Int, isSmall: Bool)
    /// SEC-01.
    case noKey(isReachable: Bool, port: Int)
    /// SEC-02.
    case weakKey([Evidence.KeyWeakness])
    /// SEC-04: a proxy passes the key on in a query string, and writes such into its log.
    case keyInQuery(proxy: String)

    package var id: FindingID {
        switch self {
        case .settingsFault: .sys07
        case .endsWithSession: .ops01
        case .notUTF8: .ops02
        case .terminal: .ops03
        case .noKey: .sec01
        case .weakKey: .sec02
        case .keyInQuery: .sec04
        }
    }

    func text(_ context: FindingContext) -> FindingText {
        switch context.language {
        case .english: self.english(context)
        case .chinese: self.chinese(context)
        }
    }
}
