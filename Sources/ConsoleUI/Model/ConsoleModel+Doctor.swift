import Doctor
import Snapshot

import struct Foundation.Date

extension ConsoleModel {
    /// Findings that ask for something.
    var troubleCount: Int { self.diagnosis.findings.count { $0.severity > .notice } }

    /// Whether the doctor has looked yet.
    var isExamined: Bool { self.diagnosis.takenAt.timeIntervalSince1970 > 0 }

    /// The list of findings in sight: the Doctor's narrowed by its filter, else all.
    var listedFindings: [FindingEntry] { self.panel == .doctor ? self.findings.shown : self.findings.entries }

    var findingCursor: FindingCursor {
        get { self.panel == .doctor ? self.doctor.cursor : self.overview.cursor }
        set {
            if self.panel == .doctor { self.doctor.cursor = newValue } else { self.overview.cursor = newValue }
        }
    }

    /// The row of the list in sight that the cursor is on; nil when there is none.
    var selectedFindingRow: Int? { self.findingCursor.place(in: self.listedFindings) }

    /// The finding that keys act on: the one opened, else the one under the cursor.
    package var selectedFinding: FindingEntry? {
        if case .finding(let open) = self.popup { return open.entry }
        let listed = self.listedFindings
        return self.findingCursor.place(in: listed).map { listed[$0] }
    }

    /// The finding whose steps stand on the screen: of the page that is open, or in the Doctor.
    var shownFinding: FindingEntry? {
        if case .finding(let open) = self.popup { return open.entry }
        return self.panel == .doctor && self.popup == nil ? self.selectedFinding : nil
    }

    var selectedFindingAddress: String? { self.selectedFinding?.address }

    var findingBlockUnavailable: Unavailable? {
        guard self.selectedFindingAddress != nil else { return .addressUnknown }
        return self.findingIsBlocked ? .alreadyBlocked : nil
    }

    var findingReleaseUnavailable: Unavailable? {
        guard self.selectedFindingAddress != nil else { return .addressUnknown }
        return self.findingIsBlocked ? nil : .notBlocked
    }

    var actUnavailable: Unavailable? {
        guard let entry = self.selectedFinding else { return .noFinding }
        switch entry.finding.remedy {
        case nil: return entry.finding.connectStep == nil ? .nothingToAct : nil
        case .rotateKey: return self.keyIsPinned ? .keyPinned : nil
        default: return nil
        }
    }

    /// Whether the address of the finding is refused at present, by the operator or for guessing.
    private var findingIsBlocked: Bool {
        guard let entry = self.selectedFinding else { return false }
        if case .release = entry.finding.remedy { return true }
        return self.snapshot.blocked.contains { $0.address == entry.address }
    }
}
