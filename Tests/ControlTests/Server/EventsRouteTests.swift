import Control
import Logging
import NIOCore
import OneBot
import Synchronization
import Testing

import struct Foundation.Date

@Suite struct EventsRouteTests {
    private static func record(_ text: String) -> EventRecord {
        EventRecord(
            number: 1,
            time: Date(timeIntervalSince1970: 0),
            selfID: "1",
            postType: .message,
            length: text.utf8.count,
            bytes: Array(text.utf8)
        )
    }

    private func lines(
        _ path: String,
        query: [(name: String, value: String)] = [],
        enough: Int = .max
    ) async throws -> [String] {
        let lines = Mutex<[String]>([])
        try await ControlClient.patient(path).events(query: query) { line in
            lines.withLock { lines in
                lines.append(String(decoding: line, as: UTF8.self))
                return lines.count < enough
            }
        }
        return lines.withLock { $0 }
    }

    @Test("events come a line each, what was skipped is said, and a page without any ends nothing")
    func pages() async throws {
        let backend = FakeBackend()
        backend.giveEvents([
            EventPage(records: [Self.record(#"{"a":1}"#), Self.record("{\"a\":\r\n2}")]), EventPage(),
            EventPage(records: [Self.record(#"{"a":3}"#)], skipped: 7),
        ])
        try await withControlServer(backend: backend) { path, _, _ in
            let lines = try await self.lines(path)
            #expect(lines == [#"{"a":1}"#, #"{"a":  2}"#, #"{"skipped":7}"#, #"{"a":3}"#])
        }
    }

    @Test("whoever follows gets each event at once, and may go at any time")
    func follow() async throws {
        let backend = FakeBackend()
        backend.giveEvents([EventPage(records: [Self.record(#"{"a":1}"#)])], end: false)
        try await withControlServer(backend: backend) { path, backend, _ in
            let lines = try await self.lines(path, query: [("follow", "1")], enough: 1)
            #expect(lines == [#"{"a":1}"#])
            #expect(backend.eventRequests == [EventsRequest(filter: EventFilter(parsing: ""), follow: true)])
        }
    }

    @Test("the end of the server ends those who follow")
    func shutDown() async throws {
        let backend = FakeBackend()
        backend.giveEvents([EventPage(records: [Self.record("{}")])], end: false)
        try await withControlServer(backend: backend) { path, _, server in
            await #expect(throws: ControlClientError.ended) {
                try await ControlClient.patient(path).events(query: [("follow", "1")]) { _ in
                    server.shutDown()
                    return true
                }
            }
        }
    }

    @Test("events asked for in the moment in which the server ends do not hold it", .timeLimit(.minutes(1)))
    func atTheEnd() async throws {
        let backend = FakeBackend()
        backend.giveEvents([EventPage(records: [Self.record("{}")])], end: false)
        try await withControlServer(backend: backend) { path, backend, server in
            backend.beforeEvents { server.shutDown() }
            let connection = try #require(RawConnection(path))
            await connection.send("GET /v1/events?follow=1 HTTP/1.1\r\nhost: x\r\n\r\n")
            #expect(await connection.receive().ended)
        }
    }

    @Test("a server that is cancelled ends though somebody follows")
    func cancelled() async throws {
        try await withFolder { folder in
            let backend = FakeBackend()
            backend.giveEvents([EventPage(records: [Self.record("{}")])], end: false)
            let path = folder + "/control.sock"
            let server = try await ControlServer.bind(
                path: path,
                backend: backend,
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            )
            let hasEnded = Mutex(false)
            let running = Task {
                await server.run()
                hasEnded.withLock { $0 = true }
            }
            let connection = try #require(RawConnection(path))
            await connection.send("GET /v1/events?follow=1 HTTP/1.1\r\nhost: x\r\n\r\n")
            _ = await connection.receive { $0.contains("{}\n") }
            running.cancel()
            let end = ContinuousClock.now + .seconds(10)
            while !hasEnded.withLock({ $0 }), ContinuousClock.now < end { await Task.yield() }
            #expect(hasEnded.withLock { $0 })
        }
    }

    @Test("the query says which")
    func query() async throws {
        try await withControlServer { path, backend, _ in
            let query = [
                ("self_id", "1000010001"), ("filter", "kind:notice 小明 & 50%"), ("since", "2026-01-02T03:04:05.678Z"),
                ("until", "2026-01-03T00:00:00Z"), ("tail", "5"), ("follow", "0"),
            ]
            _ = try await self.lines(path, query: query)
            let request = try #require(backend.eventRequests.first)
            #expect(request.filter == EventFilter(parsing: "bot:1000010001 kind:notice 小明 & 50%"))
            #expect(request.since == Timestamp.date("2026-01-02T03:04:05.678Z"))
            #expect(request.until == Timestamp.date("2026-01-03T00:00:00.000Z"))
            #expect(request.tail == 5)
            #expect(!request.follow)
        }
    }

    @Test(
        "what cannot be understood is refused by name",
        arguments: [
            ("since", "yesterday"), ("until", ""), ("self_id", "me"), ("tail", "-1"), ("follow", "yes"),
            ("nonsense", "1"),
        ]
    )
    func badQuery(name: String, value: String) async throws {
        try await withControlServer { path, backend, _ in
            do {
                _ = try await self.lines(path, query: [(name, value)])
                Issue.record("no error")
            } catch let error as ControlClientError {
                guard case .refused(400, let sentence) = error else {
                    Issue.record("\(error)")
                    return
                }
                #expect(sentence.contains(name))
            }
            #expect(backend.eventRequests.isEmpty)
        }
    }

    @Test("a journal that cannot be read is told as a sentence")
    func unavailable() async throws {
        let backend = FakeBackend()
        backend.refuseEvents("the journal is off")
        try await withControlServer(backend: backend) { path, _, _ in
            await #expect(throws: ControlClientError.refused(status: 503, sentence: "the journal is off")) {
                _ = try await self.lines(path)
            }
        }
    }
}
