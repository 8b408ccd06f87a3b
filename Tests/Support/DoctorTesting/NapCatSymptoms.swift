package import Doctor
import Foundation
package import Snapshot

/// Every trouble with NapCat, and every symptom of it in every variant that has words of its own, with its subject.
package enum NapCatSymptoms {
    package static let troubles: [NapCatTrouble] = [
        .badAddress, .refused(host: "127.0.0.1", port: 6099), .refused(host: "::1", port: 6099),
        .unreachable(host: "nekro_napcat"), .timedOut(seconds: 3), .tls,
        .redirected(to: "https://panel.example/login?token=0123456789abcdef"), .otherProgram(status: 200),
        .otherProgram(status: 0), .addressBlocked, .tokenMissing, .tokenRefused, .codeNeeded, .codeRefused,
        .rateLimited,
        .heldBack(until: sampleTime.addingTimeInterval(30)), .notLoggedIn, .tooLarge(bytes: 131_072), .notTaken,
        .changedMeanwhile, .said("Config Get Error"), .folderMissing, .fileMissing(path: Self.file),
        .fileBroken(path: Self.file, line: 12, column: 7), .fileUnreadable(path: Self.file),
        .fileReadOnly(path: Self.file), .severalAccounts(["1000010001", "1000010002"]),
        .severalAccounts((1...9).map { "100001000\($0)" }), .noContainer, .engine("no such container"),
    ]

    /// One for each kind of fault.
    package static let faults: [NapCatConfiguration.Fault] = [
        .disabled, .otherKey, .noKey, .unsendableKey, .badURL, .otherPath("/ws"), .otherScheme,
        .otherAddress("ws://192.168.100.20:8021/onebot/v11/ws?access_token=0123456789abcdef"), .ownLoopback,
        .stringFormat, .twice(name: "ws2"),
    ]

    package static let file = "/srv/nekro_agent/napcat_data/napcat/onebot11_1000010001.json"

    package static func place(
        container: String? = "nekro_napcat",
        hasEngine: Bool = false,
        isUp: Bool = true,
        inPanel: Bool = false
    ) -> NapCatPlace {
        var look = NapCatLook(takenAt: sampleTime, webUI: .up(milliseconds: 3), hasEngine: hasEngine)
        if !isUp { look.webUI = .down(.tls) }
        look.container = container.map { NapCatContainer(name: $0, state: "running") }
        let facts = NapCatFacts(webUI: "http://127.0.0.1:6099/webui?token=0123456789abcdef", look: look)
        return NapCatPlace(facts, inPanel: inPanel)
    }

    package static let all: [(NapCatSymptom, Subject)] =
        Self.panel.map { ($0, .listener(host: "127.0.0.1", port: 6099)) }
        + Self.logins.flatMap { [($0, .bot("1000010001")), ($0, .listener(host: "127.0.0.1", port: 6099))] }
        + Self.open.map { ($0, .listener(host: "0.0.0.0", port: 6099)) }
        + Self.reach.flatMap { [($0, .bot("1000010001")), ($0, .machine)] }
        + Self.folders.map { ($0, .path("/srv/nekro_agent")) }

    private static let signs: [NapCatSign] = [
        .container(name: "nekro_napcat", state: "running"), .container(name: "nekro_napcat", state: "exited"), .file,
        .bot(selfID: "1000010001"), .setting, .before,
    ]

    private static let panel: [NapCatSymptom] =
        Self.signs.map { .panelDown(.refused(host: "127.0.0.1", port: 6099), Self.place(), $0) }
        + [NapCatTrouble.badAddress, .unreachable(host: "nekro_napcat"), .timedOut(seconds: 3), .tls].map {
            .panelDown($0, Self.place(container: nil, isUp: false), .file)
        }
        + [NapCatTrouble.refused(host: "127.0.0.1", port: 6099), .timedOut(seconds: 3)].map {
            .panelDown($0, Self.place(container: nil, hasEngine: true), .file)
        }
        + [NapCatTrouble.tokenMissing, .tokenRefused, .codeNeeded, .codeRefused, .rateLimited, .addressBlocked].map {
            .panelLocked($0, Self.place())
        }
        + [
            NapCatTrouble.redirected(to: "https://panel.example/login"), .otherProgram(status: 200),
            .otherProgram(status: 0),
        ]
        .map {
            .panelForeign($0, Self.place())
        }
        + [[NapCatLook.Token.Weakness.missing], [.short], [.plain], [.famous], NapCatLook.Token.Weakness.allCases].map {
            .panelTokenWeak($0, Self.place())
        }

    private static let logins: [NapCatSymptom] = [true, false].flatMap { isOffline in
        [
            (nil, true, Self.place()), ("二维码已过期", true, Self.place(container: nil)),
            (nil, false, Self.place(container: nil, hasEngine: true)),
        ].map { (reason: String?, hasCode: Bool, place: NapCatPlace) in
            .loginNeeded(isOffline: isOffline, reason: reason, hasCode: hasCode, place)
        }
    }

    private static let open: [NapCatSymptom] = NapCatSymptom.PanelPort.allCases.flatMap { port -> [NapCatSymptom] in
        [
            .panelOpen(address: "203.0.113.7", cloud: nil, Self.place(), port),
            .panelOpen(address: nil, cloud: "Tencent Cloud", Self.place(), port),
            .defaultPanelPort(address: "203.0.113.7", port), .defaultPanelPort(address: nil, port),
        ]
    }

    private static let causes: [NapCatSymptom.Cause] = [
        .badURL(entry: "ws"), .disabled(entry: "ws"), .onlyServers(["websocket-server"]),
        .ofOtherAccounts(["1000010002"]), .missing(others: 0), .missing(others: 1), .missing(others: 3),
    ]

    private static let url = "ws://172.17.0.1:8021/onebot/v11/ws"

    private static let reach: [NapCatSymptom] =
        [NapCatConfiguration.Source.webUI, .file(path: Self.file)].flatMap { source in
            Self.causes.map { .notDialled($0, source: source, url: Self.url) } + [
                .notDialled(.missing(others: 0), source: source, url: nil),
                .ownLoopback(entry: "ws", source: source, url: Self.url),
                .unsendableKey(entry: "我的连接", source: source),
            ]
        }

    private static let folders: [NapCatSymptom] =
        [
            NapCatSymptom.FolderFault.missing, .notFolder, .closed, .readOnly(owner: nil), .readOnly(owner: "root"),
            .notMounted, .elsewhere(path: "/app/nekro_agent_data/uploads"),
        ].flatMap { [.dataFolder($0, container: "nekro_napcat"), .dataFolder($0, container: nil)] }
}
