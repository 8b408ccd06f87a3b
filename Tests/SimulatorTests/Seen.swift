import Simulator
import Synchronization

/// Keeps what a fleet reports.
final class Seen: Sendable {
    private let happenings = Mutex<[Happening]>([])

    func add(_ happening: Happening) { self.happenings.withLock { $0.append(happening) } }

    var all: [Happening] { self.happenings.withLock { $0 } }

    var calls: [CallRecord] {
        self.all.compactMap { if case .called(let call) = $0.kind { call } else { nil } }
    }

    /// The codes of connections that the server has ended.
    var closeCodes: [UInt16?] {
        self.all.compactMap { if case .closed(let code, _) = $0.kind { code } else { nil } }
    }
}
