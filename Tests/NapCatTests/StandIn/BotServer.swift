import Crypto
import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A WebSocket server for bots to dial, which keeps what every connection has said.
final class BotServer: Sendable {
    /// What is known of one connection.
    struct Record: Sendable {
        /// The lines of the request.
        var head: [String] = []
        var texts: [String] = []
        var pongs = 0
        /// The payload of a close frame.
        var goodbye: [UInt8]?
        var isEnded = false
        var firstBytes: [UInt8] = []

        var isOpen: Bool { !self.head.isEmpty && !self.isEnded }
        var path: String? { self.head.first?.split(separator: " ").dropFirst().first.map(String.init) }

        func header(_ name: String) -> String? {
            self.head.first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
        }

        /// The texts without blanks that hold this.
        func count(of part: String) -> Int { self.texts.count { $0.contains(part) } }
    }

    private struct Link {
        var record = Record()
        var channel: any Channel
    }

    private let links = Mutex<[Link]>([])
    private let status = Mutex(101)

    /// - Parameter answers: Without it connections are taken and nothing is said.
    static func with(answers: Bool = true, _ body: (BotServer, Int) async throws -> Void) async throws {
        let server = BotServer()
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelOption(.autoRead, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let index = server.links.withLock { links in
                        links.append(Link(channel: channel))
                        return links.count - 1
                    }
                    try channel.pipeline.syncOperations.addHandler(Peer(server, index, answers: answers))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            try await body(server, listener.localAddress?.port ?? 0)
        } catch {
            await server.close(listener)
            throw error
        }
        await server.close(listener)
    }

    private func close(_ listener: any Channel) async {
        // What is closed already is what was wanted.
        try? await listener.close()
        for link in self.links.withLock({ $0 }) { link.channel.close(promise: nil) }
    }

    /// In the order in which they came.
    var records: [Record] { self.links.withLock { $0.map(\.record) } }

    /// Answers handshakes with this from now on.
    func setStatus(_ status: Int) { self.status.withLock { $0 = status } }

    func send(_ text: String, to index: Int) { self.send(opcode: 1, Array(text.utf8), to: index) }

    /// One short frame.
    func send(opcode: UInt8, _ payload: [UInt8] = [], to index: Int) {
        let channel = self.links.withLock { $0[index].channel }
        channel.writeAndFlush(ByteBuffer(bytes: [0x80 | opcode, UInt8(payload.count)] + payload), promise: nil)
    }

    private func change(_ index: Int, _ body: (inout Record) -> Void) {
        self.links.withLock { body(&$0[index].record) }
    }

    private final class Peer: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let server: BotServer
        private let index: Int
        private let answers: Bool
        private var buffer = ByteBuffer()
        private var isOpen = false

        init(_ server: BotServer, _ index: Int, answers: Bool) {
            self.server = server
            self.index = index
            self.answers = answers
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var bytes = self.unwrapInboundIn(data)
            self.buffer.writeBuffer(&bytes)
            if !self.isOpen { self.readHead(context) }
            while self.isOpen, self.readFrame(context) {}
        }

        private func readHead(_ context: ChannelHandlerContext) {
            let view = self.buffer.readableBytesView
            self.server.change(self.index) { $0.firstBytes = Array(view.prefix(16)) }
            guard self.answers, let end = view.firstRange(of: Array("\r\n\r\n".utf8)) else { return }
            // Latin-1, byte by byte.
            let text = String(String.UnicodeScalarView(view[..<end.lowerBound].map { Unicode.Scalar($0) }))
            self.buffer.moveReaderIndex(forwardBy: end.upperBound - view.startIndex)
            let head = text.components(separatedBy: "\r\n")
            self.server.change(self.index) { $0.head = head }
            let status = self.server.status.withLock { $0 }
            guard status == 101 else {
                self.write("HTTP/1.1 \(status) No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", context)
                return context.close(promise: nil)
            }
            let key = head.first { $0.hasPrefix("Sec-WebSocket-Key: ") }?.dropFirst("Sec-WebSocket-Key: ".count) ?? ""
            let hash = Insecure.SHA1.hash(data: Data((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
            self.isOpen = true
            self.write(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: \(Data(hash).base64EncodedString())\r\n\r\n",
                context
            )
        }

        /// - Returns: Whether there was a whole one.
        private func readFrame(_ context: ChannelHandlerContext) -> Bool {
            let view = Array(self.buffer.readableBytesView.prefix(65_600))
            guard view.count >= 6 else { return false }
            var length = Int(view[1] & 0x7F)
            var at = 2
            if length == 126 {
                length = Int(view[2]) << 8 | Int(view[3])
                at = 4
            }
            guard view[1] & 0x80 != 0, view.count >= at + 4 + length else { return false }
            let mask = view[at..<at + 4]
            let payload = view[(at + 4)..<(at + 4 + length)].enumerated().map { $1 ^ mask[at + $0 & 3] }
            self.buffer.moveReaderIndex(forwardBy: at + 4 + length)
            switch view[0] & 0x0F {
            case 1: self.server.change(self.index) { $0.texts.append(String(decoding: payload, as: UTF8.self)) }
            case 8:
                self.server.change(self.index) { $0.goodbye = payload }
                context.writeAndFlush(self.wrapOutboundOut(ByteBuffer(bytes: [0x88, 0])), promise: nil)
                context.close(promise: nil)
            case 10: self.server.change(self.index) { $0.pongs += 1 }
            default: break
            }
            return true
        }

        private func write(_ text: String, _ context: ChannelHandlerContext) {
            context.writeAndFlush(self.wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) {
            self.server.change(self.index) { $0.isEnded = true }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
