import Glibc
import Settings

extension ServiceCommand {
    /// How to install.
    package struct Wishes: Equatable, Sendable {
        /// Only show the unit and what would be done.
        package var isTrial = false
        /// Take the settings along that are in use so far.
        package var copiesSettings = false
        /// Let a user's services run without him.
        package var lingers = false
        /// Let the service talk to Docker.
        package var usesDocker = false

        package init() {}
    }

    /// Writes the unit, has systemd start it now and with the machine, and tells what to know about it. A unit that is
    /// there already is replaced; when the new one does not start, the old one is put back.
    ///
    /// - Returns: The exit code.
    package func install(_ wishes: Wishes) async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let unit = try self.unitFile()
            try self.checkWishes(wishes)
            let places = try self.places()
            let source = try self.settingsToCopy(wishes, to: places.settingsFile)
            let text = try self.unitText(wishes, places, settings: source?.settings)
            if wishes.isTrial {
                self.context.output.notice(self.phrases.wouldWrite(unit))
                self.context.output.line(String(text.dropLast()))
                return CommandExit.done
            }
            try self.requireRights()
            try self.requireSystemd()
            if self.scope == .system { try await self.prepareSystem(places, copying: source?.bytes) }
            if wishes.lingers { try await self.must("loginctl", ["enable-linger", self.world.userName]) }
            try await self.put(text, at: unit)
            await self.report(places, copied: source?.file, lingers: wishes.lingers)
            return CommandExit.done
        }
    }

    // MARK: - Before anything is changed

    private func checkWishes(_ wishes: Wishes) throws(CommandFailure) {
        if let obstacle = ProgramPlace.obstacle(self.world.program, self.scope) {
            throw CommandFailure(self.phrases.programPlace(obstacle, self.world.program))
        }
        switch self.scope {
        case .system:
            guard self.context.options.stateFolder == nil else {
                throw CommandFailure(self.phrases.systemServiceHasItsFolder(self.context.service.stateFolder))
            }
            guard !wishes.lingers else { throw CommandFailure(self.phrases.lingerIsForUsers()) }
            guard self.context.options.settingsFile == nil || wishes.copiesSettings else {
                throw CommandFailure(self.phrases.systemServiceHasItsSettings(self.context.service.settingsFile))
            }
            guard !wishes.usesDocker || self.hasGroup("docker") else {
                throw CommandFailure(self.phrases.noDockerGroup())
            }
        case .user:
            guard !wishes.copiesSettings, !wishes.usesDocker else {
                throw CommandFailure(self.phrases.onlyForSystemService())
            }
        }
    }

    private func hasGroup(_ name: String) -> Bool {
        let text = SmallFile.read(self.world.root + "/etc/group", limit: 1 << 20) ?? ""
        return text.split(separator: "\n").contains { $0.hasPrefix(name + ":") }
    }

    private func settingsToCopy(
        _ wishes: Wishes,
        to target: String
    ) throws(CommandFailure) -> (file: String, settings: Settings, bytes: [UInt8])? {
        guard wishes.copiesSettings else { return nil }
        guard FileFacts(path: self.world.root + target) == nil else {
            throw CommandFailure(self.phrases.settingsThereAlready(target))
        }
        let own = try self.context.ownPaths().settingsFile
        let source = try self.operatorsSettings() ?? own
        let store = SettingsStore(file: source, environment: [:])
        let loaded = try self.context.loadedSettings(store)
        guard loaded.hasFile, let text = SmallFile.read(source, limit: 1 << 20) else {
            throw CommandFailure(self.phrases.settingsFileMissing(source))
        }
        return (source, loaded.settings, Array(text.utf8))
    }

    private func unitText(
        _ wishes: Wishes,
        _ places: SystemService,
        settings: Settings?
    ) throws(CommandFailure) -> String {
        // The service's own environment has nothing of ours.
        let store = SettingsStore(file: self.world.root + places.settingsFile, environment: [:])
        let loaded: Settings
        if let settings { loaded = settings } else { loaded = try self.context.loadedSettings(store).settings }
        let ports = [loaded.endpoint.port] + loaded.endpoint.extraListeners.map(\.port)
        return UnitFile(
            scope: self.scope,
            program: self.world.program,
            settingsFile: places.settingsFile,
            stateFolder: places.stateFolder,
            port: ports.filter { $0 > 0 }.min() ?? 0,
            dataFolder: loaded.napcat.dataFolder,
            usesDocker: wishes.usesDocker
        ).text
    }

    // MARK: - User and folders

    /// A user of its own, and a folder for the settings that he may write to.
    private func prepareSystem(_ places: SystemService, copying bytes: [UInt8]?) async throws(CommandFailure) {
        if self.world.account(SystemService.user) == nil {
            try await self.must(
                "useradd",
                [
                    "--system", "--user-group", "--home-dir", places.stateFolder, "--no-create-home", "--shell",
                    "/usr/sbin/nologin", "--comment", "OneBot Console", SystemService.user,
                ]
            )
            self.context.output.line(self.phrases.userMade(SystemService.user))
        }
        guard let account = self.world.account(SystemService.user) else {
            throw CommandFailure(self.phrases.userMissing(SystemService.user))
        }
        let file = self.world.root + places.settingsFile
        let folder = try self.makeFolder(of: file)
        if chmod(folder, 0o700) != 0 { throw CommandFailure(self.phrases.notPrepared(folder, errno)) }
        if let problem = self.world.give(folder, account) {
            throw CommandFailure(self.phrases.notPrepared(folder, problem))
        }
        if let bytes {
            if let problem = SmallFile.write(bytes, to: file) {
                throw CommandFailure(self.phrases.notPrepared(file, problem))
            }
        }
        // One that root has made before would be closed to the service.
        if FileFacts(path: file)?.kind == .regular, let problem = self.world.give(file, account) {
            throw CommandFailure(self.phrases.notPrepared(file, problem))
        }
    }

    /// - Returns: The folder that a file is to stand in, which is there now.
    private func makeFolder(of file: String) throws(CommandFailure) -> String {
        let folder = String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)])
        do throws(StateFolderProblem) {
            try Paths.makeFolders(folder)
        } catch {
            guard case .system(let path, let code) = error else {
                throw CommandFailure(self.phrases.stateFolderProblem(error))
            }
            throw CommandFailure(self.phrases.notPrepared(path, code))
        }
        return folder
    }

    // MARK: - The unit

    private func put(_ text: String, at unit: String) async throws(CommandFailure) {
        let path = self.world.root + unit
        let old = SmallFile.read(path, limit: 1 << 20)
        _ = try self.makeFolder(of: path)
        if old != text, let problem = SmallFile.write(Array(text.utf8), to: path, mode: 0o644) {
            throw CommandFailure(self.phrases.notPrepared(unit, problem))
        }
        self.context.output.line(old == text ? self.phrases.unitUnchanged(unit) : self.phrases.unitWritten(unit))
        try await self.must("systemctl", self.scope.flags + ["daemon-reload"])
        try await self.must("systemctl", self.scope.flags + ["enable", SystemService.unit])
        if let obstacle = self.consoleInTheWay() {
            let start = self.commandLine("systemctl", "start onebot-console")
            self.context.output.notice(self.phrases.consoleInTheWay(obstacle, start))
            return
        }
        // One that runs as the unit says already need not throw its bots out.
        let verb = old == nil || old == text ? "start" : "restart"
        let started = await self.systemctl(verb, SystemService.unit)
        guard !started.isDone else { return }
        if let old, old != text, SmallFile.write(Array(old.utf8), to: path, mode: 0o644) == nil {
            _ = await self.systemctl("daemon-reload")
            _ = await self.systemctl("restart", SystemService.unit)
            throw CommandFailure(self.phrases.putBack(unit, self.journalLine))
        }
        throw CommandFailure(self.phrases.notRunningAfterStart(self.journalLine))
    }

    private var journalLine: String { self.commandLine("journalctl", "-u \(SystemService.name) -n 20") }

    // MARK: - Afterwards

    private func report(_ places: SystemService, copied: String?, lingers: Bool) async {
        let output = self.context.output
        let state = await self.unitState()
        if state.isActive { output.line(self.phrases.serviceRuns(pid: state.process, says: state.status)) }
        if let copied { output.line(self.phrases.settingsCopied(copied, places.settingsFile)) }
        output.line(self.phrases.afterInstall(log: self.commandLine("journalctl", "-u onebot-console -f")))
        if self.scope == .system, copied == nil, let own = try? self.operatorsSettings() {
            let isThere = FileFacts(path: self.world.root + places.settingsFile) != nil
            output.line(self.phrases.ownSettingsNotUsed(own, places.settingsFile, isThere: isThere))
        }
        // systemd-logind writes the mark down when it has time.
        let survival = lingers ? [self.phrases.userServiceStays()] : self.survival(isInstalled: true)
        survival.forEach(output.line)
        output.line(self.withoutService())
    }
}
