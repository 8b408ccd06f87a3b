import Doctor
import DoctorTesting
import Foundation
import OneBot
import Snapshot
import Testing

/// One row of a table: what was seen of NapCat, and what the rule says of it.
struct NapCatCase: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var evidence: Evidence
    /// As ``MachineCase/summary(_:)`` writes it.
    var expected: [String]

    init(
        _ name: String,
        _ expected: [String] = [],
        look: NapCatLook? = .healthy(),
        bots: [BotFacts] = [],
        _ change: (inout Evidence) -> Void = { _ in }
    ) {
        self.testDescription = name
        self.expected = expected
        self.evidence = .healthyMachine()
        self.evidence.forgetBots()
        self.evidence.snapshot.bots = bots
        self.evidence.snapshot.napcat.look = look
        change(&self.evidence)
    }

    /// The same look, whether its bot is here or not.
    static func both(
        _ name: String,
        _ expected: [String],
        _ change: (inout NapCatLook) -> Void
    ) -> [NapCatCase] {
        let look = NapCatLook.healthy(change)
        return [
            NapCatCase(name, expected, look: look),
            NapCatCase(name + ", bot here", expected, look: look, bots: [.napcat()]),
        ]
    }
}

@Suite("What is said of NapCat")
struct NapCatRuleTests {
    static let panel = "127.0.0.1:6099"
    static let account = NapCatLook.account

    // MARK: - PANEL

    /// A sign that a NapCat is to be expected, and nothing else.
    private static func down(_ trouble: NapCatTrouble, _ change: (inout NapCatLook) -> Void = { _ in }) -> NapCatLook {
        var look = NapCatLook(takenAt: sampleTime, webUI: .down(trouble))
        change(&look)
        return look
    }

    private static let container = NapCatContainer(name: "napcat", state: "running")
    private static let refusal = NapCatTrouble.refused(host: "127.0.0.1", port: 6099)

    private static let signs: [NapCatCase] = [
        NapCatCase("no NapCat on this machine", look: .nothing),
        NapCatCase("not looked yet", look: nil),
        NapCatCase(
            "its container runs",
            ["PANEL-01 notice proved \(panel)"],
            look: down(refusal) { $0.container = container }
        ),
        NapCatCase(
            "its container has stopped",
            ["PANEL-01 notice proved \(panel)"],
            look: down(refusal) { $0.container = NapCatContainer(name: "napcat", state: "exited") }
        ),
        NapCatCase(
            "its webui.json is there",
            ["PANEL-01 notice proved \(panel)"],
            look: down(refusal) { $0.token.origin = .file }
        ),
        NapCatCase("a token is set, and nothing else", look: down(refusal) { $0.token.origin = .settings }),
        NapCatCase("its bot is connected", ["PANEL-01 notice proved \(panel)"], look: .nothing, bots: [.napcat()]),
        NapCatCase("its bot was connected", look: .nothing, bots: [.napcat(state: .lost, links: 0)]),
        NapCatCase("another kind of bot is connected", look: .nothing, bots: [.connected("10001", from: "10.0.0.9:4")]),
        NapCatCase(
            "it answered before",
            ["PANEL-01 notice proved \(panel)"],
            look: down(refusal) { $0.version = "4.8.1" }
        ),
        NapCatCase("its address was set", ["PANEL-01 notice proved 10.0.0.4:6099"], look: .nothing) {
            $0.set("napcat.webui_url", "http://10.0.0.4:6099/webui")
        },
        NapCatCase("its address was set to what it is anyway", look: .nothing) {
            $0.set("napcat.webui_url", "http://127.0.0.1:6099/webui")
        },
        NapCatCase("its address is built in", look: .nothing) {
            $0.set("napcat.webui_url", "http://127.0.0.1:6099/webui", .builtIn)
        },
    ]

    private static let restarts: [NapCatCase] = [
        NapCatCase("the console has just restarted it", look: .restarted(ago: 44)),
        NapCatCase("it does not come back", ["PANEL-01 notice proved \(panel)"], look: .restarted(ago: 45)),
        NapCatCase(
            "it is back after a restart, and locked",
            ["PANEL-02 notice proved \(panel)"],
            look: .locked {
                $0.trouble = .tokenRefused
                $0.restartedAt = sampleTime
            }
        ),
        NapCatCase(
            "its weak token stands while it restarts",
            ["SEC-08 warning likely \(panel)"],
            look: .restarted(ago: 3) { $0.token.weaknesses = [.short] }
        ),
    ]

    private static let doors: [NapCatCase] =
        [
            (NapCatTrouble.badAddress, "PANEL-01"), (refusal, "PANEL-01"),
            (.unreachable(host: "nekro_napcat"), "PANEL-01"),
            (.timedOut(seconds: 3), "PANEL-01"), (.tls, "PANEL-01"), (.redirected(to: "/login"), "PANEL-03"),
            (.otherProgram(status: 200), "PANEL-03"), (.addressBlocked, "PANEL-02"),
        ].flatMap { trouble, id in
            [
                NapCatCase(
                    "down: \(trouble)",
                    ["\(id) notice proved \(panel)"],
                    look: down(trouble) { $0.container = container }
                ),
                // Whoever answers with NapCat's own refusal is one.
                NapCatCase(
                    "down, and nothing else: \(trouble)",
                    id == "PANEL-02" ? ["PANEL-02 notice proved \(panel)"] : [],
                    look: down(trouble)
                ),
            ]
        }
        + [
            (NapCatTrouble.tokenMissing, "PANEL-02"), (.tokenRefused, "PANEL-02"), (.codeNeeded, "PANEL-02"),
            (.codeRefused, "PANEL-02"), (.rateLimited, "PANEL-02"), (.addressBlocked, "PANEL-02"),
            (.redirected(to: "/login"), "PANEL-03"), (.otherProgram(status: 200), "PANEL-03"), (refusal, nil),
            (.timedOut(seconds: 3), nil), (.tls, nil), (.unreachable(host: "a"), nil), (.badAddress, nil),
            (.heldBack(until: sampleTime), nil), (.notLoggedIn, nil), (.tooLarge(bytes: 200_000), nil),
            (.notTaken, nil),
            (.changedMeanwhile, nil), (.said("oops"), nil), (.folderMissing, nil), (.fileMissing(path: "/a"), nil),
            (.fileBroken(path: "/a", line: 1, column: 1), nil), (.fileUnreadable(path: "/a"), nil),
            (.fileReadOnly(path: "/a"), nil), (.severalAccounts(["1", "2"]), nil), (.noContainer, nil),
            (.engine("no"), nil),
        ].map { (trouble: NapCatTrouble, id: String?) in
            NapCatCase(
                "up: \(trouble)",
                id.map { ["\($0) notice proved \(panel)"] } ?? [],
                look: .locked { look in
                    look.trouble = trouble
                }
            )
        }

    // MARK: - PANEL-04

    private static let offline = "PANEL-04 warning proved \(account)"

    private static let logins: [NapCatCase] = [
        NapCatCase("logged in and connected", bots: [.napcat()]),
        NapCatCase("offline", [offline], look: .healthy { $0.login = .offline(account: account) }),
        NapCatCase(
            "offline, and connected",
            [offline],
            look: .healthy { $0.login = .offline(account: account) },
            bots: [.napcat(state: .quiet)]
        ),
        NapCatCase(
            "offline, but its bot says online",
            look: .healthy { $0.login = .offline(account: account) },
            bots: [.napcat()]
        ),
        NapCatCase(
            "offline, the account is known by its settings",
            [offline],
            look: .healthy { $0.login = .offline(account: nil) }
        ),
        NapCatCase(
            "offline, nobody knows who",
            ["PANEL-04 warning proved \(panel)"],
            look: .locked { $0.login = .offline(account: nil) }
        ),
        NapCatCase("waits", ["PANEL-04 warning proved \(panel)"], look: .locked { $0.login = .waiting(reason: nil) }),
        NapCatCase(
            "waits, its only bot is gone",
            [offline],
            look: .locked { $0.login = .waiting(reason: "二维码已过期") },
            bots: [.napcat(state: .lost, links: 0)]
        ),
        NapCatCase(
            "waits, two of its kind are gone",
            ["PANEL-04 warning proved \(panel)"],
            look: .locked { $0.login = .waiting(reason: nil) },
            bots: [.napcat(state: .lost, links: 0), .napcat("1000010002", state: .lost, links: 0)]
        ),
        NapCatCase(
            "waits, and another NapCat's bot is here",
            ["PANEL-04 warning proved \(panel)"],
            look: .locked { $0.login = .waiting(reason: nil) },
            bots: [.napcat("1000010002")]
        ),
        NapCatCase("not told", look: .locked()),
    ]

    // MARK: - SEC-08

    private static func weak(
        _ weaknesses: NapCatLook.Token.Weakness...,
        origin: NapCatLook.Token.Origin? = .file,
        isAccepted: Bool? = true
    ) -> (inout NapCatLook) -> Void {
        { $0.token = .init(origin: origin, weaknesses: weaknesses, isAccepted: isAccepted) }
    }

    private static let proved = "SEC-08 warning proved \(panel)"

    private static let tokens: [NapCatCase] = [
        NapCatCase.both("strong", [], weak()), NapCatCase.both("short", [proved], weak(.short)),
        NapCatCase.both("letters alone", [proved], weak(.plain)),
        NapCatCase.both("a default", [proved], weak(.famous, .short, .plain, origin: .settings)),
        NapCatCase.both("not tried", ["SEC-08 warning likely \(panel)"], weak(.short, isAccepted: nil)),
        NapCatCase.both("none in the file", ["SEC-08 warning likely \(panel)"], weak(.missing, isAccepted: nil)),
        NapCatCase.both("refused: it is not its token", [], weak(.short, isAccepted: false)),
        NapCatCase.both("not known", [], weak(origin: nil, isAccepted: nil)),
    ].flatMap { $0 }

    @Test("WebUI, login, token", arguments: signs + restarts + doors + logins + tokens)
    func observe(_ row: NapCatCase) {
        #expect(MachineCase.summary(NapCatRule().observe(row.evidence)) == row.expected)
    }

    // MARK: - FILE-01

    private static let folders: [NapCatCase] =
        [
            (DataFolderFacts.State.good, DataFolderFacts.Sight.unknown, Severity?.none), (.good, .same, nil),
            (.good, .mounted(inside: "/data"), nil), (.good, .probed(path: "/data/x"), nil),
            (.good, .notMounted, .warning), (.good, .probedElsewhere(path: "/data/x"), .warning),
            (.missing, .unknown, .warning), (.notFolder, .same, .warning),
            // What keeps this console out may not keep the bot out.
            (.closed, .mounted(inside: "/data"), .notice), (.readOnly, .probed(path: "/a"), .notice),
        ].map { (state: DataFolderFacts.State, sight: DataFolderFacts.Sight, severity: Severity?) in
            NapCatCase(
                "\(state), \(sight)",
                severity.map { ["FILE-01 \($0) proved /srv/nekro"] } ?? [],
                look: .healthy { $0.dataFolder = DataFolderFacts(path: "/srv/nekro", state: state, sight: sight) },
                bots: [.napcat()]
            ) { $0.set("napcat.data_dir", "/srv/nekro") }
        } + [
            NapCatCase(
                "a folder that nobody has named",
                look: .healthy { $0.dataFolder = DataFolderFacts(path: "/srv/nekro", state: .missing) }
            ) { $0.set("napcat.data_dir", "", .builtIn) },
            NapCatCase("named, and not looked at", bots: [.napcat()]) { $0.set("napcat.data_dir", "/srv/nekro") },
        ]

    @Test("the folder that bot and app share", arguments: folders)
    func folder(_ row: NapCatCase) {
        #expect(MachineCase.summary(NapCatRule().observe(row.evidence)) == row.expected)
    }
}

extension Evidence {
    mutating func set(_ path: String, _ value: String, _ origin: SettingOrigin = .file) {
        self.snapshot.settings.append(SettingFacts(path: path, value: value, origin: origin))
        if path == "napcat.webui_url" { self.snapshot.napcat.webUI = value }
    }
}
