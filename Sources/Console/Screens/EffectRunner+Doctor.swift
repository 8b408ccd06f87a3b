import Alarms
import ConsoleUI
import Doctor
import Foundation
import Logging
import Snapshot

/// What a screen asks of the doctor and of the alarms.
extension EffectRunner {
    /// The picture of everything, with how the alarms fare.
    func snapshot() async -> Snapshot {
        var snapshot = await self.core.snapshot()
        snapshot.alarms = await self.alarms.facts()
        return snapshot
    }

    func doctor(_ effect: ConsoleEffect, language: Language) async -> ConsoleMessage? {
        let phrases = DoctorEffectPhrases(language: language)
        switch effect {
        case .examine:
            let (diagnosis, _) = await self.doctor.examineAnew(testing: false)
            return .finished(.done(phrases.examined(urgent: diagnosis.urgent.count)))
        case .selfTest:
            let (_, facts) = await self.doctor.examineAnew(testing: true)
            guard let facts else { return .finished(.failed(phrases.notTested)) }
            return .selfTested(facts)
        case .writeReport:
            return .finished(await self.writeReport(language: language))
        case .mend(let remedy):
            switch await self.core.mend(remedy, language: language) {
            case .success(let sentence):
                self.doctor.poke()
                return .finished(.done(sentence))
            case .failure(let failure):
                return .finished(.failed(failure.sentence))
            }
        case .testAlarm(let index):
            guard let outcome = await self.alarms.test(index) else { return .finished(.failed(phrases.noSuchAlarm)) }
            let sentence = AlarmPhrases(language).outcome(outcome)
            if case .done = outcome.result { return .finished(.done(sentence)) }
            return .finished(.failed(sentence))
        default:
            return nil
        }
    }

    private func writeReport(language: Language) async -> ConsoleOutcome {
        let phrases = DoctorEffectPhrases(language: language)
        let (diagnosis, _) = await self.doctor.examineAnew(testing: false)
        guard let evidence = await self.doctor.lastEvidence else { return .failed(phrases.nothingToReport) }
        let writer = ReportWriter(folder: self.core.facts.stateDirectory, redact: self.core.redactor.redact)
        switch await writer.write(evidence, diagnosis, language: language) {
        case .done(let path):
            // The last line may have no room for the whole path.
            self.core.logger.info("report written", metadata: ["file": "\(path)"])
            return .done(phrases.reportWritten(Paths.shown(path, ProcessInfo.processInfo.environment)))
        case .failed(let errno):
            return .failed(phrases.reportNotWritten(errno))
        }
    }
}
