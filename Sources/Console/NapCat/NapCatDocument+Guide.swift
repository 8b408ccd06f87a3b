import Control
import Doctor
import Foundation
import Snapshot

extension NapCatDocument {
    /// - Parameters:
    ///   - diagnosis: Which address a bot must dial from where, and who can reach the WebUI.
    ///   - safe: Takes our keys out of a text.
    init(_ snapshot: Snapshot, _ diagnosis: Diagnosis, language: Language, safe: (String) -> String) {
        let look = snapshot.napcat.look
        let offset = TimeZone.current.secondsFromGMT(for: snapshot.takenAt)
        let guide = ConnectGuide(
            snapshot,
            language: language,
            utcOffset: offset,
            findings: diagnosis.findings,
            inPanel: false
        )
        let advice = diagnosis.advice
        let place = NapCatPlace(snapshot.napcat, utcOffset: offset)
        var trouble = look?.trouble
        if case .down(let reason) = look?.webUI { trouble = reason }
        self.init(
            webUI: place.page,
            steps: guide.steps.map { step in
                Step(
                    number: step.kind.rawValue,
                    id: "\(step.kind)".lowercased(),
                    state: "\(step.state)",
                    label: ConnectStep.label(step.kind, language),
                    evidence: safe(step.evidence),
                    explanation: safe(step.explanation)
                )
            },
            address: ConnectGuide.choice(of: advice, look: look).flatMap { advice[$0].url },
            look: look,
            trouble: trouble.map { safe($0.sentence(language, at: place)) }
        )
    }
}
