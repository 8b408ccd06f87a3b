import CPlatform
import Foundation
import Glibc
import TerminalTesting

/// A program without a terminal: what it writes goes into two files, its end is waited for.
final class RunningCommand {
    /// Why the program could not be started.
    struct Failed: Error {
        let code: Int32
    }

    /// What a program that has ended left behind.
    struct Result {
        let exit: Int32
        let output: String
        let errors: String
    }

    let process: Int32
    private let outputFile: String
    private let errorFile: String
    private var status: Int32?

    /// - Parameters:
    ///   - environment: All of it; nothing is inherited.
    ///   - folder: Where the program runs and its output is kept.
    init(_ program: String, _ arguments: [String], environment: [String: String], folder: String) throws {
        let name = "\(folder)/command-\(UUID().uuidString.prefix(8))"
        self.outputFile = name + ".out"
        self.errorFile = name + ".err"
        let errors = open(self.errorFile, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard errors >= 0 else { throw Failed(code: errno) }
        defer { close(errors) }
        // Only standard error can be given to a program that is started; the shell opens the other.
        let shell = ["sh", "-c", "out=$1; shift; exec \"$@\" >\"$out\"", "sh", self.outputFile]
        self.process = withCStrings(shell + [program] + arguments) { arguments in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
                cp_spawn_detached("/bin/sh", arguments, variables, -1, errors, folder)
            }
        }
        guard self.process > 0 else { throw Failed(code: -self.process) }
    }

    deinit { self.kill() }

    var output: String { Self.text(self.outputFile) }
    var errors: String { Self.text(self.errorFile) }

    /// Whether the program has ended.
    var hasEnded: Bool {
        if self.status != nil { return true }
        var status: Int32 = 0
        guard waitpid(self.process, &status, WNOHANG) == self.process else { return false }
        self.status = status
        return true
    }

    /// Waits until the program has ended.
    func result(deadline: Duration = .seconds(20)) async throws -> Result {
        do {
            try await TerminalTesting.wait(until: "the program ends", deadline: deadline) { self.hasEnded }
        } catch let late as TookTooLong {
            throw TookTooLong("\(late.description); it wrote:\n\(self.output)\n\(self.errors)")
        }
        let status = self.status ?? 0
        let signal = status & 0x7F
        return Result(exit: signal == 0 ? status >> 8 & 0xFF : -signal, output: self.output, errors: self.errors)
    }

    /// Waits until `condition` holds of what is on standard error.
    func wait(forErrors what: String, _ condition: (String) -> Bool) async throws {
        do {
            try await TerminalTesting.wait(until: what) { condition(self.errors) || self.hasEnded }
        } catch let late as TookTooLong {
            throw TookTooLong("\(late.description); it wrote:\n\(self.errors)")
        }
        guard condition(self.errors) else { throw TookTooLong("it ended before \(what):\n\(self.errors)") }
    }

    func signal(_ number: Int32) { Glibc.kill(self.process, number) }

    /// Ends the program in any case.
    func kill() {
        guard !self.hasEnded else { return }
        Glibc.kill(self.process, SIGKILL)
        var status: Int32 = 0
        waitpid(self.process, &status, 0)
        self.status = status
    }

    private static func text(_ file: String) -> String {
        // Not there yet: nothing was written.
        (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    }
}
