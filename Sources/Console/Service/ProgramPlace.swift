import CPlatform
import Glibc

/// Whether a service can be started from where the program lies.
enum ProgramPlace {
    enum Obstacle: Error, Equatable, Sendable {
        /// The file that runs has been replaced or removed.
        case replaced
        /// The next build would change it, and `make clean` remove it.
        case buildFolder
        /// Nobody knows how long it stays there, and the service has a folder of that name of its own.
        case temporaryFolder
        /// The service's user may not read this part of the path.
        case closed(part: String)
    }

    /// The way to a file: each part's permission bits, from the root on. nil for a part that is not there.
    typealias Modes = (_ path: String) -> mode_t?

    /// - Parameters:
    ///   - program: What `/proc/self/exe` says.
    ///   - scope: For whose service.
    static func obstacle(_ program: String, _ scope: ServiceScope, modes: Modes = Self.mode) -> Obstacle? {
        if program.hasSuffix(" (deleted)") { return .replaced }
        let parts = program.split(separator: "/").map(String.init)
        if parts.contains(where: { $0 == ".build" || $0.hasPrefix(".build-") || $0.hasPrefix(".build_") }) {
            return .buildFolder
        }
        if ["tmp", "dev", "run", "proc"].contains(parts.first ?? "") || program.hasPrefix("/var/tmp/") {
            return .temporaryFolder
        }
        guard scope == .system else { return nil }
        var path = ""
        for (index, part) in parts.enumerated() {
            path += "/" + part
            // Folders are passed through, the file is read and run.
            let needed: mode_t = index == parts.count - 1 ? 0o005 : 0o001
            guard let mode = modes(path), mode & needed == needed else { return .closed(part: path) }
        }
        return nil
    }

    static func mode(_ path: String) -> mode_t? {
        var facts = cp_file_facts()
        return cp_look_at_file(path, 1, &facts) == 0 ? facts.mode & 0o7777 : nil
    }
}
