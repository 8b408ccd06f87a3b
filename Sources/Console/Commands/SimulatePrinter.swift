import OneBot
import Simulator
import Synchronization
import Terminal

/// Writes what acted bots meet with, without ever making them wait: lines that the reader does not keep up with are
/// left out, and their number is told at the end.
final class SimulatePrinter: Sendable {
    private static let waitingLines = 4096

    private let context: CommandContext
    private let asJSON: Bool
    private let quiet: Bool
    private let happenings: AsyncStream<Happening>
    private let continuation: AsyncStream<Happening>.Continuation
    private let leftOut = Atomic<Int>(0)

    init(_ context: CommandContext, _ options: SimulateOptions) {
        self.context = context
        self.asJSON = options.asJSON
        self.quiet = options.quiet
        (self.happenings, self.continuation) = AsyncStream.makeStream(
            of: Happening.self,
            bufferingPolicy: .bufferingOldest(Self.waitingLines)
        )
    }

    /// Takes note; from any thread.
    func tell(_ happening: Happening) {
        guard !self.quiet else { return }
        if case .dropped = self.continuation.yield(happening) { self.leftOut.add(1, ordering: .relaxed) }
    }

    /// Writes until ``finish()`` and until all is written.
    func run() async {
        for await happening in self.happenings {
            self.context.output.line(self.asJSON ? Self.json(happening).rendered : self.text(happening))
        }
    }

    func finish() { self.continuation.finish() }

    /// The last line.
    func summary(_ counts: FleetCounts, connected: Int, seconds: Double) {
        let leftOut = self.leftOut.load(ordering: .relaxed)
        if leftOut > 0 { self.context.output.notice(self.context.phrases.linesLeftOut(leftOut)) }
        let seconds = (seconds * 10).rounded() / 10
        guard self.asJSON else {
            return self.context.output.line(
                self.context.phrases.summary(counts, connected: connected, seconds: seconds)
            )
        }
        let facts: [(String, Int)] = [
            ("bots", counts.bots), ("connected", connected), ("handshakes_accepted", counts.accepted),
            ("handshakes_refused", counts.refused), ("handshakes_failed", counts.failed), ("events", counts.events),
            ("meta_events", counts.metaEvents), ("calls", counts.calls), ("answered", counts.answered),
            ("bytes_in", counts.bytesIn), ("bytes_out", counts.bytesOut), ("reconnects", counts.reconnects),
            ("pings", counts.pings), ("pongs", counts.pongs),
        ]
        let members = facts.map { JSONMember($0.0, .integer($0.1)) }
        let line = JSONValue.object(
            [JSONMember("type", .string("summary"))] + members + [JSONMember("seconds", .number(seconds))]
        )
        self.context.output.line(line.rendered)
    }

    // MARK: - One line

    private func text(_ happening: Happening) -> String {
        let role = happening.role == .universal ? "" : " (\(happening.role.rawValue))"
        let bot = "\(happening.selfID)\(role)"
        let phrases = self.context.phrases
        switch happening.kind {
        case .connected(let milliseconds): return phrases.connected(bot, Self.rounded(milliseconds))
        case .refused(let refusal): return phrases.refused(bot, refusal.status, displaySafe(refusal.sentence))
        case .failed(let failure): return phrases.failed(bot, failure)
        case .closed(let code, let reason): return phrases.closed(bot, code, displaySafe(reason))
        case .called(let call):
            let echo = call.echo.map { " echo=" + displaySafe($0, limit: 40) } ?? ""
            return "\(bot) \(displaySafe(call.action, limit: 64))\(echo): \(phrases.callResult(call.result))"
        }
    }

    private static func json(_ happening: Happening) -> JSONValue {
        let type: String
        let members: [JSONMember]
        switch happening.kind {
        case .connected(let milliseconds):
            type = "connected"
            members = [JSONMember("ms", .number(Self.rounded(milliseconds)))]
        case .refused(let refusal):
            type = "refused"
            members = [
                JSONMember("status", .integer(refusal.status)), JSONMember("sentence", .string(refusal.sentence)),
            ]
        case .failed(let failure):
            type = "failed"
            members = [JSONMember("cause", .string("\(failure)"))]
        case .closed(let code, let reason):
            type = "closed"
            members = [
                JSONMember("code", code.map { .integer(Int($0)) } ?? .null), JSONMember("reason", .string(reason)),
            ]
        case .called(let call):
            type = "call"
            members = [
                JSONMember("action", .string(String(call.action.prefix(256)))),
                JSONMember("echo", .text(call.echo.map { String($0.prefix(256)) })),
                JSONMember("outcome", .string(call.result.rawValue)),
            ]
        }
        let head = [
            JSONMember("type", .string(type)), JSONMember("self_id", .string("\(happening.selfID)")),
            JSONMember("role", .string(happening.role.rawValue)),
        ]
        return .object(head + members)
    }

    private static func rounded(_ milliseconds: Double) -> Double { (milliseconds * 10).rounded() / 10 }
}
