import Foundation

/// When NapCat's WebUI was last logged in to, kept across restarts: NapCat counts logins for a minute, whoever makes them,
/// and a console that is restarted again and again must not use them up.
struct LoginTimesFile: Sendable {
    /// More than a minute can hold.
    private static let maximum = 16

    let path: String

    init(stateFolder: String) {
        self.path = stateFolder + "/napcat-logins"
    }

    /// Seconds since 1970, one a line; what is no number is passed over.
    func load() -> [Date] {
        (SmallFile.read(self.path) ?? "").split(separator: "\n").suffix(Self.maximum).compactMap { line in
            Double(line).flatMap { $0.isFinite ? Date(timeIntervalSince1970: $0) : nil }
        }
    }

    /// That it cannot be written costs nothing but the memory of it.
    func save(_ times: [Date]) {
        let lines = times.suffix(Self.maximum).map { "\($0.timeIntervalSince1970)\n" }
        _ = SmallFile.write(lines.joined(), to: self.path)
    }
}
