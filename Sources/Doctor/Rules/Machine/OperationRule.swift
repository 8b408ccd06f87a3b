package import Snapshot

/// SYS-07, OPS-01, OPS-02, OPS-03: the settings file, the session, the terminals.
package struct OperationRule: Rule {
    static let columns = 80
    static let rows = 24

    package init() {}

    package func observe(_ evidence: Evidence) -> [Observation] {
        var found: [Observation] = []
        if let fault = evidence.settingsFault {
            // A console that runs goes on with what it has read; one that does not cannot start.
            let isServing = evidence.snapshot.endpoint.listeners.contains { $0.state == .listening }
            let severity: Severity = fault.isBroken ? (isServing ? .warning : .error) : .notice
            found.append(
                Observation(
                    .machine(.operation(.settingsFault(fault))),
                    of: .path(evidence.snapshot.console.settingsFile),
                    severity: severity
                )
            )
        }
        if evidence.machine?.endsWithSession == true {
            found.append(
                Observation(
                    .machine(.operation(.endsWithSession)),
                    of: .machine,
                    severity: .warning,
                    certainty: .likely
                )
            )
        }
        return found + evidence.terminals.flatMap(self.terminal)
    }

    private func terminal(_ terminal: Evidence.Terminal) -> [Observation] {
        let subject = Subject.terminal(terminal.name)
        var found: [Observation] = []
        if !terminal.isUTF8 {
            found.append(
                Observation(.machine(.operation(.notUTF8(terminal: terminal.name))), of: subject, severity: .warning)
            )
        }
        // A size of zero is one that nobody knows.
        let isSmall =
            (1..<Self.columns).contains(terminal.columns) || (1..<Self.rows).contains(terminal.rows)
        if !terminal.isKnown || isSmall {
            let symptom = OperationSymptom.terminal(
                name: terminal.name,
                isKnown: terminal.isKnown,
                columns: terminal.columns,
                rows: terminal.rows,
                isSmall: isSmall
            )
            found.append(
                Observation(
                    .machine(.operation(symptom)),
                    of: subject,
                    severity: terminal.isKnown ? .notice : .warning
                )
            )
        }
        return found
    }
}
