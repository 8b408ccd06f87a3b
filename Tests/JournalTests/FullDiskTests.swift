import Foundation
import Journal
import OneBot
import Testing

@Suite(
    "A file system without room",
    .enabled(if: SmallFileSystem.isPermitted, "needs root and the permission to mount a tmpfs")
)
struct FullDiskTests {
    @Test("An append that finds no room says so, harms nothing, and works again when there is room")
    func full() async throws {
        let disk = try SmallFileSystem(mebibytes: 4)
        let path = disk.path + "/journal.sqlite"
        let journal = try Journal(path: path)
        try await journal.fill(0..<1000, size: 600)
        try disk.fill("ballast")

        var mark = 1000
        var problem: JournalProblem?
        while problem == nil, mark < 20_000 {
            do {
                try await journal.append((mark..<mark + 100).map { TestEvents.event($0, size: 600) })
                mark += 100
            } catch { problem = error }
        }
        #expect(problem == .diskFull)
        await #expect(throws: JournalProblem.diskFull) {
            try await journal.append((0..<500).map { TestEvents.event($0, size: 600) })
        }
        #expect(try await journal.marks(limit: 20_000) == Array(0..<mark))

        try FileManager.default.removeItem(atPath: disk.path + "/ballast")
        await #expect(throws: JournalProblem.diskFull, "more than ever fits") {
            try await journal.append((0..<9000).map { TestEvents.event($0, size: 600) })
        }
        #expect(try await journal.marks(limit: 20_000) == Array(0..<mark))
        try await journal.fill(mark..<mark + 300, size: 600, batch: 100)
        #expect(try await journal.marks(limit: 20_000) == Array(0..<mark + 300))
        try await journal.close()

        let again = try Journal(path: path)
        #expect(try await again.marks(limit: 20_000) == Array(0..<mark + 300))
        try await again.close()
    }

    @Test("The journal itself fills the disk; pruning makes room")
    func filledByItself() async throws {
        let disk = try SmallFileSystem(mebibytes: 16)
        let journal = try Journal(path: disk.path + "/journal.sqlite", limits: JournalLimits(maxMiB: 32))
        var mark = 0
        var problem: JournalProblem?
        while problem == nil, mark < 100_000 {
            do {
                try await journal.append((mark..<mark + 100).map { TestEvents.event($0, size: 600) })
                mark += 100
            } catch { problem = error }
        }
        #expect(problem == .diskFull)
        let rows = try await journal.holdings().rows
        #expect(rows == mark)
        journal.limits.maxMiB = 4
        #expect(try await journal.prune(now: TestEvents.start) > 0)
        #expect(try await journal.holdings().bytesOnDisk <= 4 << 20)
        try await journal.fill(mark..<mark + 100, size: 600)
        #expect(try await journal.marks(limit: 1) == [mark + 99])
        try await journal.close()
    }

    @Test("A full disk refuses a new journal as full, a read-only one as not writable")
    func opening() async throws {
        let disk = try SmallFileSystem(mebibytes: 1)
        try disk.fill("ballast")
        #expect(throws: JournalProblem.diskFull) { try Journal(path: disk.path + "/journal.sqlite") }
        try FileManager.default.removeItem(atPath: disk.path + "/ballast")
        try await Journal(path: disk.path + "/journal.sqlite").close()
        try disk.makeReadOnly()
        #expect(throws: JournalProblem.notWritable) { try Journal(path: disk.path + "/journal.sqlite") }
        #expect(throws: JournalProblem.notWritable) { try Journal(path: disk.path + "/other.sqlite") }
    }
}
