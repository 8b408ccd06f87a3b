import Glibc

/// Where the settings file and the state folder are when nobody says (XDG Base Directory Specification).
package struct SettingsPaths: Equatable, Sendable {
    package var settingsFile: String
    package var stateFolder: String

    /// - Parameters:
    ///   - environment: the process's environment.
    ///   - settingsFile: what `--config` says.
    ///   - stateFolder: what `--state-dir` says.
    /// - Throws: ``SettingProblem/Cause/noHome`` when a default is needed and there is no home folder.
    package init(
        environment: [String: String],
        settingsFile: String? = nil,
        stateFolder: String? = nil
    ) throws(SettingProblem) {
        if let settingsFile {
            self.settingsFile = settingsFile
        } else {
            let base = try Self.base("XDG_CONFIG_HOME", or: ".config", environment)
            self.settingsFile = "\(base)/onebot-console/config.yaml"
        }
        if let stateFolder {
            self.stateFolder = stateFolder
        } else {
            self.stateFolder = "\(try Self.base("XDG_STATE_HOME", or: ".local/state", environment))/onebot-console"
        }
    }

    /// A relative path in an XDG variable is to be ignored, says the specification.
    private static func base(
        _ variable: String,
        or fallback: String,
        _ environment: [String: String]
    ) throws(SettingProblem) -> String {
        if let path = environment[variable], path.hasPrefix("/") { return Self.trimmed(path) }
        guard let home = Self.home(environment) else { throw SettingProblem(.noHome) }
        return home == "/" ? "/\(fallback)" : "\(home)/\(fallback)"
    }

    private static func home(_ environment: [String: String]) -> String? {
        if let home = environment["HOME"], home.hasPrefix("/") { return Self.trimmed(home) }
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwuid_r(geteuid(), &entry, &buffer, buffer.count, &found) == 0, found != nil,
            let folder = entry.pw_dir
        else { return nil }
        let home = String(cString: folder)
        return home.hasPrefix("/") ? home : nil
    }

    private static func trimmed(_ path: String) -> String {
        var result = Substring(path)
        while result.count > 1, result.last == "/" { result.removeLast() }
        return String(result)
    }
}
