import Glibc
import Host
import Settings

/// `service install`, `service uninstall` and `service status`: the console as a systemd service.
package struct ServiceCommand: Sendable {
    let context: CommandContext
    let world: ServiceWorld
    let scope: ServiceScope

    /// - Parameter scope: nil: the machine's for root, one's own for everybody else.
    package init(_ context: CommandContext, _ world: ServiceWorld, scope: ServiceScope? = nil) {
        self.context = context
        self.world = world
        self.scope = scope ?? (world.userID == 0 ? .system : .user)
    }

    var phrases: CommandPhrases { self.context.phrases }

    /// Where the unit is; as systemd knows it, without the world's root.
    func unitFile() throws(CommandFailure) -> String {
        switch self.scope {
        case .system: return SystemService.systemUnit
        case .user:
            if let base = self.context.environment["XDG_CONFIG_HOME"], base.hasPrefix("/") {
                return "\(base)/systemd/user/\(SystemService.unit)"
            }
            guard let home = self.context.environment["HOME"], home.hasPrefix("/") else {
                throw CommandFailure(self.phrases.noHomeForUnit())
            }
            return "\(home)/.config/systemd/user/\(SystemService.unit)"
        }
    }

    /// The unit's own settings file and state folder.
    func places() throws(CommandFailure) -> SystemService {
        guard self.scope == .user else { return self.context.service }
        let own = try self.context.ownPaths()
        return SystemService(settingsFile: own.settingsFile, stateFolder: own.stateFolder)
    }

    /// A command that the operator may type.
    func commandLine(_ tool: String, _ words: String) -> String {
        ([tool] + self.scope.flags + [words]).joined(separator: " ")
    }

    func requireSystemd() throws(CommandFailure) {
        guard self.world.hasSystemd else { throw CommandFailure(self.phrases.noSystemd()) }
    }

    func requireRights() throws(CommandFailure) {
        guard self.scope == .user || self.world.userID == 0 else { throw CommandFailure(self.phrases.needsRoot()) }
    }

    func systemctl(_ arguments: String...) async -> ServiceWorld.ToolResult {
        await self.world.run("systemctl", self.scope.flags + arguments)
    }

    /// Runs a tool that must succeed.
    func must(_ tool: String, _ arguments: [String]) async throws(CommandFailure) {
        let result = await self.world.run(tool, arguments)
        guard result.isDone else {
            let line = ([tool] + arguments).joined(separator: " ")
            throw CommandFailure(self.phrases.toolFailed(line, exit: result.exit, says: result.output))
        }
    }

    func unitState() async -> UnitState {
        UnitState(await self.systemctl("show", SystemService.unit, "--property=\(UnitState.properties)").output)
    }

    // MARK: - Taking it away

    /// Stops the service and removes its unit; settings and history stay.
    ///
    /// - Returns: The exit code.
    package func uninstall() async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            try self.requireRights()
            let unit = try self.unitFile()
            let path = self.world.root + unit
            guard FileFacts(path: path) != nil else { throw CommandFailure(self.phrases.notInstalled(unit)) }
            if self.world.hasSystemd {
                try await self.must("systemctl", self.scope.flags + ["disable", "--now", SystemService.unit])
            }
            guard unlink(path) == 0 else { throw CommandFailure(self.phrases.notRemoved(unit, errno)) }
            if self.world.hasSystemd {
                try await self.must("systemctl", self.scope.flags + ["daemon-reload"])
                // Nothing failed that could be forgotten: no harm.
                _ = await self.systemctl("reset-failed", SystemService.unit)
            }
            let places = try self.places()
            self.context.output.line(self.phrases.uninstalled(unit))
            self.context.output.line(self.phrases.kept(places.settingsFile, places.stateFolder))
            return CommandExit.done
        }
    }

    // MARK: - Telling

    /// Tells how the service is.
    ///
    /// - Returns: 0 when it runs, 3 when it does not, 1 when that cannot be known.
    package func status() async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let unit = try self.unitFile()
            try self.requireSystemd()
            let isInstalled = FileFacts(path: self.world.root + unit) != nil
            let state = isInstalled ? await self.unitState() : UnitState("")
            self.statusLines(unit: unit, isInstalled: isInstalled, state).forEach(self.context.output.line)
            return state.isActive ? CommandExit.done : CommandExit.notRunning
        }
    }

    private func statusLines(unit: String, isInstalled: Bool, _ state: UnitState) -> [String] {
        let phrases = self.phrases
        var rows = [[phrases.unitLabel(), isInstalled ? unit : phrases.unitMissing(unit)]]
        if isInstalled {
            rows.append([phrases.atBootLabel(), phrases.unitFileState(state.file, self.scope)])
            rows.append([phrases.stateLabel(), phrases.activity(state)])
            if let process = state.process { rows.append([phrases.processLabel(), String(process)]) }
            if !state.since.isEmpty { rows.append([phrases.sinceLabel(), state.since]) }
            if !state.status.isEmpty { rows.append([phrases.saysLabel(), state.status]) }
            rows.append([phrases.logLabel(), self.commandLine("journalctl", "-u \(SystemService.name)")])
        }
        if self.scope == .user { rows.append([phrases.lingerLabel(), phrases.linger(self.world.lingers)]) }
        return StatusText.aligned(rows) + self.survival(isInstalled: isInstalled).map { "  " + $0 }
    }

    /// What a logout and a restart of the machine do to the console.
    func survival(isInstalled: Bool) -> [String] {
        switch (self.scope, isInstalled) {
        case (.system, true): return [self.phrases.systemServiceStays()]
        case (.user, true) where self.world.lingers: return [self.phrases.userServiceStays()]
        case (.user, true): return [self.phrases.userServiceEnds(self.world.userName)]
        case (_, false): return [self.withoutService()]
        }
    }

    /// What a logout does to a console without a service: of who has called sudo(8), where that is so. Root himself is
    /// spared by logind as a rule, and it is not he who starts one in a terminal.
    func withoutService() -> String {
        let user = self.world.caller?.name ?? self.world.userName
        let logind = LogindSettings.read(folders: HostFolders(root: self.world.root))
        return self.phrases.withoutService(endsAtLogout: logind.kills(user), user: user)
    }
}
