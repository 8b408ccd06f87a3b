import Glibc
import Settings

/// Root's commands beside the system service.
extension CommandContext {
    /// Whether a command is about the service's console, and whether that runs.
    enum ServiceStanding: Equatable, Sendable {
        /// It is about another one.
        case notMeant
        case runs(StateFolder)
        /// nil: the state folder has not been made yet, or is not to be trusted.
        case stopped(StateFolder?)
    }

    /// See ``SystemService/isMeant(by:)``.
    func serviceStanding() -> ServiceStanding {
        guard geteuid() == 0, !SystemService.isNamed(self.options, self.environment) else { return .notMeant }
        let own = try? StateFolder.existing(at: self.ownPaths().stateFolder)  // one that cannot be used serves nobody
        let folder = StateFolder.ofService(at: self.service.stateFolder)
        let runs = folder.map { InstanceLock.holder(of: $0) != nil } ?? false
        let asker = SystemService.Asker(
            isRoot: true,
            namesAnother: false,
            hasOwnConsole: own.map { InstanceLock.holder(of: $0) != nil } ?? false,
            serviceRuns: runs,
            isInstalled: self.service.isInstalled
        )
        guard SystemService.isMeant(by: asker) else { return .notMeant }
        if runs, let folder { return .runs(folder) }
        return .stopped(folder)
    }

    var meansService: Bool { self.serviceStanding() != .notMeant }

    /// Goes before a command that needs root: who has come by sudo(8) is to type it again.
    var sudo: String { self.environment["SUDO_USER"] == nil ? "" : "sudo " }

    /// What starts the console that is meant.
    var startLine: String {
        self.meansService ? "\(self.sudo)systemctl start \(SystemService.name)" : SystemService.name
    }

    // MARK: - What is refused

    /// The failure of a command that needs a running console, with exit code 3.
    func notRunning(_ folder: StateFolder) -> CommandFailure {
        let sentence =
            self.service.owns(folder)
            ? self.phrases.serviceNotRunning(sudo: self.sudo) : self.phrases.notRunning(folder.path)
        return CommandFailure(sentence, exit: CommandExit.notRunning)
    }

    /// Throws where a start would make a second console with another key, on the service's port.
    func checkStart() throws(CommandFailure) {
        switch self.serviceStanding() {
        case .notMeant: return
        case .runs(let folder):
            throw CommandFailure(self.phrases.alreadyRunning(pid: InstanceLock.holder(of: folder)?.pid))
        case .stopped: throw CommandFailure(self.phrases.startBesideService(sudo: self.sudo))
        }
    }

    /// Throws where a change by root would make a settings file that the service's user cannot read: one that is there
    /// keeps its owner.
    func checkChange(of store: SettingsStore) throws(CommandFailure) {
        guard store.file == self.service.settingsFile, self.meansService,
            // What a symbolic link names could be anybody's.
            FileFacts(path: store.file)?.kind != .regular
        else { return }
        throw CommandFailure(self.phrases.serviceLacks(store.file, start: self.startLine))
    }

    /// The state folder that a change without a console is written down in: one's own is made where it is missing, the
    /// service's by its first start.
    func changedStateFolder() throws(CommandFailure) -> StateFolder {
        switch self.serviceStanding() {
        case .notMeant: return try self.preparedStateFolder()
        case .runs(let folder), .stopped(let folder?): return folder
        case .stopped(nil):
            throw CommandFailure(self.phrases.serviceLacks(self.service.stateFolder, start: self.startLine))
        }
    }
}
