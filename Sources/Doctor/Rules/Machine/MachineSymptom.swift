import Snapshot

/// What is wrong with this machine, with the way to it, or with this console's settings.
package enum MachineSymptom: Equatable, Sendable {
    /// SEC-06: the port that scanners try listens on a public address; nil where that is a provider's.
    case defaultPort(address: String?)
    /// NET.
    case reach(ReachSymptom)
    /// SYS-01, SYS-02.
    case listener(ListenerSymptom)
    /// SYS-03 … SYS-06, JRN-01.
    case resource(ResourceSymptom)
    /// SYS-07, OPS, SEC-01, SEC-02.
    case operation(OperationSymptom)

    package var id: FindingID {
        switch self {
        case .defaultPort: .sec06
        case .reach(let symptom): symptom.id
        case .listener(let symptom): symptom.id
        case .resource(let symptom): symptom.id
        case .operation(let symptom): symptom.id
        }
    }

    package func text(_ context: FindingContext) -> FindingText {
        switch self {
        case .defaultPort(let address):
            switch context.language {
            case .english: Self.defaultPortInEnglish(address, context)
            case .chinese: Self.defaultPortInChinese(address, context)
            }
        case .reach(let symptom): symptom.text(context)
        case .listener(let symptom): symptom.text(context)
        case .resource(let symptom): symptom.text(context)
        case .operation(let symptom): symptom.text(context)
        }
    }
}
