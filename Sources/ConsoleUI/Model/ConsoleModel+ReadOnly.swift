/// A read-only terminal: it sees everything but keys, and changes its own view alone. Lists of what it may, not of what
/// it may not: whatever is new is refused until somebody has thought of it.
extension ConsoleCommand {
    /// Whether an onlooker may: it changes nothing but the view of his own terminal, and gives out no key.
    package var isForOnlookers: Bool {
        switch self {
        case .overview, .connect, .bots, .events, .api, .doctor, .settings, .log, .up, .down, .left, .right, .pageUp,
            .pageDown, .halfPageUp, .halfPageDown, .first, .last, .nextBox, .previousBox, .open, .back, .copyAddress,
            .copyWebUI, .addresses, .copyURL, .nextImplementation, .filter, .commandLine, .help, .mouse, .redraw,
            .quit, .detach, .suspend, .sort, .reverse, .botEvents, .botCalls, .meta, .journal, .earlierEvent,
            .laterEvent, .otherFields, .nextBot, .previousBot, .level, .pause, .keepFilter, .clearFilter,
            .completeFilter, .runCommand, .completeCommand, .earlierCommand, .laterCommand, .leaveCommandLine, .cancel:
            true
        default:
            false
        }
    }
}

extension ConsoleEffect {
    /// Whether it may be carried out for an onlooker. Whoever runs effects asks this, whatever the model has let pass.
    package var isForOnlookers: Bool {
        switch self {
        case .copyAddress, .searchJournal, .repaint, .detach, .suspend: true
        default: false
        }
    }
}

extension TypedCommand {
    var isForOnlookers: Bool {
        switch self {
        case .plain(let command): command.isForOnlookers
        // The language of his own terminal.
        case .language: true
        case .logLevel, .events, .api: true
        default: false
        }
    }
}

extension CommandSpec {
    /// Whether an onlooker is offered it on the `:` line.
    var isForOnlookers: Bool {
        if self.argument == .language { return true }
        // It does the same as `detach`, and its help speaks of more.
        if self.name == ConsoleCommand.quit.rawValue { return false }
        return ConsoleCommand(rawValue: self.name)?.isForOnlookers ?? false
    }
}

extension ConsoleModel {
    /// Why a binding does nothing at present; nil when it works.
    package func unavailable(_ binding: KeyBinding) -> Unavailable? {
        guard self.isAllowed(binding) else { return .readOnly }
        return binding.unavailable(self)
    }

    private func isAllowed(_ binding: KeyBinding) -> Bool {
        guard self.terminal.isReadOnly else { return true }
        // There Enter opens a field, or sends what stands in them.
        if binding.command == .open, binding.context == .apiForm { return false }
        return binding.command.isForOnlookers
    }

    /// The commands of the `:` line that this terminal may give.
    var offeredCommands: [CommandSpec] {
        self.terminal.isReadOnly ? CommandSpec.all.filter(\.isForOnlookers) : CommandSpec.all
    }

    /// What of `effects` this terminal may ask for.
    func allowed(_ effects: [ConsoleEffect]) -> [ConsoleEffect] {
        self.terminal.isReadOnly ? effects.filter(\.isForOnlookers) : effects
    }
}
