import OneBot
import Snapshot
import Terminal

import struct Foundation.Date

/// A line of a list whose entries may take several lines.
struct OwnedLine<Owner: Equatable> {
    /// The entry the line belongs to; nil for headings.
    var owner: Owner?
    var pieces: [Piece]
    /// When it reads differently; nil: never.
    var changes: Date?
}

extension Array {
    /// The lines of an entry; empty at the beginning when there is none.
    func range<Owner: Equatable>(of owner: Owner?) -> Range<Int> where Element == OwnedLine<Owner> {
        guard let owner, let first = self.firstIndex(where: { $0.owner == owner }) else { return 0..<0 }
        let last = self.lastIndex { $0.owner == owner } ?? first
        return first..<(last + 1)
    }
}

extension ConsoleModel {
    func drawAttention(in rect: Rect, on canvas: inout Canvas) {
        let focused = self.overview.focus == .attention
        let box = Box(rect: rect, focused: focused)
        let inside = box.inside
        let all = self.snapshot.attention.count
        let lines = self.attentionLines(width: inside.width, at: canvas.now)
        let selected = self.selectedAttentionRow
        let place = focused ? "\((selected ?? 0) + 1)/\(all)" : "\(all)"
        let note = lines.count > inside.height ? [Piece(place, .dim)] : []
        box.draw(on: &canvas, title: self.phrases.attentionTitle, note: note)
        guard !lines.isEmpty else {
            self.drawEmpty([self.phrases.nothingNeedsAttention], in: inside, on: &canvas)
            return
        }
        // Who is not in the box sees what is newest; his place in it is kept.
        let top =
            focused
            ? scrollTop(
                self.overview.attentionTop,
                showing: lines.range(of: selected),
                height: inside.height,
                count: lines.count
            ) : 0
        for (offset, line) in lines.dropFirst(top).prefix(inside.height).enumerated() {
            let row = inside.row + offset
            canvas.changes(at: line.changes)
            canvas.put(line.pieces, row: row, column: inside.column + 1, width: inside.width - 2)
            if let owner = line.owner {
                let rect = Rect(column: inside.column, row: row, width: inside.width, height: 1)
                canvas.click(rect, .select(row: owner, of: .attention))
            }
            if focused, let owner = line.owner, owner == selected {
                canvas.mark(row: row, columns: inside.column..<inside.endColumn, marker: inside.column)
            }
        }
    }

    /// The lines of the box: sign, id, sentence; long sentences go on below themselves.
    func attentionLines(width: Int, at now: Date) -> [OwnedLine<Int>] {
        let idWidth = 9
        let room = max(8, width - 4 - idWidth)
        return self.snapshot.attention.enumerated().flatMap { index, facts -> [OwnedLine<Int>] in
            let sign = facts.isNotice ? Piece("· ", .dim) : Piece("✗ ", .error)
            let id = Piece(TextWidth.padded(facts.findingID, to: idWidth), facts.isNotice ? .dim : .text, bold: true)
            let role: Role = facts.isNotice ? .dim : .text
            var ages = AgeWriter(now: now, phrases: self.phrases)
            let text = self.attentionText(facts, &ages)
            return wrapped(text, to: room).enumerated().map { part, line in
                let blank = Piece(String(repeating: " ", count: idWidth + 2))
                let pieces = (part == 0 ? [sign, id] : [blank]) + [Piece(line, role)]
                return OwnedLine(owner: index, pieces: pieces, changes: ages.changes)
            }
        }
    }

    /// What is wrong, with numbers and times.
    func attentionText(_ facts: AttentionFacts, _ ages: inout AgeWriter) -> String {
        switch facts {
        case .listenerFailed(let listener): return self.phrases.listenerFailed(listener)
        case .anonymousAllowed: return self.phrases.anonymousAllowed(port: self.mainPort)
        case .journalPaused(let cause, let since): return self.phrases.journalPaused(cause, ago: ages.ago(since))
        case .refused(let id, let address, let path, let keyLength, let count, let lastAt):
            let cause = RefusalCause(id: id)
            let sentence = self.phrases.refusal(
                cause,
                address: address,
                path: path,
                right: self.snapshot.endpoint.path
            )
            var details: [String] = []
            if cause.showsKeyLength, let keyLength {
                details.append(self.phrases.keyLengths(theirs: keyLength, ours: self.snapshot.access.key.count))
            }
            details.append(self.phrases.times(count, lastAgo: ages.ago(lastAt)))
            return self.phrases.withDetails(sentence, details)
        }
    }

    func attentionSteps(_ facts: AttentionFacts) -> [String] {
        switch facts {
        case .listenerFailed(let listener): self.phrases.listenerSteps(listener.problem)
        case .anonymousAllowed: self.phrases.anonymousSteps
        case .journalPaused(let cause, _): self.phrases.journalSteps(cause)
        case .refused(let id, _, _, _, _, _):
            self.phrases.refusalSteps(RefusalCause(id: id), right: self.snapshot.endpoint.path)
        }
    }
}
