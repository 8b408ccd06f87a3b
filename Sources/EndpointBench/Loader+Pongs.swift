import Foundation
import Glibc
import Synchronization

extension Loader {
    /// Events of each bot a second while pongs are measured.
    private static let eventsPerSecond = 50

    /// How long the pongs of one bot take while the others send events at a steady rate.
    func pongs() throws -> LoadResult {
        let bot = try BotSocket(port: self.load.port, selfID: 1)
        let others = try (1..<self.load.connections).map { try BotSocket(port: self.load.port, selfID: $0 + 1) }
        let frame = EventFrame.bytes(of: self.load.messageBytes)
        let isOver = Mutex(false)
        let group = DispatchGroup()
        group.enter()
        Thread.detachNewThread {
            let pause = 1_000_000 / (Self.eventsPerSecond * max(1, others.count))
            while !isOver.withLock({ $0 }) {
                for other in others {
                    // A console that is gone is told by the pings.
                    try? other.write(frame)
                    usleep(UInt32(pause))
                }
            }
            group.leave()
        }
        let start = ContinuousClock.now
        var times: [Double] = []
        for _ in 0..<self.load.count {
            let began = ContinuousClock.now
            try bot.ping()
            try bot.awaitPong()
            times.append(Self.seconds(since: began) * 1000)
            usleep(1000)
        }
        let seconds = Self.seconds(since: start)
        isOver.withLock { $0 = true }
        group.wait()
        for socket in others + [bot] { socket.abort() }
        times.sort()
        var result = LoadResult(seconds: seconds, count: times.count, bytes: 0)
        result.latencies = [times[times.count / 2], times[times.count * 99 / 100], times[times.count - 1]]
        return result
    }
}
