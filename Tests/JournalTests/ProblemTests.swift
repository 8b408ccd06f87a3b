import Foundation
import GRDB
import Glibc
import Journal
import OneBot
import TerminalTesting
import Testing

@Suite("What can go wrong with the file")
struct ProblemTests {
    /// A connection of its own, as a program like `sqlite3` has one, which may keep a transaction open.
    private static func otherProcess(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    @Test("A file that is no database is damaged, can be moved aside, and a fresh one begins")
    func notADatabase() async throws {
        let folder = try TemporaryFolder()
        let garbage = Data((0..<5000).map { UInt8($0 % 251) })
        try garbage.write(to: URL(fileURLWithPath: folder.journal))
        #expect(throws: JournalProblem.damaged) { try Journal(path: folder.journal) }
        try Data("log".utf8).write(to: URL(fileURLWithPath: folder.journal + "-wal"))

        let now = Date()
        let aside = try Journal.moveAside(path: folder.journal, now: now)
        #expect(try /.*\/journal\.sqlite\.damaged-[0-9]{8}-[0-9]{6}/.wholeMatch(in: aside) != nil)
        #expect(try Data(contentsOf: URL(fileURLWithPath: aside)) == garbage)
        #expect(FileManager.default.fileExists(atPath: aside + "-wal"))

        let journal = try Journal(path: folder.journal)
        try await journal.fill(0..<10)
        try await journal.close()
        let second = try Journal.moveAside(path: folder.journal, now: now)
        #expect(second == aside + "-2")
        #expect(try Data(contentsOf: URL(fileURLWithPath: aside)) == garbage)
        #expect(throws: JournalProblem.notWritable) { try Journal.moveAside(path: folder.journal) }
    }

    @Test("A database with broken pages is damaged when they are met")
    func brokenPages() async throws {
        let folder = try TemporaryFolder()
        var journal = try Journal(path: folder.journal)
        try await journal.fill(0..<5000, size: 600)
        try await journal.close()
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: folder.journal))
        let size = try folder.size("journal.sqlite")
        try file.seek(toOffset: 3 * 8192)
        try file.write(contentsOf: Data(repeating: 0xA5, count: size - 3 * 8192))
        try file.close()
        journal = try Journal(path: folder.journal)
        await #expect(throws: JournalProblem.damaged) { try await journal.page(limit: 10_000) }
        await #expect(throws: JournalProblem.damaged) { try await journal.append([TestEvents.event(1)]) }
        try await journal.close()
    }

    @Test("No folder, or a folder in the file's place")
    func noFolder() throws {
        let folder = try TemporaryFolder()
        #expect(throws: JournalProblem.notWritable) { try Journal(path: folder.path + "/none/journal.sqlite") }
        #expect(throws: JournalProblem.notWritable) { try Journal(path: folder.path) }
    }

    @Test("Another process that writes is waited for, and then the append is refused as busy")
    func busy() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        try await journal.fill(0..<10)
        let other = try Self.otherProcess(folder.journal)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        await #expect(throws: JournalProblem.busy) { try await journal.append([TestEvents.event(10)]) }
        #expect(try await journal.marks() == Array(0..<10))
        async let late = journal.append([TestEvents.event(10)])
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        #expect(try await late == 11...11)
        try other.close()
        try await journal.close()
    }

    @Test("Another process that reads for long does not stop appends, until the log reaches its ceiling")
    func slowReader() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal, limits: JournalLimits(maxMiB: 4))
        try await journal.fill(0..<10)
        let other = try Self.otherProcess(folder.journal)
        try await other.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN")
            _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM events")
        }
        var problem: JournalProblem?
        var mark = 10
        while problem == nil, mark < 100_000 {
            do {
                try await journal.append((mark..<mark + 100).map { TestEvents.event($0, size: 1000) })
                mark += 100
            } catch { problem = error }
        }
        #expect(problem == .busy)
        #expect(mark > 1000)
        #expect(try folder.size("journal.sqlite-wal") < 3 << 20)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try other.close()
        // The log is emptied by force every two seconds at most.
        try await wait(until: "appends work again") {
            (try? await journal.append([TestEvents.event(mark)])) != nil
        }
        #expect(try await journal.marks(limit: 100_000) == Array(0...mark))
        try await journal.close()
    }

    @Test("A file that was removed or replaced takes no more events")
    func replaced() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        try await journal.fill(0..<10)
        try FileManager.default.moveItem(atPath: folder.journal, toPath: folder.journal + ".away")
        await #expect(throws: JournalProblem.replaced) { try await journal.append([TestEvents.event(10)]) }
        try Data().write(to: URL(fileURLWithPath: folder.journal))
        await #expect(throws: JournalProblem.replaced) { try await journal.append([TestEvents.event(10)]) }
        try? await journal.close()
    }

    @Test(
        "SQLite's codes, with the system's reason, become the problem that says what to do",
        arguments: [
            (13, 0, JournalProblem.diskFull),  // SQLITE_FULL
            (778, ENOSPC, .diskFull),  // SQLITE_IOERR_WRITE
            (778, EDQUOT, .diskFull),
            (778, EROFS, .notWritable),
            (4874, 0, .diskFull),  // SQLITE_IOERR_SHMSIZE
            (522, 0, .damaged),  // SQLITE_IOERR_SHORT_READ
            (14, ENOSPC, .diskFull),  // SQLITE_CANTOPEN
            (14, EACCES, .notWritable),
            (8, 0, .notWritable),  // SQLITE_READONLY
            (1032, 0, .notWritable),  // SQLITE_READONLY_DBMOVED
            (11, 0, .damaged),  // SQLITE_CORRUPT
            (267, 0, .damaged),  // SQLITE_CORRUPT_VTAB
            (26, 0, .damaged),  // SQLITE_NOTADB
            (5, 0, .busy),  // SQLITE_BUSY
            (261, 0, .busy),  // SQLITE_BUSY_RECOVERY
            (1, 0, .other("SQLite 1: why")),  // SQLITE_ERROR
        ]
    )
    func codes(code: CInt, errno: CInt, expected: JournalProblem) {
        #expect(JournalProblem(code: code, message: "why", errno: errno) == expected)
    }

    @Test("A file of a newer version is left alone")
    func newer() async throws {
        let folder = try TemporaryFolder()
        try await Journal(path: folder.journal).close()
        let other = try DatabaseQueue(path: folder.journal)
        try await other.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('later')") }
        try other.close()
        #expect(throws: JournalProblem.other("the file was made by a newer version")) {
            try Journal(path: folder.journal)
        }
    }
}
