import Foundation
import NapCat
import Testing

@Suite("QR codes")
struct QRMatrixTests {
    static let texts = [
        "1",
        "https://txz.qq.com/p?k=Abcd1234Efgh5678Ijkl9012Mnop3456&f=1600001602",
        "ws://127.0.0.1:8021/onebot/v11/ws",
        String(repeating: "0123456789abcdef", count: 184),
    ]

    @Test("a reader reads the text back", .enabled(if: Reader.isThere, "zbarimg is missing"), arguments: texts)
    func readBack(_ text: String) async throws {
        let matrix = try #require(QRMatrix(text))
        let folder = try TestFolder()
        try Reader.picture(of: matrix).write(to: URL(fileURLWithPath: folder.path("code.pgm")))
        #expect(try await Reader.read("code.pgm", in: folder) == text + "\n")
    }

    @Test("the smallest picture for a login's link")
    func size() throws {
        // 64 to 78 bytes at the lowest level: version 4.
        let matrix = try #require(QRMatrix(Self.texts[1]))
        #expect(matrix.side == 33)
        #expect(matrix.dark.count == 33 * 33)
        #expect(QRMatrix("1")?.side == 21)
        // The corner pattern: dark frame, light ring, dark middle.
        #expect((0..<7).map { matrix.dark[$0] } == Array(repeating: true, count: 7))
        #expect((0..<7).map { matrix.dark[33 + $0] } == [true, false, false, false, false, false, true])
    }

    @Test("what no code can hold is none")
    func none() {
        #expect(QRMatrix("") == nil)
        #expect(QRMatrix("a\u{0}b") == nil)
        #expect(QRMatrix(String(repeating: "x", count: 2953))?.side == 177)
        #expect(QRMatrix(String(repeating: "x", count: 2954)) == nil)
        #expect(QRMatrix(String(repeating: "字", count: 1 << 20)) == nil)
    }
}

/// zbarimg, which reads codes in pictures.
private enum Reader {
    private static let path = ["/usr/bin/zbarimg", "/usr/local/bin/zbarimg"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    static var isThere: Bool { self.path != nil }

    /// A grey picture with a quiet zone, four points a module.
    static func picture(of matrix: QRMatrix) -> Data {
        let zone = 4
        let scale = 4
        let edge = (matrix.side + 2 * zone) * scale
        var bytes = Array("P5\n\(edge) \(edge)\n255\n".utf8)
        for y in 0..<edge {
            for x in 0..<edge {
                let (row, column) = (y / scale - zone, x / scale - zone)
                let isInside = (0..<matrix.side).contains(row) && (0..<matrix.side).contains(column)
                bytes.append(isInside && matrix.dark[row * matrix.side + column] ? 0 : 255)
            }
        }
        return Data(bytes)
    }

    static func read(_ picture: String, in folder: TestFolder) async throws -> String {
        try folder.write("text", "")
        let output = try #require(FileHandle(forWritingAtPath: folder.path("text")))
        try await HelperProgram.run(
            try #require(self.path),
            ["--quiet", "--raw", folder.path(picture)],
            output: output
        )
        return try String(contentsOfFile: folder.path("text"), encoding: .utf8)
    }
}
