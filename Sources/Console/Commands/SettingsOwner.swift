import Control
import Settings

/// Whether the settings that a command is about are a running console's: then only that console may change them.
enum SettingsOwner {
    /// - Returns: The running console, when it works with the same settings file; nil when the file can be edited here.
    static func find(_ context: CommandContext) async throws(CommandFailure) -> RunningConsole? {
        guard let running = try RunningConsole.find(context) else { return nil }
        guard context.options.settingsFile != nil else { return running }
        let status = try await running.ask { client async throws(ControlClientError) in try await client.status() }
        let named = try context.paths().settingsFile
        return Self.same(named, status.settingsFile) ? running : nil
    }

    private static func same(_ left: String, _ right: String) -> Bool {
        left == right || (Paths.resolved(left) ?? left) == (Paths.resolved(right) ?? right)
    }
}
