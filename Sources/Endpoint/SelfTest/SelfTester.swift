import Certificates
import Foundation
package import NIOCore
import NIOPosix
import NIOSSL
package import OneBot

/// Connects to addresses of this console as a bot would, to see whether they answer, and whether it is we who do.
package struct SelfTester: Sendable {
    /// Connections at once.
    private static let atOnce = 8
    /// The example of RFC 6455 §1.3 and the answer to it.
    private static let handshakeKey = "dGhlIHNhbXBsZSBub25jZQ=="
    private static let handshakeAnswer = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="

    private let server: EndpointServer
    private let group: any EventLoopGroup

    package init(server: EndpointServer, group: any EventLoopGroup) {
        self.server = server
        self.group = group
    }

    /// Asks every address both questions; without a key there is no wrong one to try.
    ///
    /// The wrong key goes first: only to whom has turned that one away as we do is the right one shown.
    ///
    /// - Returns: In the order of `targets`.
    package func run(
        _ targets: [SelfTestTarget],
        path: String,
        key: Secret,
        timeout: TimeAmount = .seconds(2)
    ) async -> [SelfTestResult] {
        await withTaskGroup(of: (Int, [SelfTestResult]).self) { tasks in
            var results: [[SelfTestResult]] = Array(repeating: [], count: targets.count)
            func add(_ index: Int) {
                let target = targets[index]
                tasks.addTask { (index, await self.check(target, path: path, key: key, timeout: timeout)) }
            }
            for index in targets.indices.prefix(Self.atOnce) { add(index) }
            var next = Self.atOnce
            for await (index, result) in tasks {
                results[index] = result
                if next < targets.count { add(next) }
                next += 1
            }
            return results.flatMap(\.self)
        }
    }

    private func check(
        _ target: SelfTestTarget,
        path: String,
        key: Secret,
        timeout: TimeAmount
    ) async -> [SelfTestResult] {
        func ask(_ question: SelfTestResult.Question) async -> SelfTestResult {
            let answer = await self.ask(question, target, path: path, key: key, timeout: timeout)
            return SelfTestResult(target: target, question: question, answer: answer)
        }
        guard !key.isEmpty else { return [await ask(.rightKey)] }
        let wrong = await ask(.wrongKey)
        guard case .asExpected = wrong.answer else {
            return [SelfTestResult(target: target, question: .rightKey, answer: wrong.answer), wrong]
        }
        return [await ask(.rightKey), wrong]
    }

    private func ask(
        _ question: SelfTestResult.Question,
        _ target: SelfTestTarget,
        path: String,
        key: Secret,
        timeout: TimeAmount
    ) async -> SelfTestResult.Answer {
        let host = target.host == "0.0.0.0" ? "127.0.0.1" : target.host == "::" ? "::1" : target.host
        let there: SocketAddress
        let here: SocketAddress
        do {
            there = try SocketAddress(ipAddress: host, port: target.port)
            // From the same address: it is one of this machine's, or the test says so.
            here = try SocketAddress(ipAddress: host, port: 0)
        } catch {
            return .notReached(Self.words(EADDRNOTAVAIL))
        }
        let tls: NIOSSLContext?
        do {
            tls = try target.isTLS ? Self.clientContext() : nil
        } catch {
            return .notReached("\(error)")
        }
        let request = Self.request(
            host: host,
            port: target.port,
            path: path,
            key: question == .rightKey ? key : Self.wrongKey()
        )
        let started = NIODeadline.now()
        let loop = self.group.next()
        let reply = loop.makePromise(of: SelfTestReader.Reply.self)
        let announced = loop.makePromise(of: Int.self)
        let timer = loop.scheduleTask(in: timeout) { reply.fail(ChannelError.connectTimeout(timeout)) }
        let address = PeerAddress.text(there)
        let connection = ClientBootstrap(group: loop).connectTimeout(timeout).bind(to: here)
            .channelOption(.socketOption(.so_reuseaddr), value: 0)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let announcer = SelfTestAnnouncer { port in
                        // Without room it is taken for a stranger, and the test says so.
                        _ = self.server.expectSelfTest(from: address, port: port)
                        announced.succeed(port)
                    }
                    let reader = SelfTestReader(request: request, reply: reply)
                    try channel.pipeline.syncOperations.addHandler(announcer)
                    if let tls {
                        let security = try NIOSSLClientHandler(context: tls, serverHostname: nil)
                        try channel.pipeline.syncOperations.addHandler(security)
                    }
                    try channel.pipeline.syncOperations.addHandler(reader)
                }
            }
            .connect(to: there)
        connection.whenFailure { reply.fail($0) }
        let outcome = await Self.outcome(of: reply.futureResult)
        timer.cancel()
        let elapsed = Double((NIODeadline.now() - started).nanoseconds) / 1_000_000
        // It never came so far, or it has: a promise takes its first outcome alone.
        announced.succeed(0)
        let port = (try? await announced.futureResult.get()) ?? 0
        let hasArrived = self.server.endSelfTest(from: address, port: port)
        // Whatever came of it, the connection is done.
        connection.whenSuccess { $0.close(promise: nil) }
        return Self.answer(outcome, question, hasArrived: hasArrived, milliseconds: elapsed)
    }

    /// Whose certificate it is does not matter: that it is we who answer is seen by other means.
    private static func clientContext() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        configuration.shutdownTimeout = CertificatePair.shutdownPatience
        return try NIOSSLContext(configuration: configuration)
    }

    private static func outcome(
        of future: EventLoopFuture<SelfTestReader.Reply>
    ) async -> Result<SelfTestReader.Reply, any Error> {
        do {
            return .success(try await future.get())
        } catch {
            return .failure(error)
        }
    }

    /// - Parameter hasArrived: Whether our own endpoint has seen the connection.
    static func answer(
        _ outcome: Result<SelfTestReader.Reply, any Error>,
        _ question: SelfTestResult.Question,
        hasArrived: Bool,
        milliseconds: Double
    ) -> SelfTestResult.Answer {
        switch outcome {
        case .success(let reply):
            guard hasArrived else { return .somebodyElse }
            switch question {
            case .rightKey where reply.status == 101:
                guard reply.acceptKey == Self.handshakeAnswer else { return .somebodyElse }
                return .asExpected(milliseconds: milliseconds)
            case .wrongKey where reply.status == 403: return .asExpected(milliseconds: milliseconds)
            case .rightKey, .wrongKey: return .status(reply.status)
            }
        case .failure(let error as IOError): return .notReached(self.words(error.errnoCode))
        case .failure(ChannelError.connectTimeout): return .timedOut
        case .failure(is SelfTestReader.Ended):
            return hasArrived ? .notReached(self.words(ECONNRESET)) : .somebodyElse
        // Whoever answers there, he does not speak TLS.
        case .failure(is NIOSSLError) where !hasArrived: return .somebodyElse
        case .failure(let error): return .notReached("\(error)")
        }
    }

    private static func words(_ code: CInt) -> String { String(cString: strerror(code)) }

    private static func request(host: String, port: Int, path: String, key: Secret) -> String {
        let lines = [
            "GET \(path) HTTP/1.1", "Host: \(PeerAddress.text(host, port: port))", "Upgrade: websocket",
            "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: \(self.handshakeKey)",
            "User-Agent: OneBot Console self-test",
        ]
        let authorization = key.isEmpty ? [] : ["Authorization: Bearer \(key.exposed)"]
        return (lines + authorization).joined(separator: "\r\n") + "\r\n\r\n"
    }

    private static func wrongKey() -> Secret {
        let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        return Secret(String((0..<32).map { _ in letters[Int.random(in: letters.indices)] }))
    }
}
