import Doctor
import Snapshot
import Terminal

extension ConsoleModel {
    /// A question in the middle of the panel: what will happen, and the choices with the marked one in reverse.
    func draw(_ question: Question, choice: Int, on canvas: inout Canvas) {
        let area = self.panelArea
        let width = min(66, area.width - 4)
        let text = wrapped(self.text(of: question), to: width - 4)
        let choices = question.choices
        let height = min(area.height, text.count + choices.count + 3)
        let rect = Rect(
            column: area.column + (area.width - width) / 2,
            row: area.row + (area.height - height) / 2,
            width: width,
            height: height
        )
        canvas.grid.fill(rect)
        canvas.cursor = nil
        let box = Box(rect: rect, focused: true)
        box.draw(on: &canvas, title: self.title(of: question))
        let inside = box.inside
        var row = inside.row
        // The choices must be seen: the text gives way where both do not fit.
        for line in text.prefix(max(0, inside.height - choices.count)) {
            canvas.put(line, row: row, column: inside.column + 1, width: inside.width - 2)
            row += 1
        }
        row = max(row, inside.endRow - choices.count)
        for (index, binding) in choices.enumerated() where row < inside.endRow {
            let word = self.word(for: binding, in: question)
            let pieces = [Piece(TextWidth.padded(binding.keyText, to: 3), .key, bold: true), Piece(word)]
            canvas.put(pieces, row: row, column: inside.column + 3, width: inside.width - 4)
            if let key = binding.keys.first {
                let rect = Rect(column: inside.column, row: row, width: inside.width, height: 1)
                canvas.click(rect, .press(key))
            }
            if index == choice {
                canvas.mark(row: row, columns: inside.column..<inside.endColumn, marker: inside.column + 1)
            }
            row += 1
        }
    }

    func title(of question: Question) -> String {
        switch question {
        case .quit: self.phrases.quitTitle
        case .rotateKey: self.phrases.rotateTitle
        case .disconnect: self.phrases.disconnectTitle
        case .block: self.phrases.blockTitle
        case .call: self.phrases.callTitle
        case .mend: self.phrases.mendTitle
        case .restartNapCat: self.phrases.restartTitle
        case .changeNapCatToken: self.phrases.strongTokenTitle
        case .moveToFreePort: self.phrases.freePortTitle
        case .movePanelPort: self.phrases.panelPortTitle
        case .revokeKey: self.phrases.revokeTitle
        }
    }

    private func text(of question: Question) -> String {
        switch question {
        case .quit: return self.phrases.quitText(online: self.connectedBots)
        case .rotateKey: return self.phrases.rotateText(connected: self.connectedBots)
        case .disconnect(let selfID):
            let bot = self.snapshot.bots.first { $0.selfID == selfID }
            let name = bot.map { self.displayName(of: $0) } ?? selfID
            return self.phrases.disconnectText(bot: name, links: bot?.links.count ?? 1)
        case .call(let draft): return self.callText(draft)
        case .block(let address):
            return self.phrases.blockText(address: address, bots: self.bots(from: address))
        case .mend(let remedy): return self.mendText(remedy)
        case .restartNapCat: return self.phrases.restartText(container: self.look?.container?.name)
        case .changeNapCatToken: return self.phrases.strongTokenText(self.look?.token.origin)
        case .moveToFreePort:
            return self.phrases.freePortText(instead: self.mainPort, connected: self.connectedBots)
        case .revokeKey(let name):
            let key = self.snapshot.access.named.first { $0.name == name }
            return self.phrases.revokeText(name, links: key?.use.links ?? 0)
        case .movePanelPort:
            return self.phrases.panelPortText(instead: webPort(in: self.snapshot.napcat.webUI))
        }
    }

    /// Bots that are connected from an address.
    private func bots(from address: String) -> Int {
        self.snapshot.bots.count { bot in bot.links.contains { hostPart(of: $0.peer) == address } }
    }

    /// What a remedy will change and what it will not.
    private func mendText(_ remedy: Remedy) -> String {
        switch self.safeText(remedy) {
        case .acceptPreviousKey: self.phrases.acceptPreviousKeyText
        case .addAlias(let path): self.phrases.addAliasText(path: path)
        case .closeLinks(let selfID, let links): self.phrases.closeLinksText(bot: selfID, links: links)
        case .usePort(let port):
            self.phrases.usePortText(port: port, instead: self.mainPort, connected: self.connectedBots)
        case .listenEverywhere: self.phrases.listenEverywhereText(port: self.mainPort)
        case .rotateKey: self.phrases.rotateText(connected: self.connectedBots)
        case .block(let address): self.phrases.blockText(address: address, bots: self.bots(from: address))
        case .release(let address): self.phrases.releaseText(address: address)
        }
    }

    /// Yes is called by what it does.
    private func word(for binding: KeyBinding, in question: Question) -> String {
        guard binding.command == .confirm else { return binding.hint(self.language) }
        return switch question {
        case .disconnect: self.phrases.disconnectYes
        case .block: self.phrases.blockYes
        case .call: self.phrases.callYes
        case .mend: self.phrases.mendYes
        case .restartNapCat: self.phrases.restartYes
        case .changeNapCatToken: self.phrases.strongTokenYes
        case .moveToFreePort, .movePanelPort: self.phrases.freePortYes
        case .revokeKey: self.phrases.revokeYes
        case .quit, .rotateKey: binding.hint(self.language)
        }
    }
}
