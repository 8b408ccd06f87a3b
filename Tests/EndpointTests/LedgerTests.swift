import Endpoint
import Foundation
import Testing

@Suite("Ledger")
struct LedgerTests {
    private func entry(_ number: Int) -> LedgerEntry {
        var entry = LedgerEntry(
            time: Date(timeIntervalSince1970: Double(number)),
            address: "10.0.0.9",
            port: number,
            localPort: 8021,
            firstBytes: .http,
            end: .refused
        )
        entry.path = "/路径\u{1B}[31m"
        return entry
    }

    @Test("keeps the newest in order")
    func ring() {
        let ledger = Ledger(capacity: 500)
        for number in 0..<1300 { ledger.append(self.entry(number)) }
        #expect(ledger.entries.map(\.port) == Array(800..<1300))
        #expect(ledger.takeUnsaved().last?.port == 1299)
        #expect(ledger.takeUnsaved().isEmpty)
    }

    /// With room for five hundred, and ten attempts of somebody in it.
    private func ledgerWithTen() -> Ledger {
        let ledger = Ledger(capacity: 500)
        for number in 0..<10 {
            var entry = self.entry(number)
            entry.address = "10.0.0.1"
            entry.cause = "AUTH-02"
            ledger.append(entry)
        }
        return ledger
    }

    @Test("an address that floods pushes out its own attempts, not another's")
    func flood() {
        let ledger = self.ledgerWithTen()
        for number in 0..<5000 { ledger.append(self.entry(number)) }
        #expect(ledger.entries.count == 500)
        #expect(ledger.entries.filter { $0.address == "10.0.0.1" }.count == 10)
    }

    @Test("many addresses that flood push out what is like their own")
    func crowd() {
        let ledger = self.ledgerWithTen()
        for number in 0..<20_000 {
            var entry = self.entry(number)
            entry.address = "203.0.113.\(number % 64)"
            entry.cause = ["HS-09", "HS-01"][number % 2]
            ledger.append(entry)
        }
        let kept = ledger.entries
        #expect(kept.count == 500)
        #expect(kept.filter { $0.cause == "AUTH-02" }.count == 10)
        #expect(kept.last?.port == 19_999)
    }

    @Test("survives a restart, a crash in the middle of a line, and does not grow for ever")
    func file() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // best effort at the end of a test
        let path = folder.appendingPathComponent("ledger.jsonl").path

        var file = LedgerFile(path: path, capacity: 10)
        #expect(try file.load().isEmpty)
        for number in 0..<100 {
            try file.save([self.entry(number)], all: (max(0, number - 9)...number).map(self.entry))
        }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: 0x0A).count <= 20)

        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(#"{"address":"10.0"#.utf8))
        try handle.close()
        var again = LedgerFile(path: path, capacity: 10)
        #expect(try again.load().last == self.entry(99))
    }

    @Test("takes lines of earlier versions, and writes no fingerprint of a key down")
    func earlierLines() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }  // best effort at the end of a test
        let line =
            #"{"address":"10.0.0.9","answerMicroseconds":321,"asksUpgrade":true,"cause":"AUTH-03","end":"refused","#
            + #""firstBytes":"http","httpVersion":"1.1","keyLength":9,"keyMistake":"different","localPort":8021,"#
            + #""method":"GET","path":"/","port":5,"proxyMarks":[],"queryKeys":[],"status":403,"time":1760000000000}"#
        try Data((line + "\n").utf8).write(to: URL(fileURLWithPath: path))
        var file = LedgerFile(path: path)
        var entry = try #require(try file.load().first)
        #expect(entry.keyMistake == .different && entry.hasWebSocketKey == nil && entry.key == nil)
        var note = KeyNote()
        note.isBeginning = true
        note.fingerprint = 42
        entry.key = note
        entry.end = .dropped
        try file.save([entry], all: [])
        note.fingerprint = nil
        entry.key = note
        #expect(try file.load().last == entry)
    }
}
