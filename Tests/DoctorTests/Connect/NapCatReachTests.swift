import Doctor
import DoctorTesting
import Foundation
import OneBot
import Snapshot
import Testing

@Suite("Why NapCat's bot does not come")
struct NapCatReachTests {
    private static let account = NapCatLook.account

    private static func faulty(
        _ expected: String?,
        _ faults: NapCatConfiguration.Fault...,
        isEnabled: Bool = true
    ) -> [NapCatCase] {
        let look = NapCatLook.healthy {
            $0.configuration?.clients = [.pointing(faults: faults, isEnabled: isEnabled)]
        }
        return [
            NapCatCase("\(faults)", expected.map { ["\($0) \(self.account)"] } ?? [], look: look),
            // What is connected needs no explanation.
            NapCatCase("\(faults), bot here", look: look, bots: [.napcat()]),
        ]
    }

    /// What is refused is told by the attempts. Of several, that which keeps it longest is told.
    private static let faults: [NapCatCase] = [
        faulty(nil), faulty("NET-01 warning proved", .disabled, isEnabled: false),
        faulty("NET-01 warning proved", isEnabled: false), faulty("AUTH-13 error proved", .unsendableKey),
        faulty("NET-01 error proved", .badURL), faulty("NET-02 error proved", .ownLoopback), faulty(nil, .otherKey),
        faulty(nil, .noKey), faulty(nil, .otherPath("/ws")), faulty(nil, .otherScheme),
        faulty(nil, .otherAddress("ws://10.0.0.4:8021/")), faulty(nil, .stringFormat), faulty(nil, .twice(name: "ws2")),
        faulty("NET-01 warning proved", .ownLoopback, .unsendableKey, isEnabled: false),
        faulty("AUTH-13 error proved", .badURL, .unsendableKey), faulty("NET-01 error proved", .ownLoopback, .badURL),
        faulty("NET-02 error proved", .otherKey, .ownLoopback),
    ].flatMap { $0 }

    private static let notice = "NET-01 notice proved \(account)"

    private static let entries: [NapCatCase] = [
        NapCatCase("none", [notice], look: .healthy { $0.configuration?.clients = [] }),
        NapCatCase("others", [notice], look: .healthy { $0.leadElsewhere() }),
        NapCatCase(
            "a server",
            [notice],
            look: .healthy {
                $0.leadElsewhere()
                $0.configuration?.enabledServers = ["websocket-server"]
            }
        ),
        NapCatCase(
            "of another account",
            [notice],
            look: .healthy {
                $0.leadElsewhere()
                $0.configuration?.otherAccountsPointingHere = ["1000010002"]
            }
        ),
        NapCatCase("others, and connected", look: .healthy { $0.leadElsewhere() }, bots: [.napcat()]),
        NapCatCase(
            "a good one beside one that is off",
            look: .healthy {
                $0.configuration?.clients = [.pointing("off", faults: [.disabled], isEnabled: false), .pointing("on")]
            }
        ),
        NapCatCase("not known", look: .healthy { $0.configuration = nil }),
        NapCatCase(
            "another account is connected",
            [notice],
            look: .healthy { $0.leadElsewhere() },
            bots: [.napcat("1000010002")]
        ),
        NapCatCase(
            "not logged in: that comes first",
            ["PANEL-04 warning proved \(account)"],
            look: .healthy {
                $0.login = .offline(account: account)
                $0.fault(.badURL)
            }
        ),
        NapCatCase(
            "by the file",
            ["PANEL-01 notice proved 127.0.0.1:6099", "NET-02 error likely \(account)"],
            look: .healthy {
                $0.readFiles()
                $0.fault(.ownLoopback)
            }
        ),
        NapCatCase(
            "by the file of all accounts",
            ["PANEL-01 notice proved 127.0.0.1:6099"],
            look: .healthy {
                $0.readFiles(account: nil)
                $0.fault(.ownLoopback)
            }
        ),
        NapCatCase(
            "by the WebUI, which tells no account",
            ["NET-02 error proved host"],
            look: .healthy {
                $0.login = nil
                $0.configuration?.account = nil
                $0.fault(.ownLoopback)
            }
        ),
        NapCatCase(
            "without a key, where none is asked for",
            look: .healthy { $0.fault(.noKey) }
        ) { $0.snapshot.access.anonymousAllowed = true },
    ]

    @Test("entries", arguments: faults + entries)
    func observe(_ row: NapCatCase) {
        #expect(MachineCase.summary(NapCatRule().observe(row.evidence)) == row.expected)
    }

    @Test("the URL is told that NapCat's container can dial")
    func url() {
        let row = NapCatCase("", look: .healthy { $0.fault(.ownLoopback) })
        let symptoms = NapCatRule().observe(row.evidence).map(\.symptom)
        #expect(symptoms == [.napcat(.ownLoopback(entry: "ws", source: .webUI, url: NapCatLook.url))])
    }

    // MARK: - Beside other rules

    private static let quiet = ["NET-02 notice likely host"]

    private static let whole: [NapCatCase] = [
        NapCatCase("all is well", bots: [.napcat()]),
        NapCatCase("no NapCat here", quiet, look: .nothing),
        NapCatCase("not looked yet", quiet, look: nil),
        NapCatCase("its settings are not known", quiet, look: .healthy { $0.configuration = nil }),
        // It dials here, and not its own loopback: what else keeps it is not seen.
        NapCatCase("its settings are right", ["NET-01 notice unseen host"]),
        NapCatCase(
            "it is off",
            ["NET-01 warning proved \(account)"],
            look: .healthy { $0.fault(.disabled, isEnabled: false) }
        ),
        NapCatCase("it dials itself", ["NET-02 error proved \(account)"], look: .healthy { $0.fault(.ownLoopback) }),
        NapCatCase(
            "its key cannot be sent",
            ["AUTH-13 error proved \(account)"],
            look: .healthy { $0.fault(.unsendableKey) }
        ),
        NapCatCase("it leads elsewhere", ["NET-01 notice proved \(account)"], look: .healthy { $0.leadElsewhere() }),
        NapCatCase(
            "nobody is logged in",
            ["PANEL-04 warning proved 127.0.0.1:6099"],
            look: .locked { $0.login = .waiting(reason: nil) }
        ),
        NapCatCase(
            "it is weak too",
            ["AUTH-13 error proved \(account)", "SEC-08 warning proved 127.0.0.1:6099"],
            look: .healthy {
                $0.fault(.unsendableKey)
                $0.token.weaknesses = [.short]
            }
        ),
    ]

    @Test("what NapCat shows takes the place of what can only be guessed", arguments: whole)
    func together(_ row: NapCatCase) {
        var examiner = Examiner()
        let findings = examiner.examine(row.evidence).findings
        #expect(
            findings.map { "\($0.id.rawValue) \($0.severity) \($0.certainty) \($0.subject.text)" } == row.expected
        )
    }

    @Test("a login that is needed hides what follows from it, of the same bot alone")
    func followers() {
        func bot(_ id: String) -> [Observation] {
            [
                Observation(
                    .session(.life(.onlyMetas(since: sampleTime, heartbeats: 9, kind: .napcat))),
                    of: .bot(id),
                    severity: .warning
                )
            ]
        }
        let login = NapCatSymptom.loginNeeded(isOffline: true, reason: nil, hasCode: false, NapCatSymptoms.place())
        let observed = [Observation(.napcat(login), of: .bot("1"), severity: .warning)] + bot("1") + bot("2")
        #expect(Followers.hidden(observed).map(\.key.subject) == [.bot("1"), .bot("2")])
        #expect(Followers.hidden(observed).map(\.id) == [.panel04, .live10])
        let offline = Observation(.session(.accountOffline(reason: "")), of: .bot("1"), severity: .error)
        #expect(Followers.hidden(observed + [offline]).map(\.id) == [.live10, .live08])
    }
}
