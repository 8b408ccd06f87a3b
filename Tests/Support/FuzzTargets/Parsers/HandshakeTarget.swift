import Foundation
import NIOCore
import NIOEmbedded
import NIOHTTP1
import OneBot

@testable import Endpoint

/// Everything that comes of a request head before a connection is let in or refused: what is told of it, and the parts
/// that judge it and write it down.
enum HandshakeTarget {
    private static let key = "Zx8Zx9Kq2mPl0vTrB5nWc7Ys"
    private static let named = "Nm4Nm5Hj7xQe1yUtC6oVd8Lp"
    private static let panelToken = "Pt2Pt3Gw9zRa5sDfV4bMk0Xc"
    private static let retired = Array("OldKey0123456789abcdefgh".utf8)
    private static let policy = AccessPolicy(
        key: Secret(Self.key),
        boundKeys: [.init(name: "other", key: Secret(Self.named), selfID: "1")],
        panelToken: Secret(Self.panelToken),
        recognise: { $0 == Self.retired ? .retired : .unknown }
    )
    private static let paths = PathRule(path: "/onebot/v11/ws", aliases: ["/x"])

    static func check(_ bytes: [UInt8]) throws {
        let whole = try Recorder.run([bytes[...]])
        try holdEqual(try Recorder.run(FuzzChoice.pieces(of: bytes)).told, whole.told, "whole and in pieces")
        if let head = whole.head { try Self.judge(head) }
    }

    private static func judge(_ head: HTTPRequestHead) throws {
        let request = HandshakeRequest(head)
        var refusal = HandshakeVerdict.judgeForm(request, paths: Self.paths)
        if refusal == nil, case .failure(let error) = HandshakeVerdict.identity(request) { refusal = error.refusal }
        if Self.policy.decide(request, address: "192.0.2.1") == .wrong { _ = Self.policy.classify(request) }
        let response = RefusalResponse.bytes(
            refusal ?? .full,
            request: request,
            path: "/onebot/v11/ws",
            allocator: ByteBufferAllocator()
        )
        try hold(response.readableBytes < 16_384, "an answer of \(response.readableBytes) bytes")
        var mask = KeyMask(Self.policy, request: request)
        var entry = LedgerEntry(
            time: Date(timeIntervalSince1970: 1_767_323_045),
            address: "192.0.2.1",
            port: 1,
            localPort: 2,
            firstBytes: .http,
            end: .refused
        )
        entry.note(request, hiding: &mask)
        let shown = HandshakeMask.headers(request, hiding: &mask).map { $0.name + $0.value }.joined()
        let kept =
            [entry.method, entry.path, entry.via, entry.webSocketVersion, entry.subprotocols, entry.selfID]
            + [entry.role, entry.userAgent, shown]
        for text in kept.compactMap(\.self) {
            for secret in [Self.key, Self.named, Self.panelToken] {
                try hold(!text.contains(secret), "a secret is written down: \(text)")
            }
            try hold(text.unicodeScalars.count < 16_384, "\(text.unicodeScalars.count) characters are kept")
        }
    }

    /// Of the further key, and of the panel's token: pieces for changed heads.
    static let otherSecrets = [Self.named, Self.panelToken]

    static let head = """
        GET /onebot/v11/ws?access_token=\(Self.key)&role=x HTTP/1.1\r
        Host: 127.0.0.1:8021\r
        Connection: keep-alive, Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Protocol: 11.Shamrock, 12.x\r
        Authorization: Bearer \(Self.key)\r
        X-Self-ID: 1000010001\r
        X-Client-Role: Universal\r
        User-Agent: OneBot/11\r
        \r\n
        """
}

/// The endpoint's pipeline up to its judge, and what it tells him.
private final class Recorder: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart

    private let collector: HeadCollector
    private(set) var told: [String] = []
    private(set) var head: HTTPRequestHead?
    /// Nothing counts after a refusal.
    private var isOver = false

    private init(_ collector: HeadCollector) {
        self.collector = collector
    }

    static func run(_ pieces: [ArraySlice<UInt8>]) throws -> (told: [String], head: HTTPRequestHead?) {
        let channel = EmbeddedChannel()
        let collector = HeadCollector(limit: 1024, deadline: .seconds(10), hello: .seconds(1))
        let recorder = Recorder(collector)
        try channel.pipeline.syncOperations.addHandlers([
            collector, ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes)), recorder,
        ])
        for piece in pieces where !piece.isEmpty {
            channel.pipeline.fireChannelRead(ByteBuffer(bytes: piece))
        }
        _ = try? channel.finish(acceptAlreadyClosed: true)
        return (recorder.told, recorder.head)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard !self.isOver else { return }
        self.told.append("\(event)")
        if case HeadCollector.Event.refused = event { self.end() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !self.isOver, case .head(let head) = self.unwrapInboundIn(data) else { return }
        self.told.append("\(head)")
        self.head = head
        // What stands behind the head is the business of others.
        self.end()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !self.isOver else { return }
        self.told.append("\(error)")
        self.end()
    }

    private func end() {
        self.isOver = true
        self.collector.drop()
    }
}
