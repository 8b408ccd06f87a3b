/// Whether the environment asks for UTF-8 (OPS-02).
package struct LocaleFacts: Equatable, Sendable {
    package enum Codeset: Equatable, Sendable {
        case utf8
        /// `C`, `POSIX` or nothing at all: ASCII.
        case plain
        /// Another one, as "GBK".
        case other(String)
        /// A locale without a codeset, as `zh_CN`: the system's table of locales would tell.
        case unknown
    }

    package var codeset: Codeset
    /// The variable that decides, and its value; nil when none is set.
    package var variable: String?
    package var value: String?

    package init(codeset: Codeset, variable: String? = nil, value: String? = nil) {
        self.codeset = codeset
        self.variable = variable
        self.value = value
    }

    /// Judges by the first of LC_ALL, LC_CTYPE and LANG that is not empty, as setlocale(3) does. Whether the system has
    /// such a locale is not asked.
    package static func of(environment: [String: String]) -> LocaleFacts {
        for variable in ["LC_ALL", "LC_CTYPE", "LANG"] {
            guard let value = environment[variable], !value.isEmpty else { continue }
            return LocaleFacts(codeset: Self.codeset(of: value), variable: variable, value: value)
        }
        return LocaleFacts(codeset: .plain)
    }

    /// Of `language_TERRITORY.codeset@modifier`.
    private static func codeset(of value: String) -> Codeset {
        if value == "C" || value == "POSIX" { return .plain }
        let locale = value.prefix { $0 != "@" }
        guard let point = locale.firstIndex(of: ".") else { return .unknown }
        let name = locale[locale.index(after: point)...]
        let letters = name.lowercased().filter { $0 != "-" && $0 != "_" }
        if letters == "utf8" { return .utf8 }
        return letters.isEmpty ? .unknown : .other(String(name.prefix(32)))
    }
}
