import CFuzzing
import Foundation
import FuzzTargets
import Synchronization

/// One parser, tried with many inputs in this process, and what it took.
final class FuzzRun: Sendable {
    private struct Figures {
        var inputs = 0
        var longestInput = 0.0
        /// Resident bytes once everything is warm, and the most since.
        var warm: Int?
        var most = 0
    }

    private let target: FuzzTarget
    private let wanted: Int
    /// Inputs between two looks at the memory.
    private let step: Int
    private let current: Mutex<CurrentInput>
    private let figures = Mutex(Figures())
    /// Processor seconds of the process when the present input began; 0 between inputs.
    private let begun = Mutex(0.0)
    private let start = cf_process_seconds()

    /// An input that takes longer hangs.
    private static let patience = 20.0
    /// Growth in bytes that is a leak. libFuzzer keeps what it learns, so it is given more.
    let mostGrowth: Int

    init(_ target: FuzzTarget, _ order: FuzzOrder, current: sending CurrentInput) {
        self.mostGrowth = order.isGuided ? 512 << 20 : 48 << 20
        self.target = target
        self.wanted = order.inputs
        self.step = max(1, min(2048, order.inputs / 40))
        self.current = Mutex(current)
    }

    /// - Throws: ``FuzzFailure`` and whatever else the parser threw.
    func attempt(_ bytes: [UInt8]) throws {
        self.current.withLock { $0.keep(bytes) }
        let before = cf_thread_seconds()
        self.begun.withLock { $0 = cf_process_seconds() }
        try self.target.check(bytes)
        self.begun.withLock { $0 = 0 }
        let took = cf_thread_seconds() - before
        self.figures.withLock { figures in
            figures.inputs += 1
            figures.longestInput = max(figures.longestInput, took)
            guard figures.inputs % self.step == 0 || figures.inputs == self.wanted else { return }
            let resident = Self.resident()
            figures.most = max(figures.most, resident)
            if figures.warm == nil, figures.inputs >= self.wanted / 20 { figures.warm = resident }
        }
    }

    /// Ends the process when an input never ends.
    func watch() {
        Thread.detachNewThread {
            while true {
                Thread.sleep(forTimeInterval: 1)
                let begun = self.begun.withLock { $0 }
                guard begun > 0, cf_process_seconds() - begun > Self.patience else { continue }
                self.say("an input has taken more than \(Int(Self.patience)) s of processor time")
                _exit(70)
            }
        }
    }

    /// Prints what it took.
    ///
    /// - Returns: Whether all inputs were tried, and the process has grown no more than it may.
    func report() -> Bool {
        let figures = self.figures.withLock { $0 }
        let growth = max(0, figures.most - (figures.warm ?? figures.most))
        let name = self.target.name.padding(toLength: 16, withPad: " ", startingAt: 0)
        print(
            name,
            String(
                format: "%9d inputs %7.1f s  growth %6.1f MiB of %5.0f  longest %8.2f ms",
                figures.inputs,
                cf_process_seconds() - self.start,
                Double(growth) / 1_048_576,
                Double(figures.most) / 1_048_576,
                figures.longestInput * 1000
            )
        )
        fflush(nil)
        guard figures.inputs >= self.wanted else {
            self.say("no more than \(figures.inputs) of \(self.wanted) inputs were tried")
            return false
        }
        guard growth > self.mostGrowth else { return true }
        self.say("the process has grown more than \(self.mostGrowth >> 20) MiB")
        return false
    }

    func say(_ words: String) {
        FileHandle.standardError.write(Data("\(self.target.name): \(words)\n".utf8))
    }

    private static func resident() -> Int {
        // proc_pid_statm(5): the second field, in pages.
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
