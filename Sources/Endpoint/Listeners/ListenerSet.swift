import Certificates
import Foundation
package import NIOCore
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The sockets that listen, as a whole that can be exchanged while bots stay connected.
///
/// New ones are bound first and old ones closed last. Only where a new address overlaps an old one on the same port
/// (`0.0.0.0` and `127.0.0.1`) must the old one go first; it comes back when the new one fails.
package actor ListenerSet {
    /// Bytes of one read at most: what fits a processor's cache beside everything else.
    private static let largestRead = 64 << 10

    /// One configured address and its sockets: two where `0.0.0.0` took `::` along.
    struct Bound {
        var wanted: EndpointConfiguration.Listener
        var port: Int
        var channels: [any Channel]
        let security: ListenerSecurity
        /// Why the files, as they are now, are not served.
        var reloadProblem: CertificateProblem?
    }

    private let group: any EventLoopGroup
    private let spare = SpareDescriptor()
    private let relief: AcceptHandler.Relief?
    private let initializer: @Sendable (any Channel, ListenerSecurity) -> EventLoopFuture<Void>
    var bound: [Bound] = []
    private var failed: [ListenerReport] = []
    private var isClosed = false
    private var inherited: InheritedSockets
    /// What the files of certificates were when they were last read again.
    var tried: [CertificateFiles: CertificateStamp] = [:]

    /// - Parameters:
    ///   - inherited: Descriptors of sockets that listen already, owned from now on; used where they listen on what is
    ///     wanted first.
    ///   - relief: What is done when there is no descriptor left for a connection; nil lets it wait.
    ///   - initializer: Prepares each connection that is accepted, and is told how its listener speaks.
    init(
        group: any EventLoopGroup,
        inherited: [CInt] = [],
        relief: AcceptHandler.Relief? = nil,
        initializer: @escaping @Sendable (any Channel, ListenerSecurity) -> EventLoopFuture<Void>
    ) {
        self.group = group
        self.inherited = InheritedSockets(inherited)
        self.relief = relief
        self.initializer = initializer
    }

    /// For what speaks plain wherever it listens.
    package init(
        group: any EventLoopGroup,
        inherited: [CInt] = [],
        initializer: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
    ) {
        self.init(group: group, inherited: inherited) { channel, _ in initializer(channel) }
    }

    package var reports: [ListenerReport] {
        self.bound.map { listener in
            ListenerReport(
                host: listener.wanted.host,
                port: listener.port,
                failure: nil,
                certificate: listener.security.certificate.map {
                    CertificateReport(files: $0.files, summary: $0.summary, problem: listener.reloadProblem)
                }
            )
        } + self.failed
    }

    /// Listens on `wanted` in place of what is listened on now.
    ///
    /// - Parameter keepFailed: Whether to remember what could not be bound as failed listeners (at start, when there
    ///   is nothing older to keep). Otherwise a failure leaves everything as it was.
    /// - Throws: The first ``ListenFailure``.
    package func replace(with wanted: [EndpointConfiguration.Listener], keepFailed: Bool) async throws {
        let certificates = try await self.certificates(of: wanted, validAt: keepFailed ? nil : Date())
        func security(_ address: EndpointConfiguration.Listener) -> ServedCertificate? {
            address.certificate.flatMap { certificates[$0] }
        }
        var added: [Bound] = []
        var removed: [Bound] = []
        var failures: [ListenerReport] = []
        self.inherited.closeAll(but: wanted.flatMap(Self.addresses))
        for address in wanted {
            if self.isClosed { break }
            if self.bound.contains(where: { $0.wanted.isSamePlace(as: address) }) { continue }
            let hasFailedBefore = self.failed.contains { $0.host == address.host && $0.port == address.port }
            let inTheWay = self.bound.filter { !Self.isWanted($0, wanted) && Self.overlap($0, address) }
            for old in inTheWay { await self.close(old) }
            self.bound.removeAll { old in inTheWay.contains { $0.wanted == old.wanted } }
            removed += inTheWay
            do {
                added.append(try await self.bind(address, ListenerSecurity(security(address))))
            } catch {
                // What failed before and still does is no reason against a change of something else.
                guard keepFailed || hasFailedBefore else {
                    for new in added { await self.close(new) }
                    await self.restore(removed)
                    throw error
                }
                failures.append(ListenerReport(host: address.host, port: address.port, failure: error))
            }
        }
        let old = self.bound.filter { !Self.isWanted($0, wanted) }
        self.bound = self.bound.filter { Self.isWanted($0, wanted) } + added
        for address in wanted {
            guard let index = self.bound.firstIndex(where: { $0.wanted.isSamePlace(as: address) }),
                self.bound[index].wanted != address
            else { continue }
            self.bound[index].wanted = address
            self.bound[index].security.certificate = security(address)
            self.bound[index].reloadProblem = nil
        }
        // A listener may have got what was the newest before a reload that came between.
        self.tried = [:]
        self.failed = failures
        for listener in old { await self.close(listener) }
        if self.isClosed { await self.closeAll() }
        if keepFailed, let first = failures.first?.failure { throw first }
    }

    /// Second descriptors of the sockets that listen, which go on listening when these listeners are closed. The caller
    /// owns them.
    func duplicates() async -> [CInt] {
        var descriptors: [CInt] = []
        for channel in self.bound.flatMap(\.channels) {
            // A channel that has been closed meanwhile listens no more.
            let descriptor = try? await channel.eventLoop.submit {
                try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
                    fcntl($0, F_DUPFD_CLOEXEC, 3)
                }
            }.get()
            if let descriptor = descriptor ?? nil, descriptor >= 0 { descriptors.append(descriptor) }
        }
        return descriptors
    }

    var socketCount: Int { self.bound.reduce(0) { $0 + $1.channels.count } }

    package func closeAll() async {
        self.isClosed = true
        let all = self.bound
        self.bound = []
        for listener in all { await self.close(listener) }
    }

    private func restore(_ removed: [Bound]) async {
        for old in removed {
            let address = EndpointConfiguration.Listener(host: old.wanted.host, port: old.port)
            do {
                var back = try await self.bind(address, old.security)
                back.wanted = old.wanted
                self.bound.append(back)
            } catch {
                self.failed.append(ListenerReport(host: old.wanted.host, port: old.port, failure: error))
            }
        }
    }

    private static func isWanted(_ old: Bound, _ wanted: [EndpointConfiguration.Listener]) -> Bool {
        wanted.contains { $0.isSamePlace(as: old.wanted) }
    }

    private static func overlap(_ old: Bound, _ new: EndpointConfiguration.Listener) -> Bool {
        guard new.port != 0, old.port == new.port else { return false }
        let wild: Set<String> = ["0.0.0.0", "::"]
        return old.wanted.host == new.host || wild.contains(old.wanted.host) || wild.contains(new.host)
    }

    /// Where a listener's sockets are bound.
    static func addresses(of listener: EndpointConfiguration.Listener) -> [SocketAddress] {
        let hosts = listener.host == "0.0.0.0" ? [listener.host, "::"] : [listener.host]
        return hosts.compactMap { try? SocketAddress.makeAddressResolvingHost($0, port: listener.port) }
    }

    private func close(_ listener: Bound) async {
        for channel in listener.channels {
            // Closing a socket that is closed already is what was wanted.
            try? await channel.close()
        }
    }

    private func bind(
        _ address: EndpointConfiguration.Listener,
        _ security: ListenerSecurity
    ) async throws(ListenFailure) -> Bound {
        let first = try await self.bind(host: address.host, port: address.port, security)
        let port = first.localAddress?.port ?? address.port
        var channels = [first]
        if address.host == "0.0.0.0" {
            // Without IPv6 on this host there is nothing to take along.
            if let second = try? await self.bind(host: "::", port: port, security) { channels.append(second) }
        }
        return Bound(wanted: address, port: port, channels: channels, security: security)
    }

    private func bind(
        host: String,
        port: Int,
        _ security: ListenerSecurity
    ) async throws(ListenFailure) -> any Channel {
        let spare = self.spare
        let relief = self.relief
        let initializer = self.initializer
        var bootstrap = ServerBootstrap(group: self.group)
            .serverChannelOption(.backlog, value: Int32(EndpointServer.backlog))
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.maxMessagesPerRead, value: 64)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        AcceptHandler(spare: spare, relief: relief, security: security)
                    )
                }
            }
            .childChannelInitializer { initializer($0, security) }
            // What was read when reading stops has to be kept: one read and no more.
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            .childChannelOption(.tcpOption(.init(rawValue: TCP_KEEPIDLE)), value: 30)
            .childChannelOption(.tcpOption(.init(rawValue: TCP_KEEPINTVL)), value: 10)
            .childChannelOption(.tcpOption(.init(rawValue: TCP_KEEPCNT)), value: 3)
            .childChannelOption(.tcpOption(.init(rawValue: TCP_USER_TIMEOUT)), value: 30_000)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.recvAllocator, value: ReadSize(most: Self.largestRead))
        do {
            // A name that cannot be resolved is told by binding.
            let address = try? SocketAddress.makeAddressResolvingHost(host, port: port)
            if let socket = address.flatMap({ self.inherited.take($0) }) {
                return try await bootstrap.withBoundSocket(socket).get()
            }
            if host.contains(":") {
                bootstrap = bootstrap.serverChannelOption(.ipv6Only, value: 1)
            }
            return try await bootstrap.bind(host: host, port: port).get()
        } catch let error as IOError {
            switch error.errnoCode {
            case EADDRINUSE: throw .inUse(port: port)
            case EACCES, EPERM: throw .notPermitted(port: port)
            case EADDRNOTAVAIL: throw .addressNotHere(host: host)
            default: throw .other(String(cString: strerror(error.errnoCode)))
            }
        } catch is SocketAddressError {
            throw .addressNotHere(host: host)
        } catch {
            throw .other("\(error)")
        }
    }
}

extension ChannelOption where Self == ChannelOptions.Types.SocketOption {
    /// Keeps an IPv6 socket to IPv6, so that it stands beside the IPv4 one on the same port.
    fileprivate static var ipv6Only: Self {
        ChannelOptions.Types.SocketOption(
            level: .init(rawValue: CInt(IPPROTO_IPV6)),
            name: .init(rawValue: IPV6_V6ONLY)
        )
    }
}
