import Dispatch
import Foundation
import Glibc
import Synchronization

/// Acts as bots: plain blocking sockets, frames made beforehand, the end confirmed by a pong behind the last frame.
struct Loader {
    struct Failed: Error {
        var step: String
    }

    let load: Load

    init(_ load: Load) {
        self.load = load
    }

    func run() throws {
        signal(SIGPIPE, SIG_IGN)
        let start = ContinuousClock.now
        let result: LoadResult
        switch self.load.kind {
        case .events: result = try self.events()
        case .handshakes: result = try self.handshakes(expecting: "101", key: EndpointBench.key)
        case .refusals: result = try self.handshakes(expecting: "403", key: "one-wrong-key-for-ever")
        case .calls: result = try self.calls()
        case .pongs: result = try self.pongs()
        case .idle:
            let sockets = try (0..<self.load.connections).map {
                try BotSocket(port: self.load.port, selfID: $0 / 4 + 1)
            }
            self.say(LoadResult(seconds: Self.seconds(since: start), count: sockets.count, bytes: 0))
            // Held until the parent closes our input.
            var byte: UInt8 = 0
            _ = read(STDIN_FILENO, &byte, 1)
            for socket in sockets { socket.abort() }
            return
        }
        self.say(result)
    }

    private func say(_ result: LoadResult) {
        guard var line = try? JSONEncoder().encode(result) else { return }  // plain numbers always encode
        line.append(UInt8(ascii: "\n"))
        _ = line.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }

    // MARK: - Events

    private func events() throws -> LoadResult {
        let sockets = try (0..<self.load.connections).map { try BotSocket(port: self.load.port, selfID: $0 + 1) }
        let frame = EventFrame.bytes(of: self.load.messageBytes)
        // Small frames go out many at once, as a busy bot's do.
        let perWrite = max(1, min(64, 65_536 / frame.count))
        let block = Array(repeatElement(frame, count: perWrite).joined())
        var left = sockets.map { _ in self.load.count / sockets.count }
        left[0] += self.load.count % sockets.count
        let start = ContinuousClock.now
        while left.contains(where: { $0 > 0 }) {
            for index in sockets.indices where left[index] > 0 {
                let frames = min(perWrite, left[index])
                try sockets[index].write(block, count: frames * frame.count)
                left[index] -= frames
            }
        }
        for socket in sockets { try socket.ping() }
        for socket in sockets { try socket.awaitPong() }
        let seconds = Self.seconds(since: start)
        for socket in sockets { socket.abort() }
        return LoadResult(seconds: seconds, count: self.load.count, bytes: self.load.count * frame.count)
    }

    // MARK: - Handshakes

    private func handshakes(expecting status: String, key: String) throws -> LoadResult {
        let start = ContinuousClock.now
        // A window of connections, the oldest read first, so that neither side waits for the other.
        var window: [BotSocket?] = Array(repeating: nil, count: self.load.connections)
        for number in 0..<self.load.count + window.count {
            let slot = number % window.count
            if let oldest = window[slot] {
                try oldest.readAnswer(expecting: status)
                oldest.abort()
                window[slot] = nil
            }
            guard number < self.load.count else { continue }
            window[slot] = try BotSocket(connecting: self.load.port, selfID: number % 500 + 1, key: key)
        }
        return LoadResult(seconds: Self.seconds(since: start), count: self.load.count, bytes: 0)
    }

    // MARK: - Calls

    private func calls() throws -> LoadResult {
        guard let path = self.load.controlSocket else { throw Failed(step: "no control socket") }
        let bot = AnsweringBot(socket: try BotSocket(port: self.load.port, selfID: 1))
        Thread.detachNewThread { bot.run() }
        let callers = try (0..<self.load.connections).map { _ in try ControlCaller(path: path) }
        let each = self.load.count / callers.count
        let measured = Mutex<[Double]>([])
        let start = ContinuousClock.now
        let group = DispatchGroup()
        for caller in callers {
            // Its own from here on: each thread has one.
            nonisolated(unsafe) let caller = caller
            group.enter()
            Thread.detachNewThread {
                var times: [Double] = []
                for _ in 0..<each {
                    let began = ContinuousClock.now
                    guard (try? caller.call()) != nil else { break }  // told by the count
                    times.append(Self.seconds(since: began) * 1000)
                }
                measured.withLock { $0 += times }
                group.leave()
            }
        }
        group.wait()
        let seconds = Self.seconds(since: start)
        bot.socket.abort()
        let times = measured.withLock { $0.sorted() }
        guard times.count == each * callers.count else { throw Failed(step: "\(times.count) calls answered") }
        var result = LoadResult(seconds: seconds, count: times.count, bytes: 0)
        result.latencies = [times[times.count / 2], times[times.count * 99 / 100], times[times.count - 1]]
        return result
    }

    static func seconds(since start: ContinuousClock.Instant) -> Double {
        let duration = ContinuousClock.now - start
        return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}
