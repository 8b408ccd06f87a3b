import CPlatform
import Foundation
import Glibc

/// How a serving process was started by this program, so that another can be started alike: with the same settings and
/// the same environment. That may hold keys, and goes nowhere but into the new process.
package struct ServingOrigin: Equatable, Sendable {
    /// All of them, the program's name first.
    package var arguments: [String]
    package var environment: [String: String]

    package init(arguments: [String], environment: [String: String]) {
        self.arguments = arguments
        self.environment = environment
    }

    /// Nil where the process is gone, is another user's, or was not started by this program in the background. What
    /// another user's process says of itself must not be done in our name.
    package init?(process: Int32) {
        var facts = cp_file_facts()
        guard cp_look_at_file("/proc/\(process)", 1, &facts) == 0, facts.owner == geteuid(),
            let arguments = Self.strings("/proc/\(process)/cmdline"), arguments.dropFirst().first == "serve",
            let variables = Self.strings("/proc/\(process)/environ")
        else { return nil }
        self.arguments = arguments
        self.environment = [:]
        for variable in variables {
            let pair = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { self.environment[String(pair[0])] = String(pair[1]) }
        }
    }

    /// What stands behind each `option`.
    package func values(of option: String) -> [String] {
        zip(self.arguments, self.arguments.dropFirst()).filter { $0.0 == option }.map(\.1)
    }

    /// The settings file, absolute.
    var settingsFile: String? { self.values(of: "--config").last }

    private static func strings(_ path: String) -> [String]? {
        // Gone, or somebody else's: then there is nothing to know.
        guard let data = FileManager.default.contents(atPath: path), !data.isEmpty else { return nil }
        return data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}
