import ConsoleUI
import Snapshot
import Terminal
import TerminalTesting
import Testing

/// Screens as text files in `Goldens`: look at what changed before keeping it.
@Suite struct GoldenTests {
    /// What is done before a screen is taken.
    enum Scene: String, CaseIterable {
        case overview
        case overviewEmpty = "overview-empty"
        case overviewOverflowing = "overview-overflowing"
        case overviewConnect = "overview-connect"
        case overviewAttention = "overview-attention"
        case attentionPage = "attention-page"
        case bots
        case botsOverflowing = "bots-overflowing"
        case botsFilter = "bots-filter"
        case botsHostile = "bots-hostile"
        case botDetail = "bot-detail"
        case settings
        case settingsEnd = "settings-end"
        case settingsField = "settings-field"
        case log
        case logOverflowing = "log-overflowing"
        case help
        case quit
        case rotate
        case disconnect
        case command
        case commandProblem = "command-problem"
        case copied
        case listenerFailed = "listener-failed"

        func screen(size: Size, language: Language, unicode: Bool = true) -> Screen {
            var screen = Screen(self.snapshot, size: size, language: language, unicode: unicode, utcOffset: 8 * 3600)
            switch self {
            case .overview, .overviewEmpty, .overviewOverflowing, .listenerFailed: break
            case .overviewConnect: screen.press(Key(.tab, .shift))
            case .overviewAttention: screen.press(.tab)
            case .attentionPage: screen.press(.tab, .enter)
            case .bots, .botsHostile: screen.type("3")
            case .botsOverflowing: screen.type("3ssssss")
            case .botsFilter: screen.type("3/小助")
            case .botDetail: screen.press(.enter)
            case .settings: screen.type("8")
            case .settingsEnd: screen.type("8G")
            case .settingsField:
                screen.type("8j")
                screen.press(.enter, .backspace)
                screen.type("2")
                screen.send(
                    .judged(SettingJudgement(path: "endpoint.port", text: "8022", verdict: .accepted("free")))
                )
            case .log: screen.type("9LLL")
            case .logOverflowing: screen.type("9kkk")
            case .help: screen.type("3?")
            case .quit: screen.type("q")
            case .rotate: screen.type("8R")
            case .disconnect: screen.type("3x")
            case .command: screen.type(":p")
            case .commandProblem:
                screen.type(":port 99999")
                screen.press(.enter)
            case .copied: screen.type("c")
            }
            return screen
        }

        private var snapshot: Snapshot {
            switch self {
            case .overviewEmpty: Fixture.snapshot()
            case .overviewOverflowing, .botsOverflowing, .logOverflowing: Fixture.overflowing()
            case .botsHostile: Fixture.hostileSnapshot()
            case .listenerFailed:
                Fixture.snapshot { snapshot in
                    let listener = ListenerFacts(
                        host: "0.0.0.0",
                        port: 8021,
                        state: .failed,
                        problem: .inUse(port: 8021, owner: ProcessFacts(pid: 812, name: "nginx"))
                    )
                    snapshot.endpoint.listeners = [listener]
                    snapshot.attention = [.listenerFailed(listener)]
                }
            default: Fixture.typical()
            }
        }
    }

    static let sizes = [
        Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 40, rows: 12),
        Size(columns: 20, rows: 5),
    ]

    @Test("A screen looks as it was looked at and kept", arguments: Scene.allCases, Language.allCases)
    func look(_ scene: Scene, _ language: Language) {
        for size in Self.sizes {
            let frame = scene.screen(size: size, language: language).frame
            let name = "\(scene.rawValue)/\(language.rawValue)-\(size.columns)x\(size.rows)"
            expectGolden(frame.grid, named: name, cursor: frame.cursor)
        }
    }

    @Test("Without UTF-8 the same screens are plain ASCII", arguments: [Scene.overview, .bots, .settings, .quit, .log])
    func ascii(_ scene: Scene) {
        let frame = scene.screen(size: Size(columns: 80, rows: 24), language: .english, unicode: false).frame
        for row in 0..<frame.grid.size.rows { #expect(frame.grid.text(row: row).utf8.allSatisfy { $0 < 0x80 }) }
        expectGolden(frame.grid, named: "\(scene.rawValue)/ascii-80x24", cursor: frame.cursor)
    }
}
