import struct Foundation.Date

extension ConsoleModel {
    /// Seconds for which the old key is accepted when the operator keeps it.
    static let graceSeconds = 600

    /// Asks, with Cancel marked; another choice only where the operator has just asked for what it does.
    mutating func ask(_ question: Question, marking command: ConsoleCommand = .cancel) {
        self.popup = .question(question, choice: question.choice(of: command) ?? question.safeChoice)
    }

    mutating func performOnQuestion(_ command: ConsoleCommand, at now: Date) -> [ConsoleEffect] {
        switch command {
        case .detach:
            self.popup = nil
            return [.detach]
        case .stop:
            // From the `:` line it asks; as a choice of the question it is the answer.
            guard case .question(.quit, _) = self.popup else {
                self.ask(.quit)
                return []
            }
            self.popup = nil
            return [.stopEndpoint]
        default:
            break
        }
        if case .nameField = self.popup, command == .cancel { self.popup = nil }
        guard case .question(let question, let choice) = self.popup else { return [] }
        let choices = question.choices
        switch command {
        case .nextChoice, .previousChoice:
            let step = command == .nextChoice ? 1 : choices.count - 1
            self.popup = .question(question, choice: choices.isEmpty ? 0 : (choice + step) % choices.count)
        case .choose:
            guard choices.indices.contains(choice), choices[choice].command != .choose else { return [] }
            return self.performOnQuestion(choices[choice].command, at: now)
        case .rotateNow:
            self.popup = nil
            return [.rotateKey(graceSeconds: nil)]
        case .rotateWithGrace:
            self.popup = nil
            return [.rotateKey(graceSeconds: Self.graceSeconds)]
        case .confirm:
            self.popup = nil
            switch question {
            case .disconnect(let selfID): return [.disconnect(selfID: selfID)]
            case .block(let address): return [.block(address: address)]
            case .call(let draft): return self.send(draft, at: now)
            case .mend(let remedy): return [.mend(remedy)]
            case .revokeKey(let name):
                self.popup = .keys
                return [.revokeKey(name: name)]
            case .restartNapCat: return self.told(.restartNapCat, self.phrases.restartingNapCat, at: now)
            case .changeNapCatToken: return self.told(.changeNapCatToken, self.phrases.changingToken, at: now)
            case .moveToFreePort: return self.told(.moveToFreePort, self.phrases.movingPort, at: now)
            case .movePanelPort: return self.told(.movePanelPort, self.phrases.movingPanelPort, at: now)
            case .quit, .rotateKey: return []
            }
        case .cancel:
            self.popup = if case .revokeKey = question { .keys } else { nil }
        default:
            self.popup = nil
        }
        return []
    }
}
