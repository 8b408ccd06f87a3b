import EndpointTesting
import Glibc
import NIOCore
import NIOPosix
import Snapshot
import Synchronization
import Testing

@testable import Console

@Suite struct ServiceManagerTests {
    @Test("news arrive at a socket with a path and at an abstract one", arguments: [false, true])
    func arrives(isAbstract: Bool) async throws {
        try await withTemporaryFolder { folder in
            let path = isAbstract ? "@\(folder.dropFirst())" : folder + "/notify"
            let inbox = try DatagramInbox(path)
            let manager = ServiceManager(environment: ["NOTIFY_SOCKET": path])
            manager.ready("on\nws://x")
            manager.reloading()
            manager.alive()
            manager.stopping()
            #expect(await eventually { inbox.all.count == 4 })
            let news = inbox.all
            #expect(news.first == "READY=1\nSTATUS=on ws://x")
            #expect(news.dropFirst().first?.hasPrefix("RELOADING=1\nMONOTONIC_USEC=") == true)
            #expect(news.dropFirst(2).first == "WATCHDOG=1")
            #expect(news.last?.hasPrefix("STOPPING=1\nSTATUS=") == true)
        }
    }

    @Test(
        "without a socket that can be, nothing is sent and nothing goes wrong",
        arguments: ["", "/", "@", "relative", "/nowhere/at/all", "/" + String(repeating: "x", count: 200)]
    )
    func nowhere(path: String) {
        #expect(!ServiceManagerSocket(environment: ["NOTIFY_SOCKET": path]).send("READY=1"))
    }

    @Test(
        "a sign of life is due twice in the time that the manager allows",
        arguments: [
            (["WATCHDOG_USEC": "60000000"], Duration.seconds(30)), (["WATCHDOG_USEC": "x"], nil),
            (["WATCHDOG_USEC": "-1"], nil), (["WATCHDOG_USEC": "1"], nil), ([:], nil),
            (["WATCHDOG_USEC": "99999999999999999999999"], nil),
            (["WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "42"], .seconds(1)),
            (["WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "43"], nil),
        ] as [([String: String], Duration?)]
    )
    func interval(environment: [String: String], expected: Duration?) {
        let here = environment.merging(["NOTIFY_SOCKET": "/run/x"]) { $1 }
        #expect(ServiceManager(environment: here, pid: 42).watchdogInterval == expected)
        #expect(ServiceManager(environment: environment, pid: 42).watchdogInterval == nil)
    }

    @Test("one event loop that hangs stops the signs of life, and its answer brings them back")
    func hang() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let signs = Mutex(0)
        let log = LogStore(file: nil, standardError: false)
        let watchdog = Watchdog(
            interval: .milliseconds(5),
            witnesses: Watchdog.Witness.loops(of: group, "endpoint") + [.mainActor],
            logger: log.logger(label: "test"),
            alive: { signs.withLock { $0 += 1 } }
        )
        let running = Task { await watchdog.run() }
        #expect(await eventually { signs.withLock { $0 } > 2 })

        let isReleased = Mutex(false)
        let isStuck = Mutex(false)
        group.next().execute {
            isStuck.withLock { $0 = true }
            while !isReleased.withLock({ $0 }) { usleep(1000) }
        }
        #expect(await eventually { isStuck.withLock { $0 } })
        // The round that was under way may have had this loop's answer already.
        let before = signs.withLock { $0 }
        #expect(await eventually { log.lines.count > 5 }, "each time nothing is heard, that is told")
        #expect(log.lines.allSatisfy { $0.text.hasPrefix("no answer from=\"endpoint loop ") })
        #expect(signs.withLock { $0 } <= before + 1)

        isReleased.withLock { $0 = true }
        let after = signs.withLock { $0 }
        #expect(await eventually { signs.withLock { $0 } > after + 2 })
        running.cancel()
        await running.value
        try await group.shutdownGracefully()
    }
}
