import Glibc
import Subprocess
import SystemPackage

/// Runs an operator's program, with bytes on its standard input and an end to its patience.
struct CommandAction: Sendable {
    let argv: [String]
    /// The whole of the program's environment.
    let environment: [String: String]
    let limits: AlarmLimits

    /// What of `ours` a command sees. Everything else stays here: some of it holds access keys.
    static func environment(from ours: [String: String]) -> [String: String] {
        ours.filter { ["PATH", "HOME", "LANG"].contains($0.key) }
    }

    /// A program that ends without reading its input must not end us; the library relies on it.
    private static let brokenPipesIgnored: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    /// The program leads a session of its own, so that all it starts can be ended with it; it gets no descriptor of
    /// ours but the three of its own. Cancelling the task ends it at once.
    @concurrent
    func run(input: [UInt8]) async -> AttemptResult {
        guard let program = self.argv.first else { return .failed(.couldNotStart(errno: ENOENT)) }
        Self.brokenPipesIgnored
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))
        ]
        do {
            let result = try await Subprocess.run(
                .path(FilePath(program)),
                arguments: Arguments(Array(self.argv.dropFirst())),
                environment: .custom(
                    Dictionary(
                        uniqueKeysWithValues: self.environment.compactMap { name, value in
                            Environment.Key(rawValue: name).map { ($0, value) }
                        }
                    )
                ),
                workingDirectory: "/",
                platformOptions: options,
                input: .inputWriter,
                output: .sequence,
                error: .combinedWithOutput
            ) { execution in
                await self.accompany(execution, input: input)
            }
            return self.judge(result.terminationStatus, result.closureResult)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            return .failed(.couldNotStart(errno: Self.reason(program)))
        } catch let error as SubprocessError {
            return .failed(.couldNotStart(errno: error.underlyingError?.rawValue ?? 0))
        } catch {
            return .failed(.couldNotStart(errno: 0))
        }
    }

    /// Why a program was not found, where the library does not tell apart what the system did. An interpreter that is
    /// missing looks like a program that is.
    private static func reason(_ program: String) -> CInt {
        guard access(program, X_OK) == 0 else { return errno }
        var status = stat()
        return stat(program, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR ? EACCES : ENOENT
    }

    // MARK: - While it runs

    private typealias Running = Execution<CustomWriteInput, SequenceOutput, CombinedErrorOutput>

    private struct Course: Sendable {
        var output: String
        var isOverdue: Bool
        var isStopped: Bool
    }

    /// Feeds and reads the program until it has ended, and sees to it that it ends. It is not yet reaped then, so its
    /// number still names its own group and no other.
    private func accompany(_ execution: Running, input: [UInt8]) async -> Course {
        let clock = ContinuousClock()
        let start = clock.now
        let reader = Task { await self.read(execution.standardOutput) }
        let writer = Task {
            // A program need not read what it is given.
            _ = try? await execution.standardInputWriter.write(input)
            try? await execution.standardInputWriter.finish()
        }
        // Signal 0 asks without doing anything: the first step waits for the program to end by itself.
        await execution.teardown(using: [
            .send(signal: Signal(rawValue: 0), allowedDurationToNextStep: self.limits.time),
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: self.limits.grace),
        ])
        let isOverdue = clock.now - start >= self.limits.time
        let isStopped = Task.isCancelled
        // The leader has gone; those of its group that did not heed the first signal have not.
        if isOverdue || isStopped { try? execution.send(signal: .kill, toProcessGroup: true) }
        reader.cancel()
        writer.cancel()
        await writer.value
        return Course(output: await reader.value, isOverdue: isOverdue, isStopped: isStopped)
    }

    /// Reads all there is, keeping the end of it. Once the program has ended (the task is cancelled then), no more is
    /// read than a pipe can hold: what the program left running may go on printing for ever.
    private func read(_ output: SubprocessOutputSequence) async -> String {
        var tail = OutputTail(limit: self.limits.output)
        var rest = 1 << 20
        var iterator = output.makeAsyncIterator()
        while let chunk = try? await iterator.next(), rest > 0 {
            chunk.withUnsafeBytes { tail.append($0) }
            if Task.isCancelled { rest -= chunk.count }
        }
        return tail.text
    }

    private func judge(_ status: TerminationStatus, _ course: Course) -> AttemptResult {
        var result = AttemptResult(output: course.output)
        switch status {
        case _ where course.isStopped: result.failure = .stopped
        case _ where course.isOverdue: result.failure = .timedOut(after: self.limits.time)
        case .exited(0): break
        case .exited(let code): result.failure = .exit(code: code)
        case .signaled(let signal): result.failure = .killedBySignal(signal)
        }
        return result
    }
}
