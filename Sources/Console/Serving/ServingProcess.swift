import CPlatform
import Foundation
import Glibc
import Logging
import Settings
import Snapshot

/// The process that listens, holds the bots and builds every screen. It never owns a terminal.
package enum ServingProcess {
    /// The version of the program.
    package static let version = "0.1.0"

    /// Serves until it is told to stop.
    ///
    /// - Returns: The exit code. Not at all where another program follows in this process.
    /// - Throws: ``StateFolderProblem`` when the folder is not to be had, ``CommandFailure`` when it cannot serve.
    package static func run(_ options: ServeOptions) async throws -> Int32 {
        let environment = ProcessInfo.processInfo.environment
        // The terminal that started us may go; that is no reason to end. A headless console takes it as a wish, once it
        // can: see ``ManagedService``.
        signal(SIGHUP, SIG_IGN)
        var descriptors = UInt64.max
        _ = cp_raise_descriptor_limit(&descriptors)
        // With fewer the runtime ends the process where it gets none, without a word.
        guard descriptors >= ServingThreads.fewestDescriptors else {
            throw CommandFailure(
                CommandPhrases(options.spokenLanguage).tooFewDescriptors(
                    Int(descriptors),
                    needed: Int(ServingThreads.fewestDescriptors)
                )
            )
        }

        let claim = try await ServingClaim.claim(
            options.stateFolder,
            environment: environment,
            inherited: options.inherited.lock
        )
        let log = LogStore(
            file: options.stateFolder.logFile,
            standardError: options.headless,
            format: options.logFormat
        )
        let lastWords = options.headless ? [] : Self.lastWords(in: options.stateFolder, log)
        let errors = options.headless ? nil : ErrorStream(into: log)
        let threads = ServingThreads(descriptors: descriptors)
        var succession: Succession?
        var failure: (any Error)?
        do {
            let serving = try await Serving(
                options,
                claim: claim,
                environment: environment,
                threads: threads,
                log: log,
                lastWords: lastWords
            )
            succession = serving.succession
            try await serving.serve()
        } catch {
            failure = error
            if succession?.program != nil {
                log.logger(label: "console").error("ended with trouble", metadata: ["reason": "\(error)"])
            }
        }
        // Before any other program runs in this process, whether it follows or is gone back to.
        await threads.end()
        // Once: it gives standard error back, by the number of a descriptor that is closed then.
        await Self.end(errors, options.stateFolder, log)
        // Whatever has failed here: the program that was to follow does not need it.
        if let succession, succession.program != nil {
            succession.proceed(claim, SuccessionPhrases(options.spokenLanguage))
        }
        succession?.closeSockets()
        claim.release()
        if let failure { throw Self.sentence(failure, options.spokenLanguage) }
        return CommandExit.done
    }

    private static func sentence(_ failure: any Error, _ language: Language) -> any Error {
        (failure as? SettingsRefusal).map {
            CommandFailure($0.sentences(SettingsLanguage(language)).joined(separator: "\n"))
        } ?? failure
    }

    /// What the run before said last. The log has it when the keys are known that may stand in it, and until then where
    /// it is.
    private static func lastWords(in folder: StateFolder, _ log: LogStore) -> [String] {
        let lastWords = CrashFile(path: folder.crashFile).takeLastWords()
        if !lastWords.isEmpty {
            log.logger(label: "crash")
                .error("an earlier run left this on standard error", metadata: ["file": "\(folder.crashFile).1"])
        }
        return lastWords
    }

    private static func end(_ errors: ErrorStream?, _ folder: StateFolder, _ log: LogStore) async {
        await errors?.release()
        await log.flush()
        if errors != nil { CrashFile(path: folder.crashFile).clear() }
    }
}
