import Doctor
import Snapshot

/// The parts of the Doctor's panel that can be moved in, in the order that Tab goes through.
enum DoctorBox: Int, CaseIterable {
    case findings
    case details
}

/// The Doctor as one terminal looks at it.
struct DoctorState: Equatable {
    var focus = DoctorBox.findings
    var cursor = FindingCursor()
    var filter = FilterState()
    /// First line of the details in sight, and the finding that it belongs to.
    var detailTop = 0
    var detailKey: Finding.Key?
    /// Whether this terminal waits for a self-test.
    var isTesting = false
    /// The last self-test that this terminal asked for, its texts safe.
    var selfTest: SelfTestFacts?
}
