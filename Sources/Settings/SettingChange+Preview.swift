extension SettingChange {
    /// The settings as they would be after a change, nothing written: so that a change can be put in force first and
    /// saved once it works.
    ///
    /// - Throws: what speaks against the change.
    package static func preview(
        _ change: SettingChange,
        in loaded: LoadedSettings
    ) throws(SettingProblem) -> LoadedSettings {
        try self.plan([change], in: loaded).after
    }
}
