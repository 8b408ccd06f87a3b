import Doctor
import DoctorTesting
import Foundation
import OneBot
import Snapshot
import Testing

/// Step 4.
extension ConnectGuideTests {
    private static func faulty(_ line: String, _ faults: NapCatConfiguration.Fault..., isEnabled: Bool = true) -> Row {
        Row(
            "\(faults)",
            [4: line],
            look: .healthy { look in
                look.configuration?.clients = [.pointing(faults: faults, isEnabled: isEnabled)]
            }
        )
    }

    private static let faults: [Row] = [
        Self.faulty("failed switched off [apply]", .disabled, isEnabled: false),
        Self.faulty("failed switched off [apply]", isEnabled: false),
        Self.faulty("failed token differs from key [apply]", .otherKey),
        Self.faulty("failed token is empty [apply]", .noKey),
        Self.faulty("failed token cannot be sent [apply]", .unsendableKey),
        Self.faulty("failed URL cannot be dialled [apply]", .badURL),
        Self.faulty("failed path is not served [apply]", .otherPath("/ws")),
        Self.faulty("failed ws:// and wss:// mixed [apply]", .otherScheme),
        Self.faulty("failed dials its own container [apply]", .ownLoopback),
        Self.faulty(
            "warning another address [apply]",
            .otherAddress("ws://10.0.0.4:8021/?access_token=0123456789abcdef")
        ),
        Self.faulty("warning format is String [apply]", .stringFormat),
        Self.faulty("warning two entries point here [apply]", .twice(name: "ws2")),
        // The worst first, whatever stands first.
        Self.faulty("failed token differs from key [apply]", .stringFormat, .otherKey),
        Self.faulty("failed URL cannot be dialled [apply]", .otherKey, .badURL),
    ]

    private static let entries: [Row] = [
        Row(
            "none",
            [4: "failed no client for here [apply]", 5: "waiting"],
            look: .healthy { $0.configuration?.clients = [] }
        ),
        Row("others", [4: "failed no client for here [apply]"], look: .healthy { $0.leadElsewhere() }),
        Row(
            "a server",
            [4: "failed only a server entry [apply]"],
            look: .healthy {
                $0.leadElsewhere()
                $0.configuration?.enabledServers = ["websocket-server"]
            }
        ),
        Row(
            "of another account",
            [4: "failed of another account [apply]"],
            look: .healthy {
                $0.leadElsewhere()
                $0.configuration?.otherAccountsPointingHere = ["1000010002"]
            }
        ),
        Row(
            "a good one beside a bad one",
            [4: "done set: \"good\""],
            look: .healthy {
                $0.configuration?.clients = [
                    .pointing("bad", faults: [.disabled], isEnabled: false), .pointing("good"),
                ]
            }
        ),
        Row(
            "without a key, where none is asked for",
            [4: "warning token is empty [apply]"],
            look: .healthy {
                $0.fault(.noKey)
            }
        ) { $0.access.anonymousAllowed = true },
        Row(
            "wrong, and connected all the same",
            [4: "warning token differs from key [apply]", 5: "done 1 link, 1.3 ms"],
            look: .healthy {
                $0.fault(.otherKey)
            },
            bots: [.napcat()]
        ),
        Row(
            "elsewhere, and connected all the same",
            [4: "warning connected"],
            look: .healthy { $0.leadElsewhere() },
            bots: [.napcat()]
        ),
        Row(
            "read from the file, wrong",
            [1: "failed nothing listens there [restart]", 4: "failed token differs from key [apply]", 5: "waiting"],
            look: .healthy {
                $0.readFiles()
                $0.fault(.otherKey)
            }
        ),
        Row("not known", [4: "waiting", 5: "waiting"], look: .healthy { $0.configuration = nil }),
        Row(
            "right in the file, the WebUI is away",
            [4: "done set: \"ws\""],
            look: .healthy { $0.readFiles() }
        ),
        Row(
            "right in the file, and NapCat runs",
            [4: "waiting stands in its file; counts once NapCat has restarted [restart]", 5: "waiting"],
            look: .healthy { $0.readFiles(isUp: true) }
        ),
        Row(
            "right in the file, and connected",
            [4: "done set: \"ws\"", 5: "done 1 link, 1.3 ms"],
            look: .healthy { $0.readFiles(isUp: true) },
            bots: [.napcat()]
        ),
        Row(
            "a long name",
            [4: "done set: \"onebot-console-of-the-second-machine-he…\""],
            look: .healthy { $0.configuration?.clients = [.pointing("onebot-console-of-the-second-machine-here-too")] }
        ),
        Row(
            "a long Chinese name",
            [4: "done set: \"\(String(repeating: "名", count: 19))…\""],
            look: .healthy { $0.configuration?.clients = [.pointing(String(repeating: "名", count: 21))] }
        ),
    ]

    /// Addresses of an entry of ours, with what is said while its bot is here and while it is not.
    private static let addresses: [Row] = [
        ("127.0.0.1:18250", "former port 18250", "not where we listen"),
        ("[::1]:18250", "former port 18250", "not where we listen"),
        ("172.17.0.1:18250", "former port 18250", "not where we listen"),
        ("host.docker.internal:18250", "former port 18250", "not where we listen"),
        ("10.9.9.9:18250", "not where we listen", "not where we listen"),
        ("bots.example:443", "another address", nil), ("10.9.9.9", "another address", nil),
        ("::1", "another address", nil), ("10.9.9.9:8021", "another address", nil),
        ("10.9.9.9:99999", "another address", nil),
    ].flatMap { (address: String, here: String, away: String?) in
        let look = NapCatLook.healthy { $0.fault(.otherAddress(address)) }
        let url = "https://bots.example/"
        return [
            Row("\(address), bot here", [4: "warning \(here) [apply]"], look: look, bots: [.napcat()]) {
                $0.endpoint.publicURL = url
            },
            Row("\(address)", [4: (away.map { "failed \($0)" } ?? "warning \(here)") + " [apply]"], look: look) {
                $0.endpoint.publicURL = url
            },
        ]
    }

    private static let troubles: [Row] =
        [
            (NapCatTrouble.tooLarge(bytes: 131_072), "failed settings too large"),
            (.notTaken, "failed change was not taken [apply]"), (.changedMeanwhile, "failed changed meanwhile [apply]"),
            (.folderMissing, "failed no data folder"),
            (.fileMissing(path: NapCatSymptoms.file), "failed file is missing"),
            (.fileBroken(path: NapCatSymptoms.file, line: 12, column: 7), "failed broken at 12:7"),
            (.fileUnreadable(path: NapCatSymptoms.file), "failed file may not be read"),
            (.fileReadOnly(path: NapCatSymptoms.file), "failed file may not be changed"),
            (.severalAccounts(["1", "2"]), "failed 2 accounts, which one?"),
            (.said("oops"), "failed NapCat reports an error"),
            (.timedOut(seconds: 3), "failed answers too slowly"), (.noContainer, "waiting"), (.engine("no"), "waiting"),
        ].map { trouble, line in
            Row(
                "\(trouble)",
                [2: "done known, strong", 3: "done 1000010001 小助手", 4: line],
                look: .healthy {
                    $0.configuration = nil
                    $0.trouble = trouble
                }
            )
        } + [
            Row(
                "no folder, where the WebUI is away too",
                [4: "waiting no data folder"],
                look: {
                    var look = NapCatLook.nothing
                    look.trouble = .folderMissing
                    return look
                }()
            ),
            Row(
                "no folder, and connected",
                [4: "done connected"],
                look: .healthy {
                    $0.configuration = nil
                    $0.trouble = .folderMissing
                },
                bots: [.napcat()]
            ),
        ]

    @Test("NapCat's entry", arguments: faults + entries + addresses + troubles)
    func entry(_ row: Row) { Self.verify(row) }

    @Test("every fault of an entry is told, the worst first")
    func allFaults() {
        var snapshot = Evidence.sample().snapshot
        snapshot.napcat.look = .healthy { $0.fault(.stringFormat, .otherKey, .twice(name: "ws2")) }
        let text = ConnectGuide(snapshot, language: .english).steps[3].explanation
        let parts = ["is not the access key", "CQ codes", "both point here"].map { text.range(of: $0)?.lowerBound }
        #expect(!parts.contains(nil) && parts.compactMap { $0 }.min() == parts[0], "\(text)")
    }

    @Test(
        "the former port, and two entries: in the words of the operator",
        arguments: [
            (
                NapCatConfiguration.Fault.otherAddress("172.17.0.1:18250"),
                "NapCat's client uses the former port 18250: it stays connected now, but cannot come back. a sets 8021.",
                "填的是旧端口 18250，下次重连会失败。按 a 改为 8021。"
            ),
            (
                .twice(name: "ws2"),
                "\"ws\" and \"ws2\" both point here, so that every message comes twice; a switches one of them off.",
                "“ws”和“ws2”都指向这里，每条消息会来两次；按 a 停用其中一个。"
            ),
        ]
    )
    func sentences(_ fault: NapCatConfiguration.Fault, _ english: String, _ chinese: String) {
        var snapshot = Evidence.sample(bots: [.napcat()]).snapshot
        snapshot.napcat.look = .healthy { $0.fault(fault) }
        for (language, text) in [(Language.english, english), (.chinese, chinese)] {
            let step = ConnectGuide(snapshot, language: language).steps[3]
            #expect(step.explanation == text && step.state == .warning && step.offers == [.apply])
        }
    }

    @Test(
        "just after a change nothing is said of settings that may be those of before",
        arguments: [(29.0, "done connected"), (30, "warning connected")]
    )
    func settling(_ seconds: Double, _ line: String) {
        var snapshot = Evidence.sample(bots: [.napcat()]).snapshot
        snapshot.napcat.look = .healthy { $0.leadElsewhere() }
        let changedAt = snapshot.takenAt.addingTimeInterval(-seconds)
        let guide = ConnectGuide(snapshot, language: .english, changedAt: changedAt)
        #expect(Self.line(guide.steps[3]) == line)
        #expect(guide.steps[3].explanation.isEmpty == line.hasPrefix("done"))
    }
}
