import CPlatform
import Foundation
import Glibc
import Logging
import Synchronization

/// The program that is to follow in this process, once somebody has asked for it.
///
/// The process stays, and so do its number, its lock on the state folder and its listening sockets: whoever started it
/// (systemd, a container, a shell) sees nothing end, and who connects meanwhile waits instead of being refused.
final class Succession: Sendable {
    private struct State {
        var program: String?
        var sockets: [CInt] = []
    }

    private let state = Mutex(State())

    /// The program's file; nil while nobody has asked.
    var program: String? { self.state.withLock { $0.program } }

    func request(_ program: String) { self.state.withLock { $0.program = program } }

    /// - Parameter sockets: That go on listening; owned by the successor from now on.
    func keep(_ sockets: [CInt]) { self.state.withLock { $0.sockets += sockets } }

    /// This program's file as it is on disk now, which need not be what runs.
    static var ownProgram: String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0, count < buffer.count else { return nil }
        let path = String(decoding: buffer[..<count], as: UTF8.self)
        // What the kernel adds once the file has been replaced (proc(5)).
        let mark = " (deleted)"
        return path.hasSuffix(mark) ? String(path.dropLast(mark.count)) : path
    }

    /// Becomes the program that was asked for. Everything of this one must have ended.
    ///
    /// - Returns: Only when that failed: the system's error number.
    func proceed(lock: CInt?) -> Int32 {
        let (program, sockets) = self.state.withLock { ($0.program, $0.sockets) }
        guard let program else { return ENOENT }
        var handed = InheritedDescriptors.none
        handed.sockets = sockets
        handed.lock = lock
        // Even where its file has been replaced, this opens what runs.
        let former = open("/proc/self/exe", O_RDONLY | O_CLOEXEC)
        handed.former = former >= 0 ? former : nil
        return Self.become(program, handed)
    }

    /// Becomes `program`, which gets `handed`.
    ///
    /// - Returns: Only when that failed: the system's error number.
    static func become(_ program: String, _ handed: InheritedDescriptors) -> Int32 {
        let environment = ProcessInfo.processInfo.environment
            .filter { !InheritedDescriptors.variables.contains($0.key) }
            .merging(handed.variables(process: getpid())) { $1 }
        let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let code = withCStrings(Launcher.withoutReadiness(CommandLine.arguments)) { arguments in
            withCStrings(variables) { variables in
                cp_replace_process(program, arguments, variables, handed.all, handed.all.count)
            }
        }
        return -code
    }
}
