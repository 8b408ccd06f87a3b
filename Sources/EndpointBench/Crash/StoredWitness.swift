import Control
import Foundation
import GRDB
import NIOCore
import OneBot
import Synchronization

/// Asks the console again and again for the newest event of each bot that it has stored.
///
/// What it answers for a time in the past comes out of the journal: it has been stored, and with it all before it.
final class StoredWitness: Sendable {
    private let client: ControlClient
    private let newest = Mutex<[String: Int64]>([:])
    private let since = Date()

    init(home: ConsoleProcess.Home) {
        self.client = ControlClient(path: home.controlSocket, deadline: .seconds(20))
    }

    /// Of each bot the number of its newest message that is stored.
    var stored: [String: Int64] { self.newest.withLock { $0 } }

    /// Until the console is gone.
    func run() async {
        let since = self.since.ISO8601Format(.init(includingFractionalSeconds: true))
        while true {
            let until = Date().ISO8601Format(.init(includingFractionalSeconds: true))
            do {
                try await self.client.events(
                    query: [("since", since), ("until", until), ("tail", "64"), ("filter", "kind:message")]
                ) { line in
                    guard let json = try? JSONParser.parse(line), let bot = json["self_id"]?.integer,
                        let number = json["message_id"]?.integer
                    else { return true }
                    self.newest.withLock { $0["\(bot)"] = max($0["\(bot)"] ?? 0, Int64(number)) }
                    return true
                }
                try await Task.sleep(for: .milliseconds(3))
            } catch {
                return
            }
        }
    }
}

/// Looks at the journal that a killed console left.
struct JournalProof {
    private let home: ConsoleProcess.Home
    private var lastNumber: Int64 = 0
    /// Events in it, and those of them that were acknowledged before the console was killed.
    private(set) var events = 0
    private(set) var acknowledged = 0

    init(home: ConsoleProcess.Home) {
        self.home = home
    }

    /// - Parameter stored: Of each bot the number of its newest message that was acknowledged.
    /// - Throws: ``Broken``.
    mutating func check(_ stored: [String: Int64]) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: self.home.state)
        if let aside = names.first(where: { $0.hasPrefix("journal.sqlite.damaged") }) {
            throw Broken("the console took its journal for damaged: \(aside)")
        }
        guard names.contains("journal.sqlite") else {
            guard stored.isEmpty else { throw Broken("the journal is gone") }
            return
        }
        let queue = try DatabaseQueue(path: self.home.journal)
        defer { try? queue.close() }  // read, and not needed any more
        let last = self.lastNumber
        let (state, rows) = try queue.write { db -> ([String], [Row]) in
            let state = try String.fetchAll(db, sql: "PRAGMA integrity_check")
            guard try db.tableExists("events") else { return (state, []) }
            return (
                state,
                try Row.fetchAll(db, sql: "SELECT id, self_id, bytes FROM events WHERE id > ?", arguments: [last])
            )
        }
        guard state == ["ok"] else { throw Broken("the journal is damaged: \(state.prefix(5))") }
        var numbers: [String: Set<Int64>] = [:]
        for row in rows {
            let id: Int64 = row["id"]
            let bot: String? = row["self_id"]
            let bytes: Data = row["bytes"]
            self.lastNumber = max(self.lastNumber, id)
            guard let json = try? JSONParser.parse(Array(bytes)) else { throw Broken("event \(id) is no JSON") }
            if let bot, let number = json["message_id"]?.integer { numbers[bot, default: []].insert(Int64(number)) }
        }
        for (bot, newest) in stored {
            let first = Int64(EventStamp.number(Int(bot) ?? 0, message: 1))
            let missing = (first...max(first, newest)).filter { numbers[bot]?.contains($0) != true }
            guard missing.isEmpty else {
                throw Broken("of bot \(bot) \(missing.count) stored events are missing, the first is \(missing[0])")
            }
            self.acknowledged += Int(newest - first) + 1
        }
        self.events += rows.count
    }
}
