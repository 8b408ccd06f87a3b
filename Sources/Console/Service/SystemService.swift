import Settings

/// Where the system service keeps its things, as the unit says that `service install` writes, and who means it.
struct SystemService: Equatable, Sendable {
    var settingsFile: String
    var stateFolder: String

    static let name = "onebot-console"
    /// The unit's file name.
    static let unit = "onebot-console.service"
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
    }

    /// Only root may look into the service's folder; a console of root's own goes first, and so does what root names.
    static func isMeant(by asker: Asker) -> Bool {
        asker.isRoot && !asker.namesAnother && !asker.hasOwnConsole && asker.serviceRuns
    }

    /// Whether options or environment name a place of their own.
    static func isNamed(_ options: CommandOptions, _ environment: [String: String]) -> Bool {
        if options.settingsFile != nil || options.stateFolder != nil { return true }
        return ["XDG_CONFIG_HOME", "XDG_STATE_HOME"].contains { environment[$0]?.hasPrefix("/") == true }
    }
}
