import Logging
import NIOCore
import NIOPosix
import Synchronization

import struct Foundation.Date

/// Times without a free descriptor: told once a minute, however many connections are turned away.
struct Shortage {
    private static let toldEvery: TimeAmount = .minutes(1)

    private var count = 0
    private var toldAt: NIODeadline?

    /// - Returns: How many connections were turned away since it was told last, when it is time to tell it again.
    mutating func turnedAway(at now: NIODeadline) -> Int? {
        self.count += 1
        if let last = self.toldAt, now - last < Self.toldEvery { return nil }
        self.toldAt = now
        defer { self.count = 0 }
        return self.count
    }
}

extension EndpointState.Guarded {
    /// How many links are wanted, and how many fit.
    struct LinkShare: Equatable {
        var wanted: Int
        var links: Int
    }

    /// Shares the descriptors out anew, as the configuration in force wants them.
    mutating func shareDescriptors() {
        let shares = DescriptorShares(self.configuration)
        self.registry.maxLinks = shares.links
        self.pending.bounds = .init(all: shares.handshakes, ofAddress: shares.handshakesOfAddress)
    }
}

/// What happens when there is no descriptor left for a connection that waits.
extension EndpointState {
    /// How long an unfinished handshake is left alone even so: NapCat waits no longer for an answer.
    private static let handshakeTime: TimeAmount = .seconds(2)

    /// What a connection without a descriptor is told where no TLS is expected.
    private static let shortageAnswer = Array(
        RefusalResponse.bytes(.noDescriptors, request: nil, path: "", allocator: ByteBufferAllocator())
            .readableBytesView
    )

    var relief: AcceptHandler.Relief {
        AcceptHandler.Relief(
            makeRoom: { [weak self] in self?.closeOldHandshakes($0) ?? 0 },
            turnedAway: { [weak self] in self?.turnedAway($0) },
            answer: { Self.answer($0) }
        )
    }

    private static func answer(_ security: ListenerSecurity) -> [UInt8] {
        security.certificate == nil ? Self.shortageAnswer : TLSRecord.internalError
    }

    struct IsTurnedAway: Error {}

    /// Of a connection that has just been accepted. Where only the reserve is left, an unfinished handshake that has had
    /// its time gives way to it, or it is told why it cannot stay.
    ///
    /// - Throws: ``IsTurnedAway``; the connection is to be closed.
    func keepReserve(from channel: any Channel, _ security: ListenerSecurity) throws {
        let isTold = try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
            guard DescriptorReserve().holds($0), self.closeOldHandshakes(1) == 0 else { return false }
            SpareDescriptor.tell($0, Self.answer(security))
            return true
        }
        guard isTold == true else { return }
        self.turnedAway(channel.remoteAddress)
        throw IsTurnedAway()
    }

    /// Says so when there can be fewer links than the settings allow.
    func tellShares() {
        let (wanted, links, isTold) = self.guarded.withLock { state in
            let (wanted, links) = (state.configuration.maxConnections, state.registry.maxLinks)
            defer { state.toldShares = .init(wanted: wanted, links: links) }
            return (wanted, links, state.toldShares == .init(wanted: wanted, links: links))
        }
        guard links < wanted, !isTold else { return }
        self.logger.warning(
            "fewer connections than endpoint.max_connections fit into the limit of file descriptors: raise LimitNOFILE or ulimit -n, or lower the setting",
            metadata: ["max_connections": "\(wanted)", "possible": "\(links)"]
        )
    }

    private func closeOldHandshakes(_ limit: Int) -> Int {
        let closed = self.guarded.withLock { $0.pending.giveWay(limit, before: .now() - Self.handshakeTime) }
        for close in closed { close() }
        return closed.count
    }

    private func turnedAway(_ peer: SocketAddress?) {
        var entry = LedgerEntry(
            time: Date(),
            address: PeerAddress.text(peer),
            port: peer?.port ?? 0,
            localPort: 0,
            firstBytes: .none,
            end: .refused
        )
        entry.status = Refusal.noDescriptors.status
        entry.cause = Refusal.noDescriptors.cause
        self.ledger.append(entry)
        self.tally.withLock { $0.note(entry) }
        self.signal.changed()
        guard let count = self.guarded.withLock({ $0.shortage.turnedAway(at: .now()) }) else { return }
        self.logger.error(
            "no file descriptor is left: connections are answered 503; raise LimitNOFILE or ulimit -n",
            metadata: ["turned_away": "\(count)"]
        )
    }
}
