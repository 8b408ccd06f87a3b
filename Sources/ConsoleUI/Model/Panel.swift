/// The panels of this version, by the number that opens them.
package enum Panel: Int, CaseIterable, Sendable {
    case overview = 1
    case connect = 2
    case bots = 3
    case events = 4
    case api = 6
    case doctor = 7
    case settings = 8
    case log = 9

    /// The key that opens the panel.
    package var digit: Character { Character(String(self.rawValue)) }

    package var command: ConsoleCommand {
        switch self {
        case .overview: .overview
        case .connect: .connect
        case .bots: .bots
        case .events: .events
        case .api: .api
        case .doctor: .doctor
        case .settings: .settings
        case .log: .log
        }
    }
}
