import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    /// What is known of NapCat beside its steps, and the end of its log.
    func drawNapCat(in rect: Rect, on canvas: inout Canvas) {
        let box = Box(rect: rect, focused: false)
        let inside = box.inside
        box.draw(on: &canvas, title: self.phrases.napcatFactsTitle)
        var row = inside.row
        var facts = self.factLines(width: inside.width, at: canvas.now)
        if facts.isEmpty { facts = [.text([Piece(" \(self.phrases.nothingBeside)", .dim)])] }
        for line in facts where row < inside.endRow {
            guard case .text(let pieces, let changes) = line else { continue }
            canvas.changes(at: changes)
            canvas.put(pieces, row: row, column: inside.column, width: inside.width - 1)
            row += 1
        }
        guard let container = self.look?.container, !container.log.isEmpty, row + 1 < inside.endRow else { return }
        box.section(self.phrases.napcatLogTitle(container.name), row: row, on: &canvas)
        row += 1
        for line in container.log.suffix(inside.endRow - row) {
            canvas.put(line, row: row, column: inside.column + 1, width: inside.width - 2, style: Style(.dim))
            row += 1
        }
    }

    /// Version, container and data folder, each on a line or more; nothing of what is not known.
    ///
    /// - Parameter withVersion: Where nothing else says it.
    func factLines(width: Int, at now: Date, withVersion: Bool = false) -> [PageLine] {
        guard let look = self.look else { return [] }
        var lines: [PageLine] = []
        if withVersion, let version = look.version { lines += self.fact(.version, [Piece(version)], width: width) }
        if let container = look.container {
            var ages = AgeWriter(now: now, phrases: self.phrases)
            let since = container.isRunning ? container.startedAt.map { ages.age(of: $0) } : nil
            let sign = container.isRunning ? Piece("● ", .ok) : Piece("○ ", .error)
            let state = self.phrases.containerState(container.state, for: since)
            lines += self.fact(
                .container,
                [sign, Piece("\(container.name)  \(state)")],
                width: width,
                changes: ages.changes,
                commands: [.napcatLog, .restartNapCat]
            )
        } else if look.hasEngine {
            lines += self.fact(.container, [Piece(self.phrases.noContainerFound, .dim)], width: width)
        }
        if let folder = look.dataFolder { lines += self.folderLines(folder, width: width) }
        return lines
    }

    private func folderLines(_ folder: DataFolderFacts, width: Int) -> [PageLine] {
        let sign = folder.state == .good ? Piece("✓ ", .ok) : Piece("✗ ", .error)
        var words = [self.phrases.folderState(folder.state)]
        if let free = folder.freeBytes { words.append(self.phrases.freeSpace(bytesText(free))) }
        if let owner = folder.owner { words.append(self.phrases.folderOwner(owner)) }
        let sight: Piece =
            switch folder.sight {
            case .mounted, .probed, .same: Piece("✓ ", .ok)
            case .notMounted, .probedElsewhere: Piece("✗ ", .error)
            case .unknown: Piece("· ", .dim)
            }
        let lines =
            self.fact(.folder, [sign, Piece(folder.path)], width: width)
            + self.fact(
                nil,
                [Piece("  "), Piece(words.joined(separator: self.phrases.listSeparator), .dim)],
                width: width
            )
        // Nobody sees what is not there.
        if folder.state == .missing, folder.sight == .unknown { return lines }
        let text = self.phrases.folderSight(folder.sight, canProbe: self.probeUnavailable == nil)
        return lines + self.fact(nil, [sight, Piece(text)], width: width)
    }

    /// A label and a value that goes on below itself. The first piece is a sign where there are two.
    ///
    /// - Parameter commands: Their keys stand behind it, as many as there is room for.
    private func fact(
        _ label: NapCatFactLabel?,
        _ value: [Piece],
        width: Int,
        changes: Date? = nil,
        commands: [ConsoleCommand] = []
    ) -> [PageLine] {
        let head = TextWidth.padded(label.map { self.phrases.napcatFact($0) } ?? "", to: 10)
        let sign = value.count > 1 ? value[0] : Piece("")
        guard let text = value.last else { return [] }
        let indent = TextWidth.width(of: sign.text)
        let room = max(8, width - 12 - indent)
        let texts = wrapped(text.text, to: room)
        return texts.enumerated().map { index, line in
            var part = text
            part.text = line
            let front =
                index == 0 ? [Piece(" " + head, .dim), sign] : [Piece(String(repeating: " ", count: 11 + indent))]
            let keys = index == texts.count - 1 ? self.keyPieces(commands, room: room - TextWidth.width(of: line)) : []
            return .text(front + [part] + keys, changes: changes)
        }
    }

    /// `  L log  R restart NapCat`: those that work now and fit.
    private func keyPieces(_ commands: [ConsoleCommand], room: Int) -> [Piece] {
        var left = room
        return commands.flatMap { command -> [Piece] in
            guard let binding = KeyTable.binding(of: command), self.unavailable(binding) == nil else { return [] }
            let hint = " " + binding.hint(self.language)
            left -= TextWidth.width(of: binding.keyText + hint) + 2
            guard left >= 0 else { return [] }
            return [Piece("  "), Piece(binding.keyText, .key, bold: true), Piece(hint, .dim)]
        }
    }

    /// The end of the container's log as a page.
    func napcatLogPage(width: Int) -> [PageLine] {
        let lines = self.look?.container?.log ?? []
        guard !lines.isEmpty else {
            return self.paragraph(Piece(self.phrases.unavailable(.noContainerLog)), width: width)
        }
        return lines.flatMap { line in wrapped(line, to: max(8, width - 2)).map { .text([Piece(" " + $0)]) } }
    }

    /// What is seen of NapCat in a few words, for the Overview; nil before the first look.
    var napcatState: [Piece]? {
        guard let look = self.look else { return nil }
        if look.isRestarting(at: self.snapshot.takenAt) {
            return [Piece("◐ ", .warning), Piece(self.phrases.napCatRestarts)]
        }
        if case .down(let trouble) = look.webUI {
            return [Piece("○ ", .error), Piece(self.phrases.webUIDown(trouble))]
        }
        let words = self.phrases.webUIState(login: look.login, hasTrouble: look.trouble != nil)
        switch look.login {
        case .online: return [Piece("● ", .ok), Piece(words)]
        case .offline, .waiting: return [Piece("○ ", .error), Piece(words)]
        case nil: return [Piece("◐ ", .warning), Piece(words)]
        }
    }
}
