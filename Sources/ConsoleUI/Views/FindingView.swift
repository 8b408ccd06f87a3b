import Doctor
import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    /// A finding in full: what it is, how sure that is, since when, and everything about it.
    func findingPage(_ open: OpenFinding, width: Int, at now: Date) -> [PageLine] {
        let finding = open.entry.finding
        var lines: [PageLine] = []
        if open.isGone { lines += self.paragraph(Piece("✓ \(self.phrases.findingGone)", .ok), width: width) }
        let sign = severitySign(finding.severity)
        lines.append(.text([Piece(" "), sign, Piece(" \(self.sureText(finding))", sign.style.role, bold: true)]))
        lines += self.labelled(.what, Piece(open.entry.text.title, bold: true), width: width)
        lines += self.findingLines(open.entry, width: width)
        return lines + self.timeLines(finding, width: width, at: now)
    }

    /// What was seen, what to do, what the console can do, what makes it go away.
    func findingLines(_ entry: FindingEntry, width: Int) -> [PageLine] {
        var lines = self.labelled(.seen, Piece(entry.text.evidence), width: width)
        for (index, step) in entry.text.steps.enumerated() {
            let number = Piece("\(index + 1). ", .key)
            lines += self.labelled(index == 0 ? .steps : nil, Piece(step), behind: number, width: width)
        }
        if let remedy = entry.remedy {
            lines += self.labelled(.remedy, Piece(remedy), behind: Piece("a  ", .key, bold: true), width: width)
        }
        return lines + self.labelled(.clears, Piece(entry.text.clears, .dim), width: width)
    }

    /// `error, proved`.
    func sureText(_ finding: Finding) -> String {
        [self.phrases.severity(finding.severity), self.phrases.certainty(finding.certainty)]
            .joined(separator: self.phrases.listSeparator)
    }

    private func timeLines(_ finding: Finding, width: Int, at now: Date) -> [PageLine] {
        var ages = AgeWriter(now: now, phrases: self.phrases)
        var lines = self.labelled(
            .times,
            Piece(self.phrases.since(self.momentLabel(finding.since), ago: ages.ago(finding.since))),
            width: width,
            changes: ages.changes
        )
        if finding.last < self.diagnosis.takenAt {
            var ages = AgeWriter(now: now, phrases: self.phrases)
            let last = self.phrases.lastSeen(self.momentLabel(finding.last), ago: ages.ago(finding.last))
            lines += self.labelled(nil, Piece(last), width: width, changes: ages.changes)
        }
        let count = self.phrases.times(finding.count, lastAgo: nil)
        return count.isEmpty ? lines : lines + self.labelled(nil, Piece(count), width: width)
    }

    /// A label and a text that goes on below itself, both with what stands between them on the first line.
    private func labelled(
        _ label: FindingLabel?,
        _ piece: Piece,
        behind mark: Piece? = nil,
        width: Int,
        changes: Date? = nil
    ) -> [PageLine] {
        let column = 9
        let head = TextWidth.padded(label.map { self.phrases.findingLabel($0) } ?? "", to: column)
        let indent = mark.map { TextWidth.width(of: $0.text) } ?? 0
        let room = max(8, width - column - indent - 2)
        return wrapped(piece.text, to: room).enumerated().map { index, line in
            var part = piece
            part.text = line
            let blank = Piece(String(repeating: " ", count: 1 + column + indent))
            let front = index == 0 ? [Piece(" " + head, .dim)] + (mark.map { [$0] } ?? []) : [blank]
            return .text(front + [part], changes: changes)
        }
    }

    /// A text of its own that is wrapped to the width of a page.
    func paragraph(_ piece: Piece, indent: Int = 1, width: Int, changes: Date? = nil) -> [PageLine] {
        wrapped(piece.text, to: max(8, width - indent - 1)).map { line in
            var part = piece
            part.text = String(repeating: " ", count: indent) + line
            return .text([part], changes: changes)
        }
    }
}
