import CPlatform
import Dispatch
import Settings
import Snapshot
import Synchronization

/// Notices that the settings file was changed by somebody else, and whether it could still be used (SYS-07).
///
/// The file is looked at on a thread of its own, one look at a time, so that a disk that does not answer keeps nobody
/// waiting; it is read only when its times, size or identity have changed.
final class SettingsFileWatch: Sendable {
    private struct Stamp: Equatable {
        var inode: UInt64
        var size: Int64
        var seconds: Int64
        var nanoseconds: Int64
    }

    private struct State {
        var isLooking = false
        var stamp: Stamp?
        var judged: LoadedSettings?
        var fault: Evidence.SettingsFileFault?
    }

    private let state = Mutex(State())

    /// What the last look has found.
    var fault: Evidence.SettingsFileFault? { self.state.withLock { $0.fault } }

    /// Begins a look, unless one is under way.
    ///
    /// - Parameters:
    ///   - loaded: The settings in force.
    ///   - changed: Called when the look has found something else than the one before.
    func look(_ store: SettingsStore, loaded: LoadedSettings, changed: @escaping @Sendable () -> Void) {
        let mayLook = self.state.withLock { state in
            defer { state.isLooking = true }
            return !state.isLooking
        }
        guard mayLook else { return }
        DispatchQueue.global(qos: .utility).async {
            let isNews = self.look(store, loaded: loaded)
            if isNews { changed() }
        }
    }

    /// - Returns: Whether the fault is another than before.
    private func look(_ store: SettingsStore, loaded: LoadedSettings) -> Bool {
        let stamp = Self.stamp(of: store.file)
        let (known, judged, before) = self.state.withLock { ($0.stamp, $0.judged, $0.fault) }
        var fault = before
        if stamp != known || judged != loaded {
            // A missing file is no fault: everything in it is in force, and a start would make it anew.
            fault = stamp == nil ? nil : Self.judge(store, loaded: loaded)
        }
        return self.state.withLock { state in
            state.isLooking = false
            state.stamp = stamp
            state.judged = loaded
            state.fault = fault
            return fault != before
        }
    }

    private static func stamp(of file: String) -> Stamp? {
        var facts = cp_file_facts()
        guard cp_look_at_file(file, 1, &facts) == 0 else { return nil }
        return Stamp(
            inode: facts.inode,
            size: facts.size,
            seconds: facts.modified_s,
            nanoseconds: facts.modified_ns
        )
    }

    private static func judge(_ store: SettingsStore, loaded: LoadedSettings) -> Evidence.SettingsFileFault? {
        if store.isUnchanged(since: loaded) { return nil }
        do throws(SettingsRefusal) {
            // A comment or a blank more changes nothing.
            if try store.load().settings == loaded.settings { return nil }
            return Evidence.SettingsFileFault(isBroken: false, english: "", chinese: "")
        } catch {
            return Evidence.SettingsFileFault(
                english: error.sentences(.english).first ?? "",
                chinese: error.sentences(.chinese).first ?? "",
                line: error.problems.first?.line
            )
        }
    }
}
