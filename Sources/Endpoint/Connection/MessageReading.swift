import NIOCore
import OneBot

/// What a long text message says, read where it keeps nobody waiting.
struct MessageReading: Sendable {
    let envelope: Envelope
    /// Of an event: what the display and the journal keep of it.
    let shortened: [UInt8]
    /// Of an answer: the whole, and whether more will follow.
    let answer: [UInt8]
    let isPart: Bool

    init(_ message: ByteBuffer) {
        var envelope = Envelope()
        var shortened: [UInt8] = []
        var answer: [UInt8] = []
        var isPart = false
        message.withUnsafeReadableBytes { bytes in
            envelope = EnvelopeScanner.scan(bytes)
            switch envelope.kind {
            case .event: shortened = JSONShortener.shorten(bytes, limit: EventRing.longestKept)
            case .answer:
                answer = Array(bytes)
                isPart = StreamPart.isPartial(bytes)
            case .request, .satori, .oneBot12, .unknown, .junk: break
            }
        }
        self.envelope = envelope
        self.shortened = shortened
        self.answer = answer
        self.isPart = isPart
    }
}
