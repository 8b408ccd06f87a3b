import Foundation
import OneBot
import Testing

@testable import Journal

@Suite("Closing")
struct CloseTests {
    @Test("Whatever a closed journal is asked fails and harms nothing")
    func closed() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        try await journal.fill(0..<10)
        try await journal.close()
        await #expect(throws: JournalProblem.self) { try await journal.append([TestEvents.event(10)]) }
        await #expect(throws: JournalProblem.self) { try await journal.prune() }
        await #expect(throws: JournalProblem.self) { try await journal.page(limit: 1) }
        await #expect(throws: JournalProblem.self) {
            try await journal.write { db in try Journal.emptyLog(db, waiting: 0.25) }
        }
    }

    @Test("A pruning that is cancelled ends with the transaction it is in")
    func cancelledPruning() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal, limits: JournalLimits(keepDays: 1))
        try await journal.fill(0..<5000)
        let pruning = Task { () async throws(JournalProblem) -> Int in
            withUnsafeCurrentTask { $0?.cancel() }
            return try await journal.prune(now: TestEvents.start.addingTimeInterval(30 * 86_400))
        }
        #expect(try await pruning.value == 1000)
        #expect(try await journal.holdings().rows == 4000)
        try await journal.close()
    }
}
