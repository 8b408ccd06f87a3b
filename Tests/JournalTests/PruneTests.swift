import Foundation
import Journal
import OneBot
import Testing

@Suite("Pruning")
struct PruneTests {
    @Test("What is older than the days allowed goes, and nothing else")
    func days() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal, limits: JournalLimits(keepDays: 2))
        let hours = (0..<5000).map { TestEvents.event($0, time: TestEvents.start.addingTimeInterval(Double($0) * 36)) }
        try await journal.append(hours)
        // Fifty hours in all; the first two are too old at the end.
        #expect(try await journal.prune(now: TestEvents.start.addingTimeInterval(50 * 3600)) == 200)
        #expect(try await journal.marks(limit: 10_000) == Array(200..<5000))
        #expect(try await journal.prune(now: TestEvents.start.addingTimeInterval(50 * 3600)) == 0)
        journal.limits.keepDays = 1
        #expect(try await journal.prune(now: TestEvents.start.addingTimeInterval(50 * 3600)) == 2400)
        #expect(try await journal.holdings().oldest == TestEvents.start.addingTimeInterval(26 * 3600))
        try await journal.close()
    }

    @Test("A row from a clock that was ahead does not keep older ones")
    func clockAhead() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal, limits: JournalLimits(keepDays: 1))
        let far = TestEvents.start.addingTimeInterval(1e9)
        try await journal.append([TestEvents.event(0, time: far), TestEvents.event(1), TestEvents.event(2)])
        #expect(try await journal.prune(now: TestEvents.start.addingTimeInterval(86_402)) == 1)
        #expect(try await journal.marks() == [0, 2])
        try await journal.close()
    }

    @Test("A size that was made smaller shrinks the files to it, oldest events first")
    func size() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal, limits: JournalLimits(maxMiB: 64))
        try await journal.fill(0..<20_000, size: 600, batch: 1000)
        #expect(try await journal.prune(now: TestEvents.start) == 0)
        let before = try await journal.holdings()
        #expect(before.bytesOnDisk > 12 << 20)
        #expect(!journal.isOverLimit)
        journal.limits.maxMiB = 4
        #expect(try await journal.prune(now: TestEvents.start) > 0)
        let after = try await journal.holdings()
        #expect(after.bytesOnDisk <= 4 << 20)
        #expect(try folder.size("journal.sqlite") > 3 << 20)
        #expect(after.rows > 4000)
        #expect(try await journal.marks(limit: 20_000) == Array(20_000 - after.rows..<20_000))
        try await journal.close()
    }

    @Test("Under load the size stays near what is allowed when each overflow is pruned")
    func steady() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal, limits: JournalLimits(maxMiB: 2))
        var prunings = 0
        for round in 0..<100 {
            try await journal.fill(round * 200..<round * 200 + 200, size: 600, batch: 200)
            if journal.isOverLimit {
                prunings += 1
                try await journal.prune(now: TestEvents.start)
                #expect(try await journal.holdings().bytesOnDisk <= 2 << 20)
                #expect(!journal.isOverLimit)
            }
        }
        #expect(prunings > 5)
        #expect(try await journal.marks(limit: 10) == Array(19_990..<20_000))
        try await journal.close()
    }

    @Test("Large events are not deleted by the thousand")
    func large() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal, limits: JournalLimits(maxMiB: 16))
        for mark in 0..<20 { try await journal.append([TestEvents.event(mark, size: 1 << 20)]) }
        try await journal.prune(now: TestEvents.start)
        let rows = try await journal.holdings().rows
        #expect((13...15).contains(rows))
        try await journal.close()
    }

    @Test("No number comes twice, also when everything was pruned before a restart")
    func numbers() async throws {
        let folder = try TemporaryFolder()
        var journal = try Journal(path: folder.journal)
        try await journal.fill(0..<100)
        #expect(try await journal.prune(now: .distantFuture) == 100)
        #expect(try await journal.holdings().rows == 0)
        try await journal.close()
        journal = try Journal(path: folder.journal)
        #expect(try await journal.append([TestEvents.event(1)]) == 101...101)
        try await journal.close()
    }

    @Test("Appends go on while a pruning is at work, and none is lost")
    func beside() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal, limits: JournalLimits(keepDays: 1))
        try await journal.fill(0..<30_000, batch: 4096)
        async let pruned = journal.prune(now: TestEvents.start.addingTimeInterval(86_400 + 30_000))
        async let second = journal.prune(now: TestEvents.start.addingTimeInterval(86_400 + 30_000))
        try await journal.fill(30_000..<31_000, batch: 10)
        #expect(try await pruned + second == 30_000)
        #expect(try await journal.marks() == Array(30_000..<31_000))
        try await journal.close()
    }
}
