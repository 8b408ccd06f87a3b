import Glibc
import Settings
import Snapshot

/// Notices that the settings file was changed by somebody else, and whether it could still be used (SYS-07).
///
/// Reads the file only when its times, size or identity have changed.
struct SettingsFileWatch {
    private struct Stamp: Equatable {
        var inode: ino_t
        var size: off_t
        var seconds: time_t
        var nanoseconds: Int
    }

    private var stamp: Stamp?
    private var judged: LoadedSettings?
    private var fault: Evidence.SettingsFileFault?

    /// - Parameter loaded: The settings in force.
    mutating func look(_ store: SettingsStore, loaded: LoadedSettings) -> Evidence.SettingsFileFault? {
        var status = stat()
        // A missing file is no fault: everything in it is in force, and a start would make it anew.
        guard stat(store.file, &status) == 0 else { return nil }
        let stamp = Stamp(
            inode: status.st_ino,
            size: status.st_size,
            seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec
        )
        if stamp == self.stamp, loaded == self.judged { return self.fault }
        self.stamp = stamp
        self.judged = loaded
        self.fault = Self.judge(store, loaded: loaded)
        return self.fault
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
