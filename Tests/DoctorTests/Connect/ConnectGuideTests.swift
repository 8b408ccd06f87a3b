import Doctor
import DoctorTesting
import Foundation
import OneBot
import Snapshot
import Testing

@Suite("The six steps of connecting NapCat")
struct ConnectGuideTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var snapshot: Snapshot
        /// By number of step: `done evidence [offers]`.
        var expected: [Int: String]

        init(
            _ name: String,
            _ expected: [Int: String],
            look: NapCatLook? = .healthy(),
            bots: [BotFacts] = [],
            _ change: (inout Snapshot) -> Void = { _ in }
        ) {
            self.testDescription = name
            self.expected = expected
            self.snapshot = Evidence.sample(bots: bots).snapshot
            self.snapshot.napcat.look = look
            change(&self.snapshot)
        }
    }

    static func line(_ step: ConnectStep) -> String {
        let offers = step.offers.map { "\($0)" }.joined(separator: " ")
        return ["\(step.state)", step.evidence, offers.isEmpty ? "" : "[\(offers)]"].filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    static func verify(_ row: Row) {
        let steps = ConnectGuide(row.snapshot, language: .english).steps
        #expect(steps.map(\.kind) == ConnectStep.Kind.allCases)
        for (number, line) in row.expected.sorted(by: { $0.key < $1.key }) {
            #expect(Self.line(steps[number - 1]) == line, "step \(number)")
        }
        let chinese = ConnectGuide(row.snapshot, language: .chinese).steps
        #expect(chinese.map(\.state) == steps.map(\.state) && chinese.map(\.offers) == steps.map(\.offers))
        for step in steps + chinese {
            // Whoever is to do something is told what.
            let mustTell = step.state == .failed || step.state == .warning
            #expect(!mustTell || !step.explanation.isEmpty && !step.evidence.isEmpty, "\(step)")
            // What has a name in it, or is all that is said, is cut by the screen.
            let isLong = step.kind == .client || step.kind == .connected
            #expect(Words.columns(step.evidence) <= (isLong ? 56 : 26), "\(step.evidence)")
            #expect(!step.explanation.contains("0123456789abcdef"))
        }
        for step in steps where step.kind != .login { #expect(!Words.hasChinese(step.explanation), "\(step)") }
        for step in chinese {
            #expect(Words.flaw(in: step.explanation) == nil, "\(step.explanation)")
            #expect(step.explanation.isEmpty || step.explanation.hasSuffix("。"))
        }
    }

    // MARK: - The whole

    private static let wholes: [Row] = [
        Row(
            "not looked yet",
            [1: "waiting not looked yet", 2: "waiting", 3: "waiting", 4: "waiting", 5: "waiting", 6: "waiting"],
            look: nil
        ),
        Row(
            "all is well",
            [
                1: "done 127.0.0.1:6099, 3 ms", 2: "done known, strong", 3: "done 1000010001 小助手",
                4: "done set: \"ws\"", 5: "done 1 link, 1.3 ms", 6: "done 12, last 2 s ago",
            ],
            bots: [.napcat()]
        ),
        Row(
            "no NapCat at all",
            [1: "failed nothing listens there", 2: "waiting", 3: "waiting", 4: "waiting", 5: "waiting", 6: "waiting"],
            look: .nothing
        ),
        Row(
            "connected, and not looked yet",
            [
                1: "waiting not looked yet", 2: "waiting", 3: "done 1000010001 小助手", 4: "done connected",
                5: "done 1 link, 1.3 ms", 6: "done 12, last 2 s ago",
            ],
            look: nil,
            bots: [.napcat()]
        ),
        Row(
            "connected, though the WebUI is not reached",
            [
                1: "failed no answer in 3 s [restart]", 2: "waiting", 3: "done 1000010001 小助手", 4: "done connected",
                5: "done 1 link, 1.3 ms", 6: "done 12, last 2 s ago",
            ],
            look: .healthy {
                $0.webUI = .down(.timedOut(seconds: 3))
                $0.token = .init()
                $0.login = nil
                $0.configuration = nil
            },
            bots: [.napcat()]
        ),
        Row(
            "all but the bot",
            [4: "done set: \"ws\"", 5: "failed nothing has come [restart]", 6: "waiting"]
        ),
    ]

    @Test("all steps together", arguments: wholes)
    func whole(_ row: Row) { Self.verify(row) }

    // MARK: - 1

    private static let panels: [Row] =
        [
            (NapCatTrouble.badAddress, "failed no http or https URL"),
            (.refused(host: "127.0.0.1", port: 6099), "failed nothing listens there [restart]"),
            (.unreachable(host: "nekro_napcat"), "failed no way to this host"),
            (.timedOut(seconds: 3), "failed no answer in 3 s [restart]"), (.tls, "failed no TLS, or not trusted"),
            (.redirected(to: "https://a/?token=0123456789abcdef"), "failed sends us elsewhere"),
            (.otherProgram(status: 200), "failed another program answers"),
            (.otherProgram(status: 0), "failed closed without an answer"),
            (.addressBlocked, "failed our address is refused"),
        ].map { trouble, line in
            Row(
                "down: \(trouble)",
                [1: line, 2: "waiting", 3: "waiting", 4: "waiting", 5: "waiting"],
                look: .healthy {
                    $0.webUI = .down(trouble)
                    $0.token = .init()
                    $0.login = nil
                    $0.configuration = nil
                }
            )
        } + [
            Row(
                "refused, without a container",
                [1: "failed nothing listens there"],
                look: .healthy { look in
                    look.webUI = .down(.refused(host: "127.0.0.1", port: 6099))
                    look.container = nil
                }
            ),
            Row(
                "away after a restart of ours",
                [1: "waiting NapCat restarts …", 2: "waiting known", 3: "waiting", 4: "waiting", 5: "waiting"],
                look: .restarted(ago: 44) { $0.fault(.otherKey) }
            ),
            Row(
                "away after a restart of ours, and its bot is here",
                [1: "waiting NapCat restarts …", 3: "done 1000010001 小助手", 5: "done 1 link, 1.3 ms"],
                look: .restarted(ago: 3),
                bots: [.napcat()]
            ),
            Row(
                "away for long after a restart of ours",
                [1: "failed nothing listens there [restart]", 4: "failed token differs from key [apply]"],
                look: .restarted(ago: 45) { $0.fault(.otherKey) }
            ),
            Row(
                "here after a restart of ours",
                [1: "done 127.0.0.1:6099, 3 ms"],
                look: .healthy { $0.restartedAt = sampleTime }
            ),
        ]

    @Test("the WebUI", arguments: panels)
    func panel(_ row: Row) { Self.verify(row) }

    @Test("who may reach the WebUI is told where the doctor has found it")
    func exposure() {
        func first(_ symptom: NapCatSymptom?, port: Int = 6099) -> ConnectStep {
            let findings = symptom.map { symptom in
                Finding(
                    subject: .listener(host: "0.0.0.0", port: port),
                    symptom: .napcat(symptom),
                    severity: .warning,
                    certainty: .likely,
                    since: sampleTime,
                    last: sampleTime
                )
            }
            var snapshot = Evidence.sample().snapshot
            snapshot.napcat.look = .healthy()
            return ConnectGuide(snapshot, language: .english, findings: [findings].compactMap { $0 }).steps[0]
        }
        let open = NapCatSymptom.panelOpen(address: nil, cloud: nil, NapCatSymptoms.place(), .own)
        #expect(Self.line(first(open)) == "warning 127.0.0.1:6099, 3 ms [panelPort]")
        #expect(first(open).explanation.contains("SEC-07"))
        #expect(first(.defaultPanelPort(address: nil, .own)).explanation.contains("SEC-06"))
        #expect(Self.line(first(.defaultPanelPort(address: nil, .published))) == "warning 127.0.0.1:6099, 3 ms")
        #expect(first(.defaultPanelPort(address: nil, .own), port: 8021).state == .done)
        #expect(first(nil).state == .done)
    }

    // MARK: - 2

    private static let tokens: [Row] =
        [
            Row(
                "weak",
                [2: "warning known, weak [strongToken]", 3: "done 1000010001 小助手"],
                look: .healthy {
                    $0.token.weaknesses = [.short, .plain]
                }
            ),
            Row(
                "a default",
                [2: "warning known, a default word [strongToken]"],
                look: .healthy {
                    $0.token.weaknesses = [.famous]
                }
            ),
            Row("known, not tried", [2: "waiting known, not tried yet"], look: .healthy { $0.token.isAccepted = nil }),
            Row(
                "known, the WebUI is away",
                [1: "failed nothing listens there", 2: "waiting known"],
                look: {
                    var look = NapCatLook.nothing
                    look.token = .init(origin: .file)
                    return look
                }()
            ),
            Row(
                "not known",
                [2: "failed not known [typeToken]", 3: "waiting", 4: "waiting", 5: "waiting"],
                look: .locked()
            ),
            Row(
                "refused",
                [2: "failed refused by NapCat [typeToken restart]", 3: "waiting"],
                look: .locked {
                    $0.token = .init(origin: .settings, isAccepted: false)
                }
            ),
        ]
        + [
            (NapCatTrouble.tokenMissing, "failed not known [typeToken]"),
            (.tokenRefused, "failed refused by NapCat [typeToken restart]"),
            (.codeNeeded, "failed needs a 6-digit code [typeCode]"),
            (.codeRefused, "failed code was refused [typeCode]"), (.rateLimited, "failed NapCat's login limit"),
            (.heldBack(until: sampleTime.addingTimeInterval(30)), "waiting next login 16:00:30"),
            (.timedOut(seconds: 3), "failed answers too slowly"), (.said("oops"), "failed NapCat reports an error"),
        ].map { trouble, line in
            Row(
                "\(trouble)",
                [2: line, 3: "waiting", 4: "waiting", 5: "waiting"],
                look: .locked { look in
                    look.token.origin = .settings
                    look.trouble = trouble
                }
            )
        }

    @Test("the WebUI's token", arguments: tokens)
    func token(_ row: Row) { Self.verify(row) }
}
