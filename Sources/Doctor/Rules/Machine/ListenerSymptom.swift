package import Snapshot

/// What is wrong with an address that we listen on, or want to: SYS-01, SYS-02, TLS-03.
package enum ListenerSymptom: Equatable, Sendable {
    /// SYS-01. The free port is one that nobody here listens on.
    case portTaken(port: Int, owner: ProcessFacts?, container: String?, freePort: Int?)
    /// SYS-02: below 1024 without the right to it.
    case notPermitted(port: Int)
    /// SYS-02. The candidates are addresses of this machine.
    case addressNotHere(host: String, candidates: [String])
    /// SYS-02, in the system's words.
    case failed(host: String, port: Int, reason: String)
    /// SYS-02: listened on, and yet our own connection was not answered as it must be.
    case selfTestFailed(address: String, port: Int, answer: SelfTestFacts.Answer, question: SelfTestFacts.Question)

    /// TLS-03: the certificate ends soon, or has ended.
    case certificateEnds(CertificateFacts, hasEnded: Bool)
    /// TLS-03: its files were changed, and what they are now cannot be served.
    case certificateNotRead(CertificateFacts, CertificateTrouble)
    /// SYS-02: the certificate cannot be used.
    case certificateNotUsable(host: String, port: Int, CertificateTrouble)

    package var id: FindingID {
        switch self {
        case .certificateEnds, .certificateNotRead: .tls03
        case .certificateNotUsable: .sys02
        case .portTaken: .sys01
        case .notPermitted, .addressNotHere, .failed, .selfTestFailed: .sys02
        }
    }

    func text(_ context: FindingContext) -> FindingText {
        switch context.language {
        case .english: self.english(context)
        case .chinese: self.chinese(context)
        }
    }

    /// Address and port as the words name them.
    static func named(_ host: String, _ port: Int) -> String { Subject.listener(host: host, port: port).text }
}
