import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    /// Commands kept for `↑`.
    private static let historyLimit = 50

    mutating func performOnCommandLine(_ command: ConsoleCommand, at now: Date) -> [ConsoleEffect] {
        switch command {
        case .runCommand: return self.runCommandLine(at: now)
        case .completeCommand: self.complete()
        case .earlierCommand: self.recall(1)
        case .laterCommand: self.recall(-1)
        default: self.commandLine = nil
        }
        return []
    }

    /// Types on the `:` line.
    mutating func editCommand(_ change: (inout LineEditor) -> Void) {
        guard var line = self.commandLine else { return }
        change(&line.editor)
        line.problem = nil
        line.candidates = []
        line.candidate = nil
        self.commandLine = line
    }

    private mutating func runCommandLine(at now: Date) -> [ConsoleEffect] {
        guard let text = self.commandLine?.editor.text else { return [] }
        let trimmed = text.trimmedBlanks
        guard !trimmed.isEmpty else {
            self.commandLine = nil
            return []
        }
        do throws(CommandProblem) {
            let command = try TypedCommand(trimmed)
            try self.check(command)
            self.history.removeAll { $0 == trimmed }
            self.history = Array(([trimmed] + self.history).prefix(Self.historyLimit))
            self.commandLine = nil
            return self.run(command, at: now)
        } catch {
            self.commandLine?.problem = error
            return []
        }
    }

    /// What only the model knows: whether there is such a bot.
    private func check(_ command: TypedCommand) throws(CommandProblem) {
        switch command {
        case .ping(let bot), .disconnect(let bot), .events(let bot), .api(let bot):
            guard self.snapshot.bots.contains(where: { $0.selfID == bot }) else { throw .noSuchBot(bot) }
        default: break
        }
    }

    private mutating func run(_ command: TypedCommand, at now: Date) -> [ConsoleEffect] {
        guard !self.terminal.isReadOnly || command.isForOnlookers else {
            self.say(self.phrases.unavailable(.readOnly), .warning, at: now)
            return []
        }
        switch command {
        case .plain(let command):
            if let reason = self.typedBinding(of: command).flatMap(self.unavailable) {
                self.say(self.phrases.unavailable(reason), .warning, at: now)
                return []
            }
            return self.perform(command, at: now)
        case .setting(let field, let text):
            if let pin = self.pin(of: field) {
                self.say(self.phrases.pinned(pin), .warning, at: now)
                return []
            }
            return [.applySetting(path: field.path, text: text)]
        case .language(let value): return self.setLanguage(value)
        case .rotateKey(let seconds):
            guard !self.keyIsPinned else {
                self.say(self.phrases.unavailable(.keyPinned), .warning, at: now)
                return []
            }
            return [.rotateKey(graceSeconds: seconds)]
        case .block(let address): self.ask(.block(address: address))
        case .release(let address): return [.release(address: address)]
        case .ping(let bot): return [.ping(selfID: bot)]
        case .disconnect(let bot):
            guard self.snapshot.bots.contains(where: { $0.selfID == bot && !$0.links.isEmpty }) else {
                self.say(self.phrases.unavailable(.botNotConnected), .warning, at: now)
                break
            }
            self.ask(.disconnect(selfID: bot))
        case .events(let bot): self.openEvents(of: bot)
        case .api(let bot): self.openApi(of: bot)
        case .call(let action, let parameters): return self.call(action, parameters: parameters, at: now)
        case .logLevel(let level):
            self.open(.log)
            self.log.level = level
        }
        return []
    }

    /// The binding whose conditions hold for a typed command: that of the panel in sight, else any.
    private func typedBinding(of command: ConsoleCommand) -> KeyBinding? {
        let here = self.contexts.flatMap { KeyTable.bindings(in: $0) }
        return here.first { $0.command == command } ?? KeyTable.bindings.last { $0.command == command }
    }

    /// As much as all candidates share; pressed again, one candidate after the other.
    private mutating func complete() {
        guard var line = self.commandLine else { return }
        line.problem = nil
        if !line.candidates.isEmpty {
            let next = line.candidate.map { ($0 + 1) % line.candidates.count } ?? 0
            line.candidate = next
            line.editor.replace(with: line.candidates[next])
        } else {
            let found = self.completions(of: line.editor.text)
            let common = commonPrefix(of: found)
            if found.count == 1 {
                let takesMore = self.offeredCommands.contains { $0.name == common && $0.argument != nil }
                line.editor.replace(with: takesMore ? common + " " : common)
            } else if !found.isEmpty {
                line.candidates = found
                if common.count > line.editor.text.count { line.editor.replace(with: common) }
            }
        }
        self.commandLine = line
    }

    private mutating func recall(_ step: Int) {
        guard var line = self.commandLine, !self.history.isEmpty else { return }
        let index = (line.historyIndex ?? -1) + step
        line.problem = nil
        line.candidates = []
        line.candidate = nil
        if index < 0 {
            line.historyIndex = nil
            line.editor.replace(with: "")
        } else {
            line.historyIndex = min(index, self.history.count - 1)
            line.editor.replace(with: self.history[min(index, self.history.count - 1)])
        }
        self.commandLine = line
    }
}
