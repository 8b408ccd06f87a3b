import CPlatform
import Control
import Endpoint
import Host
import Logging
import ServiceLifecycle

/// Ends the endpoint gracefully when the group shuts down; its sockets listen on where a successor takes them over.
struct EndpointLifecycle: Service {
    var server: EndpointServer
    var succession: Succession

    func run() async throws {
        // Cancelled without a graceful shutdown: the links are closed all the same.
        try? await gracefulShutdown()
        if self.succession.program == nil {
            await self.server.stop()
        } else {
            self.succession.keep(await self.server.handOver())
        }
    }
}

/// Answers on the control socket until the group shuts down.
struct ControlLifecycle: Service {
    var server: ControlServer

    func run() async throws {
        await withGracefulShutdownHandler {
            await self.server.run()
        } onGracefulShutdown: {
            self.server.shutDown()
        }
    }
}

/// Ends with the first request to stop, which shuts the group down.
struct StopOnRequest: Service {
    var requests: AsyncStream<Void>

    func run() async throws {
        for await _ in self.requests.cancelOnGracefulShutdown() { return }
        // The group shuts down for another reason: stay until it does.
        try? await gracefulShutdown()
    }
}

/// Says that the console serves. A service, because only a running group can be ended gracefully, which whoever was told
/// that it serves may do.
struct AnnounceOnStart: Service {
    var announce: @Sendable () async -> Void

    func run() async throws {
        await self.announce()
        // Cancelled: there is nothing to end.
        try? await gracefulShutdown()
    }
}

/// Looks every half minute whether the files of certificates have changed.
struct CertificateWatch: Service {
    private static let pause: Duration = .seconds(30)

    var core: ConsoleCore

    func run() async throws {
        await cancelWhenGracefulShutdown {
            // Cancelled: the group shuts down.
            while (try? await Task.sleep(for: Self.pause)) != nil { await self.core.reloadCertificates() }
        }
    }
}

/// Gives the memory back every minute that nothing uses any more.
///
/// The C library keeps what has been freed, and what a burst needed would stay in small pieces for good: a small server
/// has other uses for it.
struct MemoryRelease: Service {
    private static let pause: Duration = .seconds(60)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            // Cancelled: the group shuts down.
            while (try? await Task.sleep(for: Self.pause)) != nil { await Offload.run { cp_give_back_memory() } }
        }
    }
}

/// Tries every few seconds to listen where that has failed, so that ending the program in the way is all it takes.
struct ListenAgain: Service {
    private static let pause: Duration = .seconds(5)

    var core: ConsoleCore

    func run() async throws {
        await cancelWhenGracefulShutdown {
            // Cancelled: the group shuts down.
            while (try? await Task.sleep(for: Self.pause)) != nil { await self.core.listenAgain() }
        }
    }
}
