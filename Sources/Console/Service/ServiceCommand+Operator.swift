import Glibc
import Settings

/// What the operator had before there was a service: his own console and settings. Under sudo(8) these are most likely
/// not root's but those of the user who called it.
extension ServiceCommand {
    /// A console that has the state folder, or most likely the port.
    struct Obstacle: Equatable, Sendable {
        /// nil in the moment in which it has not written its number yet.
        var pid: Int32?
        /// Whose it is; nil: one's own.
        var user: String?
        /// It is that user's own service, and would come back.
        var isUsersService = false
    }

    func consoleInTheWay() -> Obstacle? {
        if let own = try? self.context.ownPaths().stateFolder,  // no home: no console of his own
            let folder = try? StateFolder.existing(at: own), let found = self.obstacle(in: folder, of: nil)
        {
            return found
        }
        guard let caller = self.callersPaths, let folder = StateFolder.ofService(at: caller.paths.stateFolder) else {
            return nil
        }
        return self.obstacle(in: folder, of: caller.name)
    }

    private func obstacle(in folder: StateFolder, of user: String?) -> Obstacle? {
        guard let holder = InstanceLock.holder(of: folder) else { return nil }
        let unit = SmallFile.read("/proc/\(holder.pid ?? 0)/cgroup") ?? ""
        let isService = unit.contains("/\(SystemService.unit)")
        // The service itself holds it when it runs.
        if isService, user == nil { return nil }
        return Obstacle(pid: holder.pid, user: user, isUsersService: isService)
    }

    /// The settings file that is there so far: the one that was named, that of who called sudo, or one's own.
    func operatorsSettings() throws(CommandFailure) -> String? {
        let own = try self.context.ownPaths().settingsFile
        let isNamed = self.context.options.settingsFile != nil
        let files = isNamed ? [own] : [self.callersPaths?.paths.settingsFile, own].compactMap(\.self)
        return files.first { FileFacts(path: $0) != nil }
    }

    /// Where the caller's console keeps its things, as far as can be told without his environment.
    private var callersPaths: (name: String, paths: SettingsPaths)? {
        guard self.scope == .system, let caller = self.world.caller,
            let paths = try? SettingsPaths(environment: ["HOME": caller.home])  // a home is all that it needs
        else { return nil }
        return (caller.name, paths)
    }
}
