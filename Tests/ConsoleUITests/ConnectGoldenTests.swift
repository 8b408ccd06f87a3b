import ConsoleUI
import Doctor
import Foundation
import Snapshot
import Terminal
import TerminalTesting
import Testing

/// The Connect panel and what is opened from there, as text files in `Goldens`.
@Suite struct ConnectGoldenTests {
    enum Scene: String, CaseIterable {
        case healthy = "connect"
        case values = "connect-values"
        case otherKey = "connect-other-key"
        case waiting = "connect-waiting"
        case down = "connect-down"
        case notLooked = "connect-not-looked"
        case container = "connect-container"
        case stopped = "connect-stopped"
        case noAddress = "connect-no-address"
        case hostile = "connect-hostile"
        case step = "connect-step"
        case log = "connect-log"
        case preview = "connect-preview"
        case filePreview = "connect-preview-file"
        case qrCode = "connect-qr"
        case noQRCode = "connect-qr-none"
        case others = "connect-others"
        case token = "connect-token"
        case code = "connect-code"
        case restart = "connect-restart"
        case strongToken = "connect-strong-token"
        case freePort = "connect-free-port"
        case panelPort = "connect-panel-port"
        case said = "connect-said"
        case unseenPath = "connect-unseen-path"
        case overview = "connect-overview"

        func screen(size: Size, language: Language, unicode: Bool = true) -> Screen {
            var screen = NapCatFixture.screen(
                self.look,
                size: size,
                language: language,
                unicode: unicode,
                advice: self == .noAddress ? AddressFixture.nothingListens : AddressFixture.advice
            )
            switch self {
            case .healthy, .otherKey, .waiting, .down, .notLooked, .container, .stopped, .noAddress, .hostile: break
            case .values:
                screen.press(.tab)
                screen.type("G")
            case .step: screen.press(.enter)
            case .log: screen.type("L")
            case .preview, .filePreview:
                screen.type("a")
                let isFile = self == .filePreview
                screen.show(isFile ? NapCatFixture.filePreview : NapCatFixture.preview)
            case .qrCode, .noQRCode: screen.type("x")
            case .others: screen.type("oo")
            case .token: screen.type("tsecret")
            case .code:
                screen.type("d12345")
                screen.press(.enter)
            case .restart: screen.type("R")
            case .strongToken: screen.type("s")
            case .freePort: screen.type("f")
            case .panelPort: screen.type("w")
            case .said:
                screen.type("a")
                screen.show(NapCatFixture.filePreview)
                screen.press(.enter)
                screen.send(.finished(.done(self.outcome(language))))
            case .unseenPath:
                screen.type(#":call upload_group_file {"group_id":1,"file":"/srv/nekro_agent/a.zip","name":"a.zip"}"#)
                screen.press(.enter)
            case .overview: screen.type("1")
            }
            return screen
        }

        /// What is only a box or a page in the middle looks no other on a large screen.
        var sizes: [(Int, Int)] {
            switch self {
            case .healthy, .values, .otherKey, .waiting, .container, .stopped, .preview, .qrCode, .said:
                [(80, 24), (120, 40), (60, 15)]
            case .down, .notLooked, .noAddress, .hostile, .step, .log, .filePreview, .noQRCode, .others, .token, .code,
                .restart, .strongToken, .freePort, .panelPort, .unseenPath, .overview:
                [(80, 24), (60, 15)]
            }
        }

        private func outcome(_ language: Language) -> String {
            let path = "/srv/nekro_agent/napcat_data/napcat/onebot11_1000010001.json"
            return switch language {
            case .english: "Written to \(path); restart NapCat now: docker restart nekro_napcat"
            case .chinese: "已写入 \(path)；请重启 NapCat：docker restart nekro_napcat"
            }
        }

        private var look: NapCatLook? {
            switch self {
            case .healthy, .values, .others, .freePort, .panelPort, .overview, .noAddress: NapCatFixture.healthy
            case .otherKey, .preview, .filePreview, .said: NapCatFixture.otherKey
            case .waiting, .qrCode: NapCatFixture.waiting
            case .noQRCode: NapCatFixture.codeless
            case .down: NapCatFixture.down
            case .notLooked: nil
            case .container, .step, .log, .restart, .unseenPath: NapCatFixture.inContainer
            case .stopped: NapCatFixture.stopped
            case .hostile: NapCatFixture.hostile
            case .token: NapCatFixture.tokenMissing
            case .code: NapCatFixture.codeNeeded
            case .strongToken: NapCatFixture.weakToken
            }
        }
    }

    @Test("A screen looks as it was looked at and kept", arguments: Scene.allCases, Language.allCases)
    func look(_ scene: Scene, _ language: Language) {
        for size in scene.sizes {
            let frame = scene.screen(size: Size(columns: size.0, rows: size.1), language: language).frame
            let name = "\(scene.rawValue)/\(language.rawValue)-\(size.0)x\(size.1)"
            expectGolden(frame.grid, named: name, cursor: frame.cursor)
        }
    }

    @Test(
        "Without UTF-8 the same screens are plain ASCII",
        arguments: [Scene.healthy, .values, .waiting, .stopped, .preview, .qrCode, .token]
    )
    func ascii(_ scene: Scene) {
        let frame = scene.screen(size: Size(columns: 80, rows: 24), language: .english, unicode: false).frame
        for row in 0..<frame.grid.size.rows { #expect(frame.grid.text(row: row).utf8.allSatisfy { $0 < 0x80 }) }
        expectGolden(frame.grid, named: "\(scene.rawValue)/ascii-80x24", cursor: frame.cursor)
    }
}
