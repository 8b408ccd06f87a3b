import Glibc
import Settings

/// Shows the screen of a running console. Where that is of a version that does not speak with ours, both are named, and
/// the operator is asked whether it shall be restarted as ours.
struct ScreenVisit: Sendable {
    /// How long a stop may take before it counts as a failure.
    private static let stopping = Duration.seconds(10)

    let context: CommandContext
    let actions: RunCommand.Actions
    var isReadOnly = false

    private var phrases: CommandPhrases { self.context.phrases }

    /// - Returns: The exit code.
    func show(_ folder: StateFolder) async throws(CommandFailure) -> Int32 {
        switch try await self.actions.attach(self.context, folder, self.isReadOnly) {
        case .ended(let code): return code
        case .otherVersion(let running): try await self.offerRestart(of: running, folder)
        }
        switch try await self.actions.attach(self.context, folder, self.isReadOnly) {
        case .ended(let code): return code
        // Somebody else's start was faster, with the other version.
        case .otherVersion(let running): throw self.refusal(running, self.restartAdvice(folder, pid: nil))
        }
    }

    /// Returns when the console was restarted; nothing but a yes does that.
    private func offerRestart(of version: String, _ folder: StateFolder) async throws(CommandFailure) {
        // An onlooker restarts nothing.
        guard !self.isReadOnly else { throw self.refusal(version, self.phrases.restartByOperator()) }
        guard let running = try RunningConsole.find(self.context), let pid = running.holder.pid else {
            throw self.refusal(version, self.restartAdvice(folder, pid: nil))
        }
        // One that runs as a service, or in a container, is restarted by whatever started it.
        // Of a folder of another user, who can write there what he likes, nothing is taken for true.
        guard FileFacts(path: folder.path)?.owner == geteuid(), let origin = self.actions.origin(pid) else {
            throw self.refusal(version, self.whereStarted(folder, pid: pid))
        }
        // A start that is bound to fail must not cost the console that runs.
        try self.check(origin)
        self.context.output.notice(self.phrases.versionsDiffer(running: version))
        guard self.actions.consent.ask(self.phrases.restartQuestion()) == true else {
            throw CommandFailure(self.phrases.notRestarted())
        }
        try await running.stop(within: Self.stopping)
        try await self.actions.relaunch(origin, folder).check(folder, self.phrases)
    }

    private func check(_ origin: ServingOrigin) throws(CommandFailure) {
        guard let file = origin.settingsFile else { return }
        let store = SettingsStore(
            file: file,
            environment: origin.environment,
            arguments: try SetArguments.read(origin.values(of: "--set"), self.phrases)
        )
        _ = try self.context.loadedSettings(store)
    }

    /// How the operator restarts a console that this program may not.
    private func restartAdvice(_ folder: StateFolder, pid: Int32?) -> String {
        self.context.service.owns(folder) ? self.whereStarted(folder, pid: pid) : self.phrases.restartCommands()
    }

    private func whereStarted(_ folder: StateFolder, pid: Int32?) -> String {
        let isSystems = self.context.service.owns(folder) || geteuid() == 0
        let scope: ServiceScope = isSystems ? .system : .user
        return self.phrases.restartWhereStarted(pid: pid, sudo: self.context.sudo, scope: scope)
    }

    private func refusal(_ version: String, _ advice: String) -> CommandFailure {
        CommandFailure(self.phrases.versionsDiffer(running: version) + self.phrases.say(" ", zh: "") + advice)
    }
}
