import ConsoleUI
import Foundation
import OneBot
import Snapshot
import Terminal
import Testing

@Suite("QR code on the screen")
struct QRCodeTests {
    private static let reader = "/usr/bin/zbarimg"

    private static func shown(
        _ look: NapCatLook = NapCatFixture.waiting,
        size: Size = Size(columns: 80, rows: 24),
        unicode: Bool = true
    ) -> Screen {
        var screen = NapCatFixture.screen(look, size: size, unicode: unicode)
        screen.type("x")
        return screen
    }

    /// The modules that are drawn, row by row; empty where none are.
    private static func modules(of screen: Screen) -> [[Bool]] {
        let grid = screen.frame.grid
        var modules: [[Bool]] = []
        for row in 0..<grid.size.rows {
            let cells = (0..<grid.size.columns).map { grid[row: row, column: $0] }.filter { $0.style.role == .code }
            guard !cells.isEmpty else { continue }
            modules.append(cells.map { "█▀".contains($0.symbol) })
            modules.append(cells.map { "█▄".contains($0.symbol) })
        }
        return modules
    }

    /// What a reader reads from the picture of the screen.
    private static func read(_ screen: Screen) throws -> String {
        let modules = self.modules(of: screen)
        let scale = 6
        let width = (modules.first?.count ?? 0) * scale
        var picture = Array("P5\n\(width) \(modules.count * scale)\n255\n".utf8)
        for row in modules {
            let line = row.flatMap { Array(repeating: UInt8($0 ? 0 : 255), count: scale) }
            for _ in 0..<scale { picture += line }
        }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).pgm")
        try Data(picture).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }  // a left-over picture harms nobody
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: self.reader)
        process.arguments = ["--raw", "-q", "-Sdisable", "-Sqrcode.enable", file.path]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    @Test(
        "a reader reads the link from the screen",
        .enabled(if: FileManager.default.isExecutableFile(atPath: reader), "zbarimg is not installed (zbar-tools)"),
        arguments: [(80, 24), (45, 24), (120, 40), (60, 30), (300, 120)]
    )
    func decoded(_ columns: Int, _ rows: Int) throws {
        var screen = Self.shown(size: Size(columns: columns, rows: rows))
        #expect(try Self.read(screen) == QRCodeFixture.large.link)
        // A new code takes its place.
        var renewed = NapCatFixture.waiting
        renewed.qrCode = QRCodeFixture.small
        screen.send(.snapshot(Fixture.typical { $0.napcat.look = renewed }))
        #expect(try Self.read(screen) == QRCodeFixture.small.link)
    }

    @Test(
        "the quiet zone is four modules where that fits, and never below two",
        arguments: [
            ((80, 24), 2), ((45, 24), 2), ((80, 25), 3), ((80, 26), 4), ((49, 40), 4), ((120, 40), 4), ((44, 24), nil),
            ((80, 23), nil), ((40, 12), nil),
        ] as [((Int, Int), Int?)]
    )
    func quietZone(_ size: (Int, Int), _ quiet: Int?) {
        let screen = Self.shown(size: Size(columns: size.0, rows: size.1))
        FrameTests.check(screen, "\(size)")
        let modules = Self.modules(of: screen)
        guard let quiet else {
            #expect(modules.isEmpty)
            return
        }
        let side = QRCodeFixture.large.side
        #expect(modules.first?.count == side + 2 * quiet)
        #expect(modules.prefix(quiet).allSatisfy { !$0.contains(true) })
        #expect(modules.dropFirst(quiet).first?.contains(true) == true)
        #expect(modules.allSatisfy { !$0.prefix(quiet).contains(true) && !$0.suffix(quiet).contains(true) })
        // Centred, but for a column or row that cannot be halved.
        let grid = screen.frame.grid
        let columns = (0..<size.0).filter { column in
            (0..<size.1).contains { grid[row: $0, column: column].style.role == .code }
        }
        #expect(abs((columns.first ?? 0) - (size.0 - 1 - (columns.last ?? 0))) <= 1)
        #expect(screen.lastLine.contains("r new code") && screen.lastLine.contains("y copy link"))
    }

    @Test("on a small screen or without UTF-8 the link stands there whole, with how to use it")
    func link() {
        for (size, unicode) in [((40, 12), true), ((80, 24), false), ((44, 24), true)] {
            var screen = Self.shown(size: Size(columns: size.0, rows: size.1), unicode: unicode)
            let flat = screen.text.filter { !" \n│|".contains($0) }
            #expect(flat.contains(QRCodeFixture.large.link), "\(size)")
            #expect(flat.contains("45x24") == unicode)
            #expect(screen.type("y") == [.copy(Secret(QRCodeFixture.large.link))])
            #expect(screen.lastLine.contains("Link sent"))
        }
    }

    @Test(
        "beside the code or its link stands how long it has been there, and it is followed",
        arguments: [80, 120, 40]
    )
    func age(_ columns: Int) {
        var waiting = NapCatFixture.waiting
        waiting.qrCode?.takenAt = now.addingTimeInterval(-40)
        var screen = Self.shown(waiting, size: Size(columns: columns, rows: 40))
        screen.time += 10
        screen.send(.ticked)
        #expect(DoctorPanelTests.flat(screen.text).contains("Shown for 50 s;"))
        #expect(screen.frame.nextChange.map { $0 <= screen.time.addingTimeInterval(1.1) } == true)
    }

    @Test("r asks for a new one, and Esc, Enter and x close it")
    func keys() {
        var screen = Self.shown()
        #expect(screen.type("r") == [.refreshQRCode])
        #expect(screen.model.contexts.first == .qrCode)
        for key in [Key(.escape), Key(.enter), .character("x")] {
            screen.press(key)
            #expect(screen.model.contexts.first == .connectSteps)
            screen.type("x")
        }
    }

    @Test("it closes by itself when QQ is logged in, and only then")
    func scanned() {
        var screen = Self.shown()
        screen.send(.snapshot(Fixture.typical { $0.napcat.look = NapCatFixture.waiting }))
        #expect(screen.model.contexts.first == .qrCode)
        screen.send(.snapshot(Fixture.typical { $0.napcat.look = NapCatFixture.healthy }))
        #expect(screen.model.contexts.first == .connectSteps)
        #expect(screen.lastLine.contains("QQ is logged in: 1000010001 小助手"))
    }

    @Test("while NapCat has none yet it is said, with the key that asks")
    func none() {
        var waiting = NapCatFixture.waiting
        waiting.qrCode = nil
        var screen = Self.shown(waiting)
        #expect(screen.text.contains("r asks for one"))
        #expect(screen.type("y").isEmpty)
        // One that no reader could read is none.
        waiting.qrCode = QRCode(side: 41, dark: [true], link: "x", takenAt: now)
        screen.send(.snapshot(Fixture.typical { $0.napcat.look = waiting }))
        #expect(screen.text.contains("r asks for one"))
    }
}
