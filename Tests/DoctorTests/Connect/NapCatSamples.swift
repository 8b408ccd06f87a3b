import DoctorTesting
import Foundation
import OneBot
import Snapshot

extension NapCatLook {
    static let account = "1000010001"
    static let url = "ws://172.17.0.1:8021/onebot/v11/ws"

    /// Everything as it should be: a container on docker0, logged in, one client that leads here.
    static func healthy(_ change: (inout NapCatLook) -> Void = { _ in }) -> NapCatLook {
        var look = NapCatLook(
            takenAt: sampleTime,
            webUI: .up(milliseconds: 3),
            token: Token(origin: .file, isAccepted: true),
            version: "4.8.1",
            login: .online(account: Self.account, name: "小助手"),
            configuration: NapCatConfiguration(
                source: .webUI,
                account: Self.account,
                clients: [.pointing()]
            ),
            container: NapCatContainer(
                name: "nekro_napcat",
                state: "running",
                networks: [.init(name: "bridge", address: "172.17.0.5", gateway: "172.17.0.1")]
            ),
            hasEngine: true
        )
        change(&look)
        return look
    }

    /// A machine without NapCat.
    static let nothing = NapCatLook(takenAt: sampleTime, webUI: .down(.refused(host: "127.0.0.1", port: 6099)))

    /// Only the files tell.
    mutating func readFiles(account: String? = NapCatLook.account, isUp: Bool = false) {
        if !isUp { self.webUI = .down(.refused(host: "127.0.0.1", port: 6099)) }
        self.token.isAccepted = nil
        self.login = nil
        self.configuration?.source = .file(path: NapCatSymptoms.file)
        self.configuration?.account = account
    }

    mutating func fault(_ faults: NapCatConfiguration.Fault..., isEnabled: Bool = true) {
        self.configuration?.clients = [.pointing(faults: faults, isEnabled: isEnabled)]
    }

    mutating func leadElsewhere() {
        self.configuration?.clients = [
            .init(name: "astrbot", isEnabled: true, url: "ws://astrbot:6199/ws", pointsHere: false)
        ]
    }
}

extension NapCatLook {
    /// Away since the console restarted it so many seconds ago; its files tell.
    static func restarted(ago seconds: TimeInterval, _ change: (inout NapCatLook) -> Void = { _ in }) -> NapCatLook {
        self.healthy {
            $0.readFiles()
            $0.restartedAt = sampleTime.addingTimeInterval(-seconds)
            change(&$0)
        }
    }

    /// Reached, and not let in.
    static func locked(_ change: (inout NapCatLook) -> Void = { _ in }) -> NapCatLook {
        self.healthy {
            $0.token = .init()
            $0.login = nil
            $0.configuration = nil
            change(&$0)
        }
    }
}

extension NapCatConfiguration.Entry {
    static func pointing(
        _ name: String = "ws",
        faults: [NapCatConfiguration.Fault] = [],
        isEnabled: Bool = true
    ) -> NapCatConfiguration.Entry {
        .init(name: name, isEnabled: isEnabled, url: NapCatLook.url, pointsHere: true, faults: faults)
    }
}

extension QRCode {
    static let sample = QRCode(
        side: 2,
        dark: [true, false, false, true],
        link: "https://txz.qq.com/p?k=1",
        takenAt: sampleTime
    )
}

extension BotFacts {
    /// NapCat's bot, whose last link ended so many seconds ago.
    static func lost(ago seconds: Double) -> BotFacts {
        .napcat(state: .lost, links: 0) { $0.lostAt = sampleTime.addingTimeInterval(-seconds) }
    }

    /// NapCat's bot, connected a minute ago.
    static func napcat(
        _ selfID: String = NapCatLook.account,
        state: State = .online,
        links: Int = 1,
        _ change: (inout BotFacts) -> Void = { _ in }
    ) -> BotFacts {
        let since = sampleTime.addingTimeInterval(-60)
        var bot = BotFacts(
            selfID: selfID,
            name: "小助手",
            implementation: "NapCat.Onebot",
            state: state,
            links: (0..<links).map { number in
                LinkFacts(
                    id: number + 1,
                    role: .universal,
                    peer: "172.17.0.5:4000\(number)",
                    userAgent: "OneBot/11",
                    connectedAt: since,
                    speaks: number == 0
                )
            },
            peer: "172.17.0.5:40000",
            connectedAt: since,
            lastEventAt: sampleTime.addingTimeInterval(-2),
            events: EventCounts(messages: 9, metas: 3),
            roundTrip: RoundTrip(last: 1.3, median: 1.3, worst: 4)
        )
        change(&bot)
        return bot
    }
}
