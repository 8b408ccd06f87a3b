import Control
import Glibc
import NIOCore
import NIOPosix
import TerminalTesting
import Testing

@Suite struct ControlClientTests {
    /// Something that listens at a path and answers each connection with the same bytes.
    private func withListener(
        answering text: String?,
        _ body: (String) async throws -> Void
    ) async throws {
        try await withFolder { folder in
            let path = folder + "/control.sock"
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .childChannelInitializer { child in
                    child.eventLoop.makeCompletedFuture {
                        guard let text else { return }
                        try child.pipeline.syncOperations.addHandler(Announcer(text: text))
                    }
                }
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .bind(unixDomainSocketPath: path)
                .get()
            do {
                try await body(path)
            } catch {
                try await channel.close()
                throw error
            }
            try await channel.close()
        }
    }

    @Test("no socket at all, or one that nobody listens on: nobody there")
    func nobody() async throws {
        try await withFolder { folder in
            let path = folder + "/control.sock"
            await #expect(throws: ControlClientError.nobodyThere) { try await ControlClient.patient(path).status() }
            try await self.withListener(answering: nil) { other in
                #expect(rename(other, path) == 0)
            }
            #expect(access(path, F_OK) == 0)
            // A program that another test starts at this moment may hold the listener for an instant.
            try await wait(until: "nobody is there") {
                do throws(ControlClientError) {
                    _ = try await ControlClient.patient(path).status()
                    return false
                } catch {
                    return error == .nobodyThere
                }
            }
        }
    }

    @Test("a console that does not answer is waited for as long as the deadline says")
    func deadline() async throws {
        try await self.withListener(answering: nil) { path in
            let client = ControlClient(path: path, deadline: .milliseconds(100))
            await #expect(throws: ControlClientError.timedOut) { try await client.status() }
        }
    }

    @Test(
        "an answer that no console gives is a bad answer",
        arguments: [
            "", "SSH-2.0-OpenSSH\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nab",
            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}",
            "HTTP/1.1 500 No\r\ncontent-length: 2\r\n\r\n{}",
        ]
    )
    func badAnswer(text: String) async throws {
        try await self.withListener(answering: text) { path in
            await #expect(throws: ControlClientError.badAnswer) { try await ControlClient.patient(path).status() }
        }
    }

    @Test("a refusal keeps the console's own sentence")
    func refused() async throws {
        try await withControlServer { path, backend, _ in
            backend.refuse("endpoint.port", "No.")
            await #expect(throws: ControlClientError.refused(status: 422, sentence: "No.")) {
                try await ControlClient.patient(path).change(path: "endpoint.port", text: "80")
            }
        }
    }

    @Test("a change says what follows from it")
    func change() async throws {
        try await withControlServer { path, backend, _ in
            let applied = try await ControlClient.patient(path).change(path: "endpoint.port", text: "9000")
            #expect(applied.map(\.path) == ["endpoint.port"])
            #expect(applied.map(\.text) == ["done"])
            #expect(backend.changes.map(\.text) == ["9000"])
        }
    }

    @Test("the status is read back as a document")
    func status() async throws {
        try await withControlServer { path, backend, _ in
            let document = try await ControlClient.patient(path).status()
            #expect(document == StatusDocument(backend.snapshot))
        }
    }
}

/// Says one thing to whoever connects, then ends its side.
private final class Announcer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let text: String

    init(text: String) {
        self.text = text
    }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(self.wrapOutboundOut(ByteBuffer(string: self.text)), promise: nil)
        context.close(mode: .output, promise: nil)
        context.fireChannelActive()
    }
}
