import ConsoleUI
import Doctor
import Foundation
import OneBot
import Snapshot
import Terminal

/// NapCat as it may look.
enum NapCatFixture {
    static func look(_ change: (inout NapCatLook) -> Void = { _ in }) -> NapCatLook {
        var look = NapCatLook(
            takenAt: now.addingTimeInterval(-4),
            webUI: .up(milliseconds: 12),
            token: NapCatLook.Token(origin: .file, isAccepted: true),
            version: "4.18.2",
            login: .online(account: "1000010001", name: "小助手"),
            configuration: NapCatConfiguration(
                source: .webUI,
                account: "1000010001",
                clients: [
                    NapCatConfiguration.Entry(
                        name: "ws",
                        isEnabled: true,
                        url: "ws://172.17.0.1:8021/onebot/v11/ws",
                        pointsHere: true
                    )
                ]
            ),
            dataFolder: DataFolderFacts(
                path: "/srv/nekro_agent",
                state: .good,
                freeBytes: 13_314_398_618,
                owner: "root",
                sight: .mounted(inside: "/app/nekro_agent_data")
            )
        )
        change(&look)
        return look
    }

    static let healthy = look()

    static let otherKey = look { $0.configuration?.clients[0].faults = [.otherKey] }

    static let weakToken = look { $0.token.weaknesses = [.short, .famous] }

    static let waiting = look { look in
        look.login = .waiting(reason: nil)
        look.qrCode = QRCodeFixture.large
        look.configuration = nil
        look.trouble = .notLoggedIn
    }

    /// Waits for a scan, with nothing to scan.
    static let codeless = look { look in
        look.login = .waiting(reason: "二维码已过期")
        look.configuration = nil
        look.trouble = .notLoggedIn
    }

    static let offline = look { $0.login = .offline(account: "1000010001") }

    static let tokenMissing = look { look in
        look.token = NapCatLook.Token()
        look.trouble = .tokenMissing
        look.login = nil
        look.configuration = nil
        look.version = nil
    }

    static let codeNeeded = look { look in
        look.token.isAccepted = nil
        look.trouble = .codeNeeded
        look.login = nil
        look.configuration = nil
    }

    static let down = look { look in
        look.webUI = .down(.refused(host: "127.0.0.1", port: 6099))
        look.token = NapCatLook.Token(origin: .file)
        look.version = nil
        look.login = nil
        look.configuration = nil
        look.dataFolder = nil
    }

    static let container = NapCatContainer(
        name: "nekro_napcat",
        state: "running",
        startedAt: now.addingTimeInterval(-3 * 86_400),
        networks: [.init(name: "nekro_network", address: "172.18.0.3", gateway: "172.18.0.1")],
        mounts: [
            .init(source: "/srv/nekro_agent", destination: "/app/nekro_agent_data"),
            .init(source: "/srv/nekro_agent/napcat_data/napcat", destination: "/app/napcat/config"),
            .init(source: "/srv/same", destination: "/srv/same"),
        ],
        log: (1...60).map { "11-22 22:0\($0 / 10):\(10 + $0 % 50) [info] 小助手(1000010001) | 接收 <- 群聊 [测试群] line \($0)" }
    )

    static let inContainer = look { look in
        look.container = container
        look.hasEngine = true
    }

    static let stopped = look { look in
        look.webUI = .down(.timedOut(seconds: 3))
        look.token.isAccepted = nil
        look.login = nil
        look.container = container
        look.container?.state = "exited"
        look.hasEngine = true
        look.dataFolder?.state = .missing
        look.dataFolder?.freeBytes = nil
        look.dataFolder?.owner = nil
        look.dataFolder?.sight = .unknown
    }

    /// Texts as somebody would choose them who wants to break the screen or to learn the key.
    static let hostile = look { look in
        let text = Fixture.hostile + testKey.exposed
        look.webUI = .down(.said(text))
        look.trouble = .fileBroken(path: text, line: -1, column: .max)
        look.version = text
        look.login = .online(account: text, name: text)
        look.qrCode = QRCode(side: 1_000_000, dark: [], link: text, takenAt: now)
        look.configuration = NapCatConfiguration(
            source: .file(path: text),
            account: text,
            clients: Array(
                repeating: .init(
                    name: text,
                    isEnabled: true,
                    url: text,
                    pointsHere: true,
                    faults: [.twice(name: text)]
                ),
                count: 1000
            ),
            enabledServers: [text],
            otherAccountsPointingHere: [text]
        )
        look.container = NapCatContainer(
            name: text,
            state: text,
            startedAt: .distantFuture,
            networks: [.init(name: text, address: text, gateway: text)],
            mounts: [.init(source: text, destination: text)],
            log: Array(repeating: text, count: 3000)
        )
        look.dataFolder = DataFolderFacts(
            path: text,
            state: .closed,
            freeBytes: .min,
            owner: text,
            sight: .probedElsewhere(path: text)
        )
    }

    static let all: [NapCatLook?] = [
        nil, healthy, otherKey, weakToken, waiting, offline, tokenMissing, codeNeeded, down, inContainer, stopped,
        hostile,
    ]

    static let preview = ConnectionPreview(
        number: 7,
        way: .webUI,
        account: "1000010001",
        entry: "ws",
        isNew: false,
        reconnects: true,
        lines: [
            .init(.kept, #"  "name": "ws","#), .init(.kept, #"  "enable": true,"#),
            .init(.removed, #"  "url": "ws://127.0.0.1:8021/onebot/v11/ws","#),
            .init(.added, #"  "url": "ws://172.17.0.1:8021/onebot/v11/ws","#),
            .init(.removed, #"  "token": "••••••••••••••••••••••••••••k3Zp","#),
            .init(.added, #"  "token": "••••••••••••••••••••••••••••9xQ4","#),
            .init(.kept, #"  "messagePostFormat": "array","#),
        ]
    )

    static let filePreview = ConnectionPreview(
        number: 8,
        way: .file(path: "/srv/nekro_agent/napcat_data/napcat/onebot11_1000010001.json"),
        account: "1000010001",
        entry: "onebot-console",
        isNew: true,
        reconnects: false,
        lines: (1...40).map { .init($0 % 3 == 0 ? .kept : .added, "  line \($0) of the change") },
        restartCommand: "docker restart nekro_napcat"
    )

    static let hostilePreview = ConnectionPreview(
        number: 9,
        way: .file(path: Fixture.hostile + testKey.exposed),
        account: Fixture.hostile,
        entry: testKey.exposed,
        isNew: true,
        reconnects: true,
        lines: Array(repeating: .init(.added, Fixture.hostile + testKey.exposed), count: 5000),
        restartCommand: Fixture.hostile
    )

    /// With NapCat's bot connected where nothing of the look speaks against it.
    static func snapshot(_ look: NapCatLook?) -> Snapshot {
        let isConnected: Bool =
            if case .online = look?.login { look?.configuration?.clients.first?.faults == [] } else { false }
        return Fixture.typical { snapshot in
            snapshot.napcat.look = look
            if !isConnected { snapshot.bots = [Fixture.lostBob] }
        }
    }

    /// The Connect panel with a look.
    static func screen(
        _ look: NapCatLook?,
        size: Size = Size(columns: 80, rows: 24),
        language: Language = .english,
        unicode: Bool = true,
        advice: [AddressAdvice] = AddressFixture.advice,
        clipboard: TerminalFacts.ClipboardRoute = .plain
    ) -> Screen {
        var screen = Screen(
            self.snapshot(look),
            size: size,
            language: language,
            unicode: unicode,
            clipboard: clipboard,
            diagnosis: AddressFixture.diagnosis(advice)
        )
        screen.type("2")
        return screen
    }
}
