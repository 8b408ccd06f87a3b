/// What `config get` and `config check` say, as values; the command line prints them.
package enum SettingsReport {
    /// The result of `config check`.
    package struct Check: Equatable, Sendable {
        package var file: String
        /// Whether there is such a file.
        package var isThere: Bool
        package var problems: [SettingProblem]
        package var notes: [SettingNote]

        package var isGood: Bool { self.problems.isEmpty }

        /// One line for each problem and note, and one for the result.
        package func lines(_ language: SettingsLanguage) -> [String] {
            let result: String
            switch (self.isGood, self.isThere, language) {
            case (true, true, .english): result = "\(self.file): good."
            case (true, true, .chinese): result = "\(self.file)：没有问题。"
            case (true, false, .english): result = "\(self.file): not there yet; the first start makes it."
            case (true, false, .chinese): result = "\(self.file)：尚不存在，首次启动时会创建。"
            case (false, _, .english): result = "\(self.file): \(self.problems.count) to correct."
            case (false, _, .chinese): result = "\(self.file)：有 \(self.problems.count) 处需要修改。"
            }
            return self.problems.map { $0.sentence(language) } + self.notes.map { $0.sentence(language) } + [result]
        }
    }

    /// Judges the settings as a start would, and changes nothing.
    package static func check(_ store: SettingsStore) -> Check {
        do throws(SettingsRefusal) {
            let loaded = try store.load()
            return Check(file: store.file, isThere: loaded.hasFile, problems: [], notes: loaded.notes)
        } catch {
            return Check(file: store.file, isThere: true, problems: error.problems, notes: [])
        }
    }

    /// The text of one setting for `config get`; a secret is its mask (`key show` is the way to the access key).
    ///
    /// - Throws: ``SettingProblem/Cause/unknownKey(suggestion:)`` and ``SettingProblem/Cause/notOneValue``.
    package static func text(of path: String, in loaded: LoadedSettings) throws(SettingProblem) -> String {
        if let value = loaded.value(at: path) { return value.shownText }
        if SettingKey.structuredPaths.contains(path) { throw SettingProblem(.notOneValue, path: path) }
        let known = SettingKey.all.map(\.path) + [WebUIPort.path]
        throw SettingProblem(.unknownKey(suggestion: Spelling.nearest(to: path, among: known)), path: path)
    }
}
