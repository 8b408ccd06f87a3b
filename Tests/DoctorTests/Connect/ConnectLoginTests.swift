import Doctor
import DoctorTesting
import Foundation
import OneBot
import Snapshot
import Testing

/// Step 3, and how words name keys.
extension ConnectGuideTests {
    private static let logins: [Row] = [
        Row(
            "without a name",
            [3: "done 1000010001"],
            look: .healthy {
                $0.login = .online(account: NapCatLook.account, name: nil)
            }
        ),
        Row(
            "offline",
            [3: "failed 1000010001 offline [restart]", 5: "waiting"],
            look: .healthy {
                $0.login = .offline(account: NapCatLook.account)
            }
        ),
        Row(
            "offline, nobody knows who",
            [3: "failed offline [restart]"],
            look: .healthy {
                $0.login = .offline(account: nil)
                $0.qrCode = .sample
            }
        ),
        Row(
            "offline, restarted through the WebUI",
            [3: "failed 1000010001 offline [restart]"],
            look: .healthy {
                $0.login = .offline(account: NapCatLook.account)
                $0.container = nil
            }
        ),
        Row(
            "offline, and no way to restart it",
            [3: "failed 1000010001 offline"],
            look: .healthy {
                $0.login = .offline(account: NapCatLook.account)
                $0.container = nil
                $0.token.isAccepted = nil
            }
        ),
        Row(
            "waits for a scan",
            [3: "failed waits for a scan [showQRCode refreshQRCode]", 5: "waiting"],
            look: .healthy {
                $0.login = .waiting(reason: nil)
                $0.qrCode = .sample
            }
        ),
        Row(
            "has no code",
            [3: "failed waits for a scan [refreshQRCode restart]"],
            look: .healthy {
                $0.login = .waiting(reason: "二维码已过期")
            }
        ),
        Row(
            "nobody is logged in, and another NapCat is connected",
            [3: "failed waits for a scan [showQRCode refreshQRCode]", 5: "waiting", 6: "waiting"],
            look: .healthy {
                $0.login = .waiting(reason: nil)
                $0.qrCode = .sample
                $0.configuration = nil
            },
            bots: [.napcat("1000010002")]
        ),
        Row("not told", [3: "waiting", 4: "done set: \"ws\"", 5: "waiting"], look: .healthy { $0.login = nil }),
        Row(
            "not told, but the bot is here",
            [3: "done 1000010001 小助手"],
            look: .healthy { $0.login = nil },
            bots: [.napcat()]
        ),
        Row(
            "not told, and the bot says offline",
            [3: "failed 1000010001 offline [restart]"],
            look: .healthy { $0.login = nil },
            bots: [
                .napcat(state: .offline)
            ]
        ),
        Row(
            "not logged in, by its word",
            [3: "failed QQ is not logged in [refreshQRCode]", 4: "waiting"],
            look: .healthy {
                $0.login = nil
                $0.configuration = nil
                $0.trouble = .notLoggedIn
            }
        ),
    ]

    @Test("QQ", arguments: logins)
    func login(_ row: Row) { Self.verify(row) }

    @Test("keys of the panel are named with their place outside of it alone")
    func keys() {
        let looks: [NapCatLook] =
            NapCatSymptoms.troubles.map { trouble in .locked { $0.trouble = trouble } }
            + [
                .healthy { $0.login = .offline(account: nil) }, .healthy { $0.fault(.twice(name: "ws2")) },
                .healthy { $0.fault(.otherAddress("127.0.0.1:18250")) },
            ]
        for look in looks {
            var snapshot = Evidence.sample().snapshot
            snapshot.napcat.look = look
            for (language, place) in [(Language.english, "2 Connect"), (.chinese, "2 连接")] {
                let near = ConnectGuide(snapshot, language: language).steps.map(\.explanation).joined()
                let far = ConnectGuide(snapshot, language: language, inPanel: false).steps.map(\.explanation).joined()
                #expect(!near.contains(place), "\(near)")
                #expect(near == far || far.contains(place), "\(far)")
            }
        }
    }

    @Test("an account that was thrown out: NapCat is restarted first", arguments: Language.allCases)
    func thrownOut(_ language: Language) {
        var snapshot = Evidence.sample().snapshot
        snapshot.napcat.look = .healthy { $0.login = .offline(account: nil) }
        let text = ConnectGuide(snapshot, language: language).steps[2].explanation
        let end =
            language == .english
            ? "Restart NapCat; if it then wants a login, x shows the code." : "重启 NapCat；重启后若要求登录，按 x 扫码。"
        #expect(text.hasSuffix(end), "\(text)")
    }

    @Test("what NapCat says of the last login is told")
    func reason() {
        var snapshot = Evidence.sample().snapshot
        snapshot.napcat.look = .healthy { $0.login = .waiting(reason: "二维码已过期") }
        for language in Language.allCases {
            #expect(ConnectGuide(snapshot, language: language).steps[2].explanation.contains("二维码已过期"))
        }
    }
}
