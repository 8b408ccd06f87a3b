import Snapshot

import struct Foundation.Date
import struct Foundation.TimeInterval

/// What became of calls: API, FILE, FRM-01. A trouble is gone from the evidence when its action has succeeded, which is
/// what ends most of these; one that nobody repeats is not told for longer than a day.
enum CallJudge {
    private static let hour: TimeInterval = 3600
    private static let day: TimeInterval = 86_400

    /// One observation of each kind: of the newest trouble of it, with the number of all.
    static func judge(_ view: SessionView, into observed: inout [Observation]) {
        if let observation = self.oddAnswers(view) { observed.append(observation) }
        guard !view.evidence.callTroubles.isEmpty else { return }
        var newest: [FindingID: (symptom: CallSymptom, certainty: Certainty, trouble: BotEvidence.CallTrouble)] = [:]
        var counts: [FindingID: (count: Int, first: Date)] = [:]
        for trouble in view.evidence.callTroubles where view.isWithin(self.day, trouble.last) {
            guard let (symptom, certainty) = CallFault.symptom(of: trouble, view), self.stands(symptom, trouble, view)
            else { continue }
            let id = symptom.id
            let past = counts[id]
            counts[id] = ((past?.count ?? 0) + trouble.count, min(past?.first ?? trouble.first, trouble.first))
            if newest[id].map({ $0.trouble.last < trouble.last }) ?? true {
                newest[id] = (symptom, certainty, trouble)
            }
        }
        for (id, found) in newest.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            observed.append(
                Observation(
                    .session(.call(found.symptom)),
                    of: view.subject,
                    severity: id == .frm01 ? .error : .warning,
                    certainty: found.certainty,
                    since: counts[id]?.first,
                    last: found.trouble.last,
                    count: counts[id]?.count ?? found.trouble.count
                )
            )
        }
    }

    /// Whether nothing but a success of the same action has ended it.
    private static func stands(
        _ symptom: CallSymptom,
        _ trouble: BotEvidence.CallTrouble,
        _ view: SessionView
    ) -> Bool {
        switch symptom {
        case .unknownOutcome:
            // An answer that came late says that the only open send was delivered. Otherwise nobody will ever know, and
            // after an hour nobody needs to.
            let isConfirmed = trouble.count == 1 && view.evidence.lateAnswers.last.map { $0 >= trouble.last } ?? false
            return !isConfirmed && view.isWithin(self.hour, trouble.last)
        case .neverAnswered, .unsupported:
            // A bot that has connected anew may be another version, and does not stand still.
            return trouble.last >= view.bot.connectedAt ?? .distantPast
        default:
            return true
        }
    }

    /// API-06: a note for an hour.
    private static func oddAnswers(_ view: SessionView) -> Observation? {
        let (late, foreign) = (view.evidence.lateAnswers, view.evidence.foreignAnswers)
        guard late.count > 0 || foreign.count > 0,
            let last = [late.last, foreign.last].compactMap({ $0 }).max(), view.isWithin(self.hour, last)
        else { return nil }
        return Observation(
            .session(.call(.oddAnswers(late: late.count, foreign: foreign.count))),
            of: view.subject,
            severity: .notice,
            last: last,
            count: late.count + foreign.count
        )
    }
}
