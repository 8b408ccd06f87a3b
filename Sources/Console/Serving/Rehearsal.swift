import Foundation
import Glibc
import Logging
import Snapshot

/// Tries whether the program on disk could serve in our place, before anything is ended for it.
struct Rehearsal: Sendable {
    let options: ServeOptions
    let succession: Succession
    let logger: Logger

    /// - Returns: nil when it could, and is to follow now; else why not.
    func request(_ language: Language) async -> String? {
        let phrases = SuccessionPhrases(language)
        guard !self.succession.isEnding else { return phrases.isEnding() }
        guard let program = Succession.ownProgram, access(program, X_OK) == 0 else {
            return phrases.noProgram(Succession.ownProgram)
        }
        let outcome = await Launcher(
            program: program,
            arguments: Launcher.arguments(for: self.options) + [Launcher.rehearsalOption],
            environment: ProcessInfo.processInfo.environment,
            folder: self.options.stateFolder
        ).launch()
        switch outcome {
        case .ready:
            guard self.succession.follow(program) else { return phrases.isEnding() }
            self.logger.info("the program is replaced", metadata: ["program": "\(program)"])
            return nil
        case .failed(let sentence, _): return phrases.cannotServe(program, sentence)
        case .alreadyServed, .died, .timedOut, .notStarted: return phrases.noConsole(program)
        }
    }
}
