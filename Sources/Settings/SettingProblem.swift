/// Why a setting, or the whole file, cannot be used. A value: ``sentence(_:)`` words it. Never holds a key.
package struct SettingProblem: Error, Equatable, Sendable {
    /// Where the offending text stands.
    package enum Place: Equatable, Sendable {
        /// Typed in: a form field, `config set`, the control socket.
        case entry
        /// Given on the command line.
        case argument
        /// In the environment variable of this name.
        case environment(String)
        /// In a file; line and column count from 1, the column in characters. Absent where the whole file is meant.
        case file(String, line: Int?, column: Int?)
    }

    package var place: Place
    /// Path of the setting (`endpoint.keys[2].from`); nil where the whole file is meant.
    package var path: String?
    package var cause: Cause

    package init(_ cause: Cause, path: String? = nil, place: Place = .entry) {
        self.cause = cause
        self.path = path
        self.place = place
    }

    package var line: Int? {
        if case .file(_, let line, _) = self.place { return line }
        return nil
    }

    package var column: Int? {
        if case .file(_, _, let column) = self.place { return column }
        return nil
    }
}

/// Everything that is wrong with the settings, in the order of the file; never empty when thrown.
package struct SettingsRefusal: Error, Equatable, Sendable {
    package var problems: [SettingProblem]

    package init(_ problems: [SettingProblem]) {
        self.problems = problems
    }

    /// One line for each problem.
    package func sentences(_ language: SettingsLanguage) -> [String] {
        self.problems.map { $0.sentence(language) }
    }
}
