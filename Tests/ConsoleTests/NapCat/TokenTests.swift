import Foundation
import OneBot
import Snapshot
import Testing

@testable import Console

@Suite("Tokens of NapCat's WebUI")
struct TokenTests {
    @Test(
        "are judged",
        arguments: [
            ("", [.missing]), ("napcat", [.famous, .short, .plain]), ("NapCat", [.famous, .short, .plain]),
            ("0123456789ab", [.plain]), ("abc123-", [.short]), ("abcdefghijklm", [.plain]),
            ("abcdefghij-1", []), ("密码密码密码密码密码密码", [.plain]), ("1234567890", [.famous, .short, .plain]),
        ] as [(String, [NapCatLook.Token.Weakness])]
    )
    func weaknesses(token: String, expected: [NapCatLook.Token.Weakness]) {
        #expect(WebUITokenStrength.weaknesses(of: Secret(token)) == expected)
    }

    @Test("that are made are strong, of one word, and never the same")
    func made() {
        let tokens = (0..<200).map { _ in StrongToken.make() }
        #expect(Set(tokens.map(\.exposed)).count == 200)
        for token in tokens {
            #expect(WebUITokenStrength.weaknesses(of: token).isEmpty)
            #expect(token.count == 20)
            #expect(token.exposed.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
            #expect(token.exposed.first?.isLetter == true && token.exposed.last?.isLetter == true)
        }
    }
}

@Suite("Times of logins")
struct LoginTimesFileTests {
    @Test("are kept over a restart, readable by us alone; what is no time is passed over")
    func kept() async throws {
        try await withTemporaryFolder { folder in
            let file = LoginTimesFile(stateFolder: folder)
            #expect(file.load().isEmpty)
            let times = (0..<20).map { Date(timeIntervalSince1970: 1_800_000_000 + Double($0) / 4) }
            file.save(times)
            #expect(file.load() == Array(times.suffix(16)))
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            try "x\nnan\ninf\n\n12.5\n".write(toFile: file.path, atomically: true, encoding: .utf8)
            #expect(file.load() == [Date(timeIntervalSince1970: 12.5)])
        }
    }
}

@Suite("What was last seen of NapCat")
struct NapCatBoardTests {
    @Test("is news only where something differs but the time and how long an answer took")
    func news() {
        let board = NapCatBoard()
        func look(_ seconds: Double, _ webUI: NapCatLook.WebUI, _ version: String? = nil) -> NapCatLook {
            NapCatLook(takenAt: Date(timeIntervalSince1970: seconds), webUI: webUI, version: version)
        }
        #expect(board.look == nil)
        #expect(board.show(look(1, .up(milliseconds: 3))))
        #expect(!board.show(look(2, .up(milliseconds: 5))))
        #expect(board.look == look(2, .up(milliseconds: 5)))
        #expect(board.show(look(3, .up(milliseconds: 5), "4.18.0")))
        #expect(board.show(look(4, .down(.tls), "4.18.0")))
        #expect(!board.show(look(5, .down(.tls), "4.18.0")))
        #expect(board.show(look(6, .down(.timedOut(seconds: 3)), "4.18.0")))
    }
}
