package import Logging
package import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

import struct Foundation.Date

/// The endpoint: listens, judges, holds the links, and tells about itself when asked.
///
/// All work on connections happens on the event loops given; nothing of it waits for a caller.
package final class EndpointServer: Sendable {
    let state: EndpointState
    let loops: [NIOLoopBoundBox<LoopState>]
    let listeners: ListenerSet
    private let group: any EventLoopGroup

    /// Connections that the kernel keeps for a listening socket until they are accepted, unless `somaxconn` permits it
    /// fewer. So many are accepted within a second; a longer queue would only hold those who have given up by then.
    package static let backlog = 4096

    /// Fires once for each time something changed after ``report()`` was last called. For one listener.
    package var changes: AsyncStream<Void> { self.state.signal.changes }

    package var ledger: Ledger { self.state.ledger }

    /// What the journal reads; off until it is turned on.
    package var journal: EventQueue { self.state.journal }

    var bell: EventBell { self.state.bell }

    /// - Parameters:
    ///   - group: Where connections live. Port 0 works in every listener.
    ///   - ledger: Attempts of earlier runs in it.
    ///   - inherited: Descriptors of sockets that listen already, used in place of new ones where they listen on what
    ///     the configuration says, and closed where not.
    package init(
        configuration: EndpointConfiguration,
        access: AccessPolicy,
        group: any EventLoopGroup,
        ledger: Ledger = Ledger(),
        inherited: [CInt] = [],
        logger: Logger
    ) {
        let state = EndpointState(
            configuration: configuration,
            access: access,
            ledger: ledger,
            signal: ChangeSignal(),
            logger: logger
        )
        var loops: [ObjectIdentifier: NIOLoopBoundBox<LoopState>] = [:]
        for loop in group.makeIterator() {
            loops[ObjectIdentifier(loop)] = .makeBoxSendingValue(LoopState(eventLoop: loop), eventLoop: loop)
        }
        let byLoop = loops
        self.state = state
        self.loops = Array(loops.values)
        self.group = group
        self.listeners = ListenerSet(group: group, inherited: inherited, relief: state.relief) { channel, security in
            guard let loop = byLoop[ObjectIdentifier(channel.eventLoop)] else {
                // A channel of another group than ours would be a mistake of the caller's bootstrap.
                return channel.close()
            }
            return channel.eventLoop.makeCompletedFuture {
                try state.keepReserve(from: channel, security)
                try Self.prepare(channel, security, state: state, loop: loop.value)
            }
        }
    }

    private static func prepare(
        _ channel: any Channel,
        _ security: ListenerSecurity,
        state: EndpointState,
        loop: LoopState
    ) throws {
        let limits = state.guarded.withLock { $0.configuration.limits }
        let gate = security.certificate.map { TLSGate($0.context) }
        let collector = HeadCollector(limit: limits.headBytes, deadline: limits.deadline, hello: limits.hello)
        let parser = ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes))
        let handshake = HandshakeHandler(
            state: state,
            loop: loop,
            collector: collector,
            parser: parser,
            peer: channel.remoteAddress,
            local: channel.localAddress,
            gate: gate
        )
        if let gate { try Self.prepareTLS(channel, gate) }
        try channel.pipeline.syncOperations.addHandlers([collector, parser, handshake])
    }

    /// What is decrypted is kept beside what was read: both small, for as long as the link lives.
    private static func prepareTLS(_ channel: any Channel, _ gate: TLSGate) throws {
        try channel.syncOptions?.setOption(.recvAllocator, value: ReadSize(most: Self.largestTLSRead))
        try channel.syncOptions?.setOption(.maxMessagesPerRead, value: 1)
        try channel.pipeline.syncOperations.addHandler(gate)
    }

    /// Bytes.
    private static let largestTLSRead = 64 << 10

    // MARK: - Listening

    /// Listens on what the configuration says.
    ///
    /// - Throws: The first ``ListenFailure``; the others still listen, and ``report()`` shows the failed one. With a
    ///   certificate that cannot be used nothing is begun. One that has expired is served here: bots that do not look at
    ///   it must not be kept out, and after a start the clock may be wrong.
    package func start() async throws {
        let wanted = self.state.guarded.withLock { $0.configuration.listeners }
        self.state.tellShares()
        defer { self.state.signal.changed() }
        try await self.listeners.replace(with: wanted, keepFailed: true)
    }

    /// Puts a new configuration in force: new addresses are bound first, old ones closed last, bots stay connected. Where
    /// only TLS changes, the socket stays and new connections are spoken to the new way.
    ///
    /// - Throws: ``ListenFailure`` when an address cannot be bound or a certificate not be used; everything then stays as
    ///   it was.
    package func update(_ configuration: EndpointConfiguration) async throws {
        try await self.listeners.replace(with: configuration.listeners, keepFailed: false)
        self.follow(configuration)
    }

    /// Puts a former configuration in force again, as far as that is possible.
    ///
    /// - Throws: The first ``ListenFailure``; as after ``start()`` the others listen, and ``report()`` shows the failed one.
    package func restore(_ configuration: EndpointConfiguration) async throws {
        defer { self.follow(configuration) }
        try await self.listeners.replace(with: configuration.listeners, keepFailed: true)
    }

    /// What needs no address.
    private func follow(_ configuration: EndpointConfiguration) {
        self.state.guarded.withLock { state in
            state.configuration = configuration
            state.paths = PathRule(path: configuration.path, aliases: configuration.aliases)
            state.shareDescriptors()
        }
        self.state.tellShares()
        self.state.budget.setLimit(configuration.budgetBytes)
        for loop in self.loops {
            loop.eventLoop.execute {
                for link in loop.value.links.values { link.apply(configuration) }
            }
        }
        self.state.signal.changed()
    }

    /// Puts other keys in force; links that are open stay open, see ``closeRevoked()``.
    package func update(_ access: AccessPolicy) {
        self.state.guarded.withLock { $0.access = access }
        self.state.signal.changed()
    }

    /// Stops listening, closes every link with 1001, and waits for the peers' answers, at most 3 s.
    package func stop() async {
        await self.stop(waiting: .seconds(4))
    }

    /// Stops as ``stop()`` does, but the sockets go on listening: who connects now is answered by the one that takes
    /// them over. A bot gives up after two seconds, so nothing waits for long.
    ///
    /// - Returns: The sockets' descriptors, which the caller owns.
    package func handOver() async -> [CInt] {
        let sockets = await self.listeners.duplicates()
        await self.listeners.closeAll()
        // Who has begun a handshake here is answered here.
        let deadline = ContinuousClock.now + .milliseconds(300)
        while ContinuousClock.now < deadline, self.state.guarded.withLock({ $0.pending.count > 0 }) {
            // Being cancelled only means to wait no longer.
            guard (try? await Task.sleep(for: .milliseconds(5))) != nil else { break }
        }
        await self.stop(waiting: .milliseconds(300))
        return sockets
    }

    /// How many sockets ``handOver()`` would return now.
    package func socketCount() async -> Int { await self.listeners.socketCount }

    private func stop(waiting patience: Duration) async {
        self.state.guarded.withLock { $0.isStopping = true }
        await self.listeners.closeAll()
        for loop in self.loops {
            // A loop that is shut down has no links left to close.
            try? await loop.eventLoop.submit {
                for link in loop.value.links.values { link.close(.goingAway, reason: "the endpoint is stopping") }
            }.get()
        }
        let deadline = ContinuousClock.now + patience
        while ContinuousClock.now < deadline, await self.linkCount() > 0 {
            // Being cancelled only means to wait no longer.
            guard (try? await Task.sleep(for: .milliseconds(10))) != nil else { return }
        }
    }

    private func linkCount() async -> Int {
        var count = 0
        for loop in self.loops {
            // A loop that is shut down has none.
            count += (try? await loop.eventLoop.submit { loop.value.links.count }.get()) ?? 0
        }
        return count
    }

    // MARK: - Telling

    /// A picture of everything, and from now on the next change is told again.
    package func report() async -> EndpointReport {
        self.state.signal.arm()
        var links: [LinkReport] = []
        let asked = NIODeadline.now()
        for loop in self.loops {
            // A loop that is shut down has no links.
            links +=
                (try? await loop.eventLoop.submit { loop.value.links.values.map { $0.report(at: asked) } }.get()) ?? []
        }
        let listening = await self.listeners.reports
        let openCalls = self.state.calls.openByBot
        let now = NIODeadline.now()
        return self.state.guarded.withLock { state in
            state.registry.forgetLost(now: now)
            // What has ended since it was looked at is in the past's sums already; what was named since is still there.
            var live = links.compactMap { link in
                var link = link
                if link.selfID == nil { link.selfID = state.registry.account(of: link.id) }
                return state.registry.holds(link.id, selfID: link.selfID) ? link : nil
            }
            for index in live.indices {
                live[index].session.keyIsRetired = !state.access.stillAccepts(live[index].session.proof)
                live[index].session.proof = state.access.current(live[index].session.proof)
            }
            let meters = self.state.meters(state)
            return EndpointReport(
                takenAt: now,
                wallTime: .now,
                listeners: listening,
                bots: Array(state.registry.bots.values),
                links: live.sorted { $0.id < $1.id },
                handshakesAccepted: meters.tally.handshakesAccepted,
                handshakesRefused: meters.tally.handshakesRefused.values.reduce(0, +),
                past: state.past,
                openCalls: openCalls,
                attempts: self.state.ledger.entries,
                blocked: state.guessing.allBlocked(now: now)
                    + state.blocked.sorted().map { BlockedPeer(address: $0, reason: .byOperator) },
                pending: state.pending.addresses,
                meters: meters
            )
        }
    }

    /// Those of sockets that listen already which are of no use to a configuration, and may be in its way.
    package static func unwanted(_ descriptors: [CInt], by configuration: EndpointConfiguration) -> [CInt] {
        InheritedSockets.unwanted(descriptors, by: configuration.listeners.flatMap(ListenerSet.addresses))
    }

    /// What listens now, or failed to.
    package func listenerReports() async -> [ListenerReport] {
        await self.listeners.reports
    }
}
