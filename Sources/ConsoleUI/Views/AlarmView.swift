import OneBot
import Snapshot
import Terminal

extension ConsoleModel {
    /// What stands under an alarm: why it cannot work, why it last failed, and how many runs wait.
    func alarmNotes(_ alarm: AlarmFacts, width: Int) -> [Piece] {
        var reasons: [String] = []
        if let reason = alarm.brokenReason { reasons.append(reason) }
        if case .failed(_, let reason) = alarm.state, !reason.isEmpty { reasons.append(reason) }
        let notes = reasons.flatMap { wrapped("✗ \($0)", to: width) }.map { Piece($0, .error) }
        return alarm.pending > 0 ? notes + [Piece(self.phrases.alarmPending(alarm.pending), .dim)] : notes
    }

    /// How an alarm fares, for the right end of its row.
    func alarmState(_ alarm: AlarmFacts) -> Piece {
        switch alarm.state {
        case .never: Piece(self.phrases.alarmNever, .dim)
        case .running: Piece(self.phrases.alarmRunning, .warning)
        case .done(let time, let milliseconds):
            Piece(
                "✓ " + self.phrases.alarmDone(at: self.momentLabel(time), took: millisecondsText(milliseconds)),
                .ok
            )
        case .failed(let time, _): Piece("✗ " + self.phrases.alarmFailed(at: self.momentLabel(time)), .error)
        }
    }
}
