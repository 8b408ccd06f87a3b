import Endpoint
import Logging
import Settings
import Snapshot

/// What is looked up and begun while a run of the serving process is put together.
enum ServingStart {
    /// Listens. Without a screen to show a failure it ends the start; with one, the screen shows it. So it does not where
    /// another program could not serve in our place: whoever served before serves on as far as it can. What does listen
    /// is the caller's to stop.
    static func listen(
        _ server: EndpointServer,
        options: ServeOptions,
        _ logger: Logger
    ) async throws {
        let phrases = EffectPhrases(language: options.spokenLanguage)
        do {
            try await server.start()
        } catch {
            let problem = await ConsoleCore.problem(error)
            logger.error("cannot listen", metadata: ["reason": "\(EffectPhrases(language: .english).problem(problem))"])
            if case .certificate = problem {
                // Nobody must take the screen of a console that does not serve for one that serves without TLS.
                throw CommandFailure("\(phrases.problem(problem)) \(phrases.startWithoutTLS)")
            }
            if options.headless, options.inherited.returnedBecause == nil {
                throw CommandFailure(phrases.problem(problem))
            }
        }
    }

    /// A history that cannot be read costs the recognition of old keys, not the service. What is in force again, by
    /// whatever way it came into the settings, is none of the past.
    static func history(_ file: KeyHistoryFile, _ settings: Settings, _ logger: Logger) -> KeyHistory {
        var history = KeyHistory()
        do throws(SettingProblem) {
            // A file that is none of ours stays as it is until a key is replaced.
            history = try file.load()
            try file.update {
                $0.forget(keysOf: settings)
                history = $0
            }
        } catch {
            logger.warning("retired keys not known", metadata: ["reason": "\(error.sentence(.english))"])
        }
        return history
    }

    static func ledger(_ file: inout LedgerFile, _ logger: Logger) -> [LedgerEntry] {
        do {
            return try file.load()
        } catch {
            logger.warning("earlier attempts not known", metadata: ["reason": "\(error)"])
            return []
        }
    }
}
