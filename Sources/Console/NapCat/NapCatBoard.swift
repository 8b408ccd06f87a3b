import Snapshot
import Synchronization

/// What was last seen of NapCat, for whoever makes a picture of everything.
final class NapCatBoard: Sendable {
    private let state = Mutex<NapCatLook?>(nil)

    /// Nil before the first look.
    var look: NapCatLook? { self.state.withLock { $0 } }

    /// - Returns: Whether a screen or the doctor would see a difference.
    func show(_ look: NapCatLook) -> Bool {
        self.state.withLock { state in
            defer { state = look }
            guard var old = state else { return true }
            old.takenAt = look.takenAt
            // How long an answer took is no news by itself.
            if case .up = old.webUI, case .up = look.webUI { old.webUI = look.webUI }
            return old != look
        }
    }
}
