package import Doctor

/// A finding with its words, safe for the screen and in the language of the terminal.
package struct FindingEntry: Equatable, Sendable {
    package var finding: Finding
    package var text: FindingText
    /// What the console can do about it by itself, in words.
    package var remedy: String?
    /// The address that it is about; nil where it is about something else.
    package var address: String?
    /// What whoever it is about must dial; nil where none can be told.
    package var url: String?
}

extension Finding {
    /// The step of the Connect panel whose keys mend it; nil where none does.
    var connectStep: ConnectStep.Kind? {
        guard case .napcat(let symptom) = self.symptom else { return nil }
        return switch symptom {
        case .panelDown, .panelForeign, .panelOpen, .defaultPanelPort: .webUI
        case .panelLocked, .panelTokenWeak: .token
        case .loginNeeded: .login
        case .notDialled, .ownLoopback, .unsendableKey: .client
        case .dataFolder: nil
        }
    }
}

/// A finding on a page of its own.
package struct OpenFinding: Equatable, Sendable {
    package var entry: FindingEntry
    /// Whether the doctor finds it no more: the page stays, so that it can be read to its end.
    package var isGone = false
    package var top = 0
}
