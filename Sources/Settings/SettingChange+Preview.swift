extension SettingChange {
    /// The settings as they would be after changes, nothing written: so that they can be put in force first and saved
    /// once they work.
    ///
    /// - Throws: what speaks against them.
    package static func preview(
        _ changes: [SettingChange],
        in loaded: LoadedSettings
    ) throws(SettingProblem) -> LoadedSettings {
        try self.plan(changes, in: loaded).after
    }

    /// The same for one change.
    package static func preview(
        _ change: SettingChange,
        in loaded: LoadedSettings
    ) throws(SettingProblem) -> LoadedSettings {
        try self.preview([change], in: loaded)
    }
}
