import Foundation
import Glibc
import Logging
import Snapshot

/// Tries whether the program on disk could serve in our place, before anything is ended for it.
struct Rehearsal: Sendable {
    let folder: StateFolder
    let succession: Succession
    /// The addresses that it would be given, `host:port`.
    let held: @Sendable () async -> [String]
    /// How many sockets it would be given.
    let sockets: @Sendable () async -> Int
    let logger: Logger

    /// - Returns: nil when it could, and is to follow now; else why not.
    func request(_ language: Language) async -> String? {
        let phrases = SuccessionPhrases(language)
        let start = SystemService.installed.startLine(of: self.folder, sudo: "sudo ")
        guard !self.succession.isEnding else { return phrases.isEnding(start: start) }
        guard let program = Succession.ownProgram, access(program, X_OK) == 0 else {
            return phrases.noProgram(Succession.ownProgram)
        }
        let sockets = await self.sockets()
        guard sockets <= InheritedDescriptors.mostSockets else {
            self.logger.warning("not replaced", metadata: ["reason": "too many listeners", "sockets": "\(sockets)"])
            return phrases.tooManyListeners(sockets, most: InheritedDescriptors.mostSockets)
        }
        // With the arguments and in the surroundings that it would have, so that it fails here with whatever it would
        // fail with there. The working folder is one of them: arguments may name files by it.
        let outcome = await Launcher(
            program: program,
            arguments: Launcher.rehearsal(of: CommandLine.arguments, held: await self.held(), language),
            environment: ProcessInfo.processInfo.environment
                .filter { !InheritedDescriptors.variables.contains($0.key) },
            folder: self.folder,
            workingFolder: nil
        ).rehearse()
        switch outcome {
        case .ready:
            guard self.succession.follow(program) else { return phrases.isEnding(start: start) }
            self.logger.info("the program is replaced", metadata: ["program": "\(program)"])
            return nil
        case .failed(let sentence, _):
            self.logger.warning("not replaced", metadata: ["program": "\(program)", "reason": "\(sentence)"])
            return phrases.cannotServe(program, sentence)
        case .alreadyServed, .died, .timedOut, .notStarted: return phrases.noConsole(program)
        }
    }
}
