import ConsoleUI
import Doctor
import Foundation
import OneBot
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
        case botOddFrames = "bot-odd-frames"
        case settings
        case settingsEnd = "settings-end"
        case settingsField = "settings-field"
        case keys
        case keysNone = "keys-none"
        case keysForm = "keys-form"
        case keysRevoke = "keys-revoke"
        case keysBare = "keys-bare"
        case log
        case logOverflowing = "log-overflowing"
        case eventsEmpty = "events-empty"
        case events
        case eventsBots = "events-bots"
        case eventsFilter = "events-filter"
        case eventsFilterOpen = "events-filter-open"
        case eventsPaused = "events-paused"
        case eventsJournal = "events-journal"
        case eventsHostile = "events-hostile"
        case eventPage = "event-page"
        case api
        case apiForm = "api-form"
        case apiField = "api-field"
        case apiFilter = "api-filter"
        case apiUnlisted = "api-unlisted"
        case apiConfirm = "api-confirm"
        case apiDangerous = "api-dangerous"
        case apiWaiting = "api-waiting"
        case apiOK = "api-ok"
        case apiFailed = "api-failed"
        case apiUnknown = "api-unknown"
        case help
        case quit
        case rotate
        case disconnect
        case command
        case commandProblem = "command-problem"
        case copied
        case listenerFailed = "listener-failed"
        case overviewFindings = "overview-findings"
        case doctor
        case doctorEmpty = "doctor-empty"
        case doctorNotYet = "doctor-not-yet"
        case doctorLong = "doctor-long"
        case doctorDetails = "doctor-details"
        case doctorFilter = "doctor-filter"
        case doctorPage = "doctor-page"
        case doctorGone = "doctor-gone"
        case doctorAcceptKey = "doctor-accept-key"
        case doctorAlias = "doctor-alias"
        case doctorCloseLinks = "doctor-close-links"
        case doctorUsePort = "doctor-use-port"
        case doctorListen = "doctor-listen"
        case doctorRotate = "doctor-rotate"
        case doctorBlock = "doctor-block"
        case doctorRelease = "doctor-release"
        case doctorTesting = "doctor-testing"
        case doctorSelfTest = "doctor-self-test"
        case doctorHostile = "doctor-hostile"
        case doctorHostilePage = "doctor-hostile-page"
        case settingsAlarms = "settings-alarms"
        case addresses
        case addressesFields = "addresses-fields"
        case addressesNone = "addresses-none"

        func screen(size: Size, language: Language, unicode: Bool = true) -> Screen {
            var screen = Screen(
                self.snapshot,
                size: size,
                language: language,
                unicode: unicode,
                utcOffset: 8 * 3600,
                diagnosis: self.diagnosis
            )
            switch self {
            case .overview, .overviewEmpty, .overviewOverflowing, .overviewFindings, .listenerFailed: break
            case .overviewConnect: screen.press(Key(.tab, .shift))
            case .overviewAttention: screen.press(.tab)
            case .attentionPage: screen.press(.tab, .enter)
            case .bots, .botsHostile: screen.type("3")
            case .botsOverflowing: screen.type("3ssssss")
            case .botsFilter: screen.type("3/小助")
            case .botDetail: screen.press(.enter)
            case .botOddFrames:
                screen.press(.enter)
                screen.type("G")
            case .doctor, .doctorEmpty, .doctorNotYet, .doctorHostile: screen.type("7")
            case .doctorLong:
                screen.type("7G")
                screen.press(.pageUp)
            case .doctorDetails:
                screen.type("7j")
                screen.press(.tab)
                screen.type("jjj")
            case .doctorFilter: screen.type("7/auth")
            case .doctorPage:
                screen.type("7j")
                screen.press(.enter)
            case .doctorGone:
                screen.type("7")
                screen.press(.enter)
                screen.send(.diagnosed(FindingFixture.nothing))
            case .doctorAcceptKey, .doctorAlias, .doctorCloseLinks, .doctorUsePort, .doctorListen, .doctorRotate,
                .doctorBlock, .doctorRelease:
                screen.type("7a")
            case .doctorTesting:
                screen.type("7t")
                screen.press(.escape)
            case .doctorSelfTest:
                screen.type("7t")
                screen.send(.selfTested(FindingFixture.selfTest))
            case .doctorHostilePage:
                screen.type("7")
                screen.press(.enter)
            case .settingsAlarms: screen.type("8G")
            case .addresses, .addressesNone:
                screen.press(Key(.tab, .shift))
                screen.type("a")
            case .addressesFields:
                screen.press(Key(.tab, .shift))
                screen.type("aGo")
            case .settings: screen.type("8")
            case .settingsEnd: screen.type("8G")
            case .settingsField:
                screen.type("8j")
                screen.press(.enter, .backspace)
                screen.type("2")
                screen.send(
                    .judged(SettingJudgement(path: "endpoint.port", text: "8022", verdict: .accepted("free")))
                )
            case .keys, .keysNone, .keysForm, .keysRevoke, .keysBare: self.prepareKeys(&screen)
            case .log: screen.type("9LLL")
            case .logOverflowing: screen.type("9kkk")
            case .events, .eventsHostile, .eventsBots, .eventsFilter, .eventsFilterOpen, .eventsPaused, .eventsJournal,
                .eventPage:
                self.prepareEvents(&screen)
            case .eventsEmpty: screen.type("4")
            case .api, .apiForm, .apiField, .apiFilter, .apiUnlisted, .apiConfirm, .apiDangerous, .apiWaiting, .apiOK,
                .apiFailed, .apiUnknown:
                self.prepareApi(&screen)
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

        private func prepareEvents(_ screen: inout Screen) {
            screen.type("4")
            screen.send(.events(self == .eventsHostile ? EventFixture.hostilePage : EventFixture.page))
            switch self {
            case .eventsFilter:
                screen.type("/group:20001000")
                screen.press(.enter)
            case .eventsFilterOpen: screen.type("/")
            case .eventsPaused:
                screen.type(" ")
                screen.send(.events(EventPage(records: EventFixture.messages(20...31), skipped: 1204)))
            case .eventsJournal:
                screen.type("H")
                let search = JournalSearch(filter: EventFilter(parsing: ""), hidesMeta: true, limit: 200)
                let found = JournalFound(
                    search: search,
                    records: EventFixture.messages(1...60),
                    searchedBackTo: now.addingTimeInterval(-86_400 * 3)
                )
                screen.send(.journalFound(found))
                screen.type("kkkk")
            case .eventPage:
                screen.type("k")
                screen.press(.enter)
            default: break
            }
        }

        private func prepareApi(_ screen: inout Screen) {
            screen.type("6")
            switch self {
            case .apiForm:
                screen.choose("send_group_msg")
            case .apiField:
                screen.choose("send_group_msg")
                screen.press(.enter)
                screen.type("2000x")
            case .apiFilter: screen.type("/group")
            case .apiUnlisted: screen.type("/get_lgin_info")
            case .apiConfirm:
                screen.choose("send_group_msg")
                screen.press(.enter)
                screen.type("20001000")
                screen.press(.tab)
                screen.type("早上好")
                screen.press(.control("s"))
            case .apiDangerous:
                screen.choose("set_group_ban")
                screen.type("s")
                screen.type("set_group")
            case .apiWaiting:
                screen.choose("get_login_info")
                screen.type("s")
                screen.time += 3.3
            case .apiOK, .apiFailed, .apiUnknown:
                screen.choose("get_login_info")
                screen.type("s")
                let outcome: CallOutcome =
                    self == .apiOK ? CallFixture.ok : self == .apiFailed ? CallFixture.failed : .timedOut(seconds: 30)
                screen.send(.called(id: 1, outcome))
            default: break
            }
        }

        private var diagnosis: Diagnosis {
            switch self {
            case .overviewEmpty, .listenerFailed, .doctorEmpty: FindingFixture.nothing
            case .doctorNotYet: Diagnosis()
            case .overviewOverflowing, .doctorLong: FindingFixture.long
            case .overviewFindings, .doctor, .doctorDetails, .doctorFilter, .doctorPage, .doctorGone:
                FindingFixture.mixed
            case .doctorAcceptKey: FindingFixture.with(.acceptPreviousKey)
            case .doctorAlias: FindingFixture.with(.addAlias("/ws"))
            case .doctorCloseLinks: FindingFixture.with(.closeLinks(selfID: "1000010001", links: [3, 4]))
            case .doctorUsePort: FindingFixture.with(.usePort(8022))
            case .doctorListen: FindingFixture.with(.listenEverywhere)
            case .doctorRotate: FindingFixture.with(.rotateKey)
            case .doctorBlock: FindingFixture.with(.block("10.0.0.9"))
            case .doctorRelease: FindingFixture.with(.release("10.0.0.9"))
            case .doctorHostile, .doctorHostilePage: FindingFixture.hostile
            case .addresses, .addressesFields: AddressFixture.diagnosis()
            case .addressesNone: AddressFixture.diagnosis(AddressFixture.nothingListens)
            default: FindingFixture.typical
            }
        }

        private var snapshot: Snapshot {
            switch self {
            case .settingsAlarms: Fixture.typical { $0.alarms = FindingFixture.alarms }
            case .keys, .keysForm, .keysRevoke, .keysBare: KeyListTests.snapshot()
            case .overviewEmpty: Fixture.snapshot()
            case .overviewOverflowing, .botsOverflowing, .logOverflowing: Fixture.overflowing()
            case .botsHostile, .eventsHostile: Fixture.hostileSnapshot()
            case .events, .eventsFilter, .eventPage: Fixture.snapshot { $0.bots = [Fixture.assistant] }
            case .eventsJournal: Fixture.typical { $0.journal = JournalFacts(state: .writing, events: 900) }
            case .api, .apiForm: Fixture.snapshot { $0.bots = [Fixture.assistant, Fixture.bot(7)] }
            case .botOddFrames:
                Fixture.typical { snapshot in
                    snapshot.bots[0].framesBad = 1204
                    snapshot.bots[0].oddFrames = Fixture.oddFrames
                }
            case .listenerFailed:
                Fixture.snapshot { snapshot in
                    let listener = ListenerFacts(
                        host: "0.0.0.0",
                        port: 8021,
                        state: .failed,
                        problem: .inUse(port: 8021, owner: ProcessFacts(pid: 812, name: "nginx"))
                    )
                    snapshot.endpoint.listeners = [listener]
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

    @Test(
        "Without UTF-8 the same screens are plain ASCII",
        arguments: [
            Scene.overview, .doctor, .doctorSelfTest, .doctorAcceptKey, .settingsAlarms, .bots, .settings, .quit, .log,
            .events, .apiForm, .apiFailed, .addresses, .addressesFields, .keys,
        ]
    )
    func ascii(_ scene: Scene) {
        let frame = scene.screen(size: Size(columns: 80, rows: 24), language: .english, unicode: false).frame
        for row in 0..<frame.grid.size.rows { #expect(frame.grid.text(row: row).utf8.allSatisfy { $0 < 0x80 }) }
        expectGolden(frame.grid, named: "\(scene.rawValue)/ascii-80x24", cursor: frame.cursor)
    }
}
