import Settings

/// Where the system service keeps its things, as the unit says that `service install` writes, and who means it.
struct SystemService: Equatable, Sendable {
    var settingsFile: String
    var stateFolder: String
    var unitFile = Self.systemUnit

    static let name = "onebot-console"
    /// The unit's file name.
    static let unit = "onebot-console.service"
    /// Where the unit is.
    static let systemUnit = "/etc/systemd/system/\(Self.unit)"
    /// The user that the service runs as.
    static let user = "onebot-console"

    /// On this machine, whether it is installed or not.
    static let installed = SystemService(
        settingsFile: "/etc/onebot-console/config.yaml",
        stateFolder: "/var/lib/onebot-console"
    )

    /// What decides whose console a command is about when nobody says.
    struct Asker: Equatable, Sendable {
        var isRoot: Bool
        /// By an option or by the environment.
        var namesAnother: Bool
        var hasOwnConsole: Bool
        var serviceRuns: Bool
        /// Whether it runs or not.
        var isInstalled: Bool
    }

    /// Only root may look into the service's folder; a console of root's own goes first, and so does what root names.
    /// While the service is stopped or failing it is meant as well: a second console would take its port.
    static func isMeant(by asker: Asker) -> Bool {
        asker.isRoot && !asker.namesAnother && !asker.hasOwnConsole && (asker.serviceRuns || asker.isInstalled)
    }

    /// Whether there is a unit for this state folder. One of the same name that the operator has written for a console
    /// in other places is not this service.
    var isInstalled: Bool {
        let words = SmallFile.read(self.unitFile, limit: 64 * 1024)?.split(whereSeparator: \.isWhitespace) ?? []
        return words.contains { $0 == self.stateFolder || $0 == "--state-dir=" + self.stateFolder }
    }

    /// Whether a console serves the service's state folder.
    func owns(_ folder: StateFolder) -> Bool {
        folder.path == self.stateFolder || folder.path == Paths.resolved(self.stateFolder)
    }

    /// What starts the console of a state folder.
    ///
    /// - Parameter sudo: `sudo ` for who is not root himself, or nothing.
    func startLine(of folder: StateFolder, sudo: String) -> String {
        self.owns(folder) ? "\(sudo)systemctl start \(Self.name)" : Self.name
    }

    /// Whether options or environment name a place of their own.
    static func isNamed(_ options: CommandOptions, _ environment: [String: String]) -> Bool {
        if options.settingsFile != nil || options.stateFolder != nil { return true }
        return ["XDG_CONFIG_HOME", "XDG_STATE_HOME"].contains { environment[$0]?.hasPrefix("/") == true }
    }
}
