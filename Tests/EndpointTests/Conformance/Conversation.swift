import Endpoint
import EndpointTesting
import NIOCore
import Testing

/// What a client sends after the handshake, and all that may come back for it.
struct Conversation: Sendable, CustomTestStringConvertible {
    enum End: Equatable, Sendable {
        /// The link stays: a later ping is answered and a close of the client is echoed.
        case open
        /// One close frame with this code and nothing else; nil for a close frame without a code.
        case closed(Int?)
    }

    var section: String
    var name: String
    /// Written one by one.
    var segments: [[UInt8]]
    var end: End
    /// Payloads of all pongs, in order.
    var pongs: [[UInt8]] = []
    /// Events that count.
    var events = 0
    /// Frames that are counted as bad; nil where the case is not about them.
    var bad: Int?
    /// Largest message that the endpoint takes.
    var limit = 1 << 20

    var testDescription: String { "\(self.section) \(self.name)" }

    init(
        _ section: String,
        _ name: String,
        _ segments: [[UInt8]],
        _ end: End,
        pongs: [[UInt8]] = [],
        events: Int = 0,
        bad: Int? = nil,
        limit: Int = 1 << 20
    ) {
        self.section = section
        self.name = name
        self.segments = segments
        self.end = end
        self.pongs = pongs
        self.events = events
        self.bad = bad
        self.limit = limit
    }

    /// Behind what ends a link: an event and a ping, of which nothing may be seen.
    private static let tail = Frames.text(Frames.event) + Frames.ping([0x7A])

    private static let stillHere = Array("still here".utf8)

    /// What is really written.
    private var script: [[UInt8]] {
        switch self.end {
        case .open: self.segments + [Frames.ping(Self.stillHere), Frames.close(1000)]
        case .closed: Array(self.segments.dropLast()) + [(self.segments.last ?? []) + Self.tail]
        }
    }

    /// Talks to an endpoint of its own and compares everything that comes back.
    func run() async throws {
        let expectedPongs = self.end == .open ? self.pongs + [Self.stillHere] : self.pongs
        let code: Int? = if case .closed(let code) = self.end { code } else { 1000 }
        try await EndpointFixture.with(limits: .init { $0.maxMessageBytes = self.limit }) { endpoint in
            let bot = try await endpoint.listener()
            for segment in self.script {
                // The server may have closed already; what came back tells.
                guard (try? await bot.peer.write(segment)) != nil else { break }
            }
            let frames = try Frames.ofServer(try await bot.peer.readToEnd()).filter { $0.opcode != 9 }
            #expect(frames.dropLast().map(\.opcode) == expectedPongs.map { _ in 10 })
            #expect(frames.dropLast().map(\.payload) == expectedPongs)
            #expect(frames.last?.opcode == 8)
            #expect(frames.last?.closeCode == code)
            if code == nil { #expect(frames.last?.payload == []) }
            #expect(await eventually { await endpoint.server.report().links.isEmpty })
            let report = await endpoint.server.report()
            #expect(report.past.events == self.events)
            if let bad = self.bad { #expect(report.past.badFrames == bad) }
            guard case .closed(1, let noted, _) = report.bots.first?.moments.first?.kind else {
                Issue.record("no closing is remembered")
                return
            }
            #expect(noted.map(Int.init) == code ?? 1005)
        }
    }
}

extension EndpointFixture {
    /// A bot of the Event role: it is asked nothing, so that all that comes is an answer to what it sent.
    func listener() async throws -> TestBot {
        let bot = try await TestBot(port: self.port)
        let headers = TestBot.napCatHeaders(selfID: "1000010001", key: Self.key).map {
            $0.0 == "x-client-role" ? ($0.0, "Event") : $0
        }
        let answer = try await bot.request(headers: headers)
        guard answer.status == 101 else { throw Refused(status: answer.status) }
        return bot
    }
}
