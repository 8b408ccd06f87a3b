import CPlatform
import Foundation
import Glibc

/// The end of this program by becoming another one in the same process. Once that has failed no descriptor is any more
/// what it was but those that were to be handed on: what is left is to try another program, or to ``end(_:_:)``.
struct Replacement {
    private var handed: InheritedDescriptors

    /// - Parameter handed: What the next program gets.
    init(_ handed: InheritedDescriptors) {
        self.handed = handed
    }

    /// Becomes `program`.
    ///
    /// - Returns: Only when that failed: the system's error number, ECANCELED where a signal asks for the end.
    mutating func become(_ program: String) -> Int32 {
        let environment = ProcessInfo.processInfo.environment
            .filter { !InheritedDescriptors.variables.contains($0.key) }
            .merging(self.handed.variables(process: getpid())) { $1 }
        let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        var numbers = self.handed.all
        let code = withCStrings(Launcher.withoutReadiness(CommandLine.arguments)) { arguments in
            withCStrings(variables) { variables in
                cp_replace_process(program, arguments, variables, &numbers, numbers.count)
            }
        }
        self.handed = self.handed.renumbered(numbers)
        return -code
    }

    /// Becomes the program that ran before, and tells it why.
    ///
    /// - Returns: As ``become(_:)`` does.
    mutating func goBack(because reason: String) -> Int32 {
        guard let former = self.handed.former else { return ENOENT }
        // Where it stands now another descriptor may be put before it is opened: above all that the next program gets by
        // number, which are no more with a reason in its own place.
        let program = fcntl(former, F_DUPFD_CLOEXEC, InheritedDescriptors.first + CInt(self.handed.all.count))
        guard program >= 0 else { return errno }
        self.handed.former = nil
        self.handed.give(reason: reason)
        // Of this thread: an attempt before may have left it a table of its own.
        return self.become("/proc/thread-self/fd/\(program)")
    }

    /// Ends the process at once: nothing that uses a descriptor may run any more.
    ///
    /// - Parameters:
    ///   - code: Why the last attempt failed.
    ///   - reason: Why it was made.
    static func end(_ code: Int32, _ reason: String) -> Never {
        guard code != ECANCELED else { _exit(CommandExit.done) }
        StandardStreams().notice("\(reason) \(String(cString: strerror(code)))")
        _exit(CommandExit.failed)
    }
}
