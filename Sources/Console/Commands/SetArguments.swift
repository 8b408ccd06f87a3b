import Settings

/// The `--set KEY=VALUE` of a start.
enum SetArguments {
    /// - Returns: By path of the setting; the last counts where one is given twice.
    /// - Throws: The sentence with exit code 64 for a text without `=`, and for a secret: command lines are for
    ///   everybody on the machine to read.
    static func read(_ arguments: [String], _ phrases: CommandPhrases) throws(CommandFailure) -> [String: String] {
        var settings: [String: String] = [:]
        for argument in arguments {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw CommandFailure(phrases.badSetArgument(), exit: CommandExit.usage)
            }
            let path = String(parts[0])
            guard SettingKey.byPath[path]?.isSecret != true else {
                throw CommandFailure(phrases.secretAsArgument(path), exit: CommandExit.usage)
            }
            settings[path] = String(parts[1])
        }
        return settings
    }
}
