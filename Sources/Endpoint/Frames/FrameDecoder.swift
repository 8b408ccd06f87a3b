import NIOCore
import OneBot

/// The server side of RFC 6455 §5 as a state machine: bytes of a client in, messages and control frames out.
///
/// A data message that arrives whole is unmasked where it lies in the input and is never copied. One that arrives in
/// parts is unmasked straight into a buffer of its own, which grows as the byte budget grants it: by what has arrived and
/// not by what was announced, for announcing costs a peer nothing. Text is checked for UTF-8 as it comes, while it is in
/// the processor's cache.
struct FrameDecoder {
    struct Limits: Equatable {
        /// Largest data message, all its fragments together.
        var messageBytes: Int
        /// Most frames of one message.
        var fragments: Int
    }

    enum Output {
        /// All input is used up.
        case needsMore
        /// A part of a message is about to be kept: the caller reserves that many bytes, calls
        /// ``grant()`` and goes on with the same input.
        case needsBudget(Int)
        /// A data message that arrived whole: these bytes of the input, unmasked.
        case wholeMessage(isText: Bool, Range<Int>)
        /// A data message in a buffer of its own; its reservation may be given back once it is used.
        case message(isText: Bool, ByteBuffer)
        case ping(ByteBuffer)
        case pong(ByteBuffer)
        /// A valid close frame; no code when it was empty.
        case close(CloseCode?, reason: String)
        /// The peer broke the protocol: answer with this code and close. Nothing more is decoded.
        case violation(CloseCode, String)
    }

    private enum State {
        case head
        /// `step` more bytes of the frame's payload may be kept once they are granted.
        case awaitingBudget(FrameHeader, received: Int, step: Int)
        /// `granted` bytes of the payload may be kept; of a control frame all.
        case payload(FrameHeader, received: Int, granted: Int)
        case failed
    }

    /// The first bytes of a message that are asked for together, and the most.
    static let firstStep = 64 << 10
    static let longestStep = 8 << 20

    /// May be changed at any time; holds for the next frame.
    var limits: Limits
    private var state: State = .head
    /// The first bytes of a head that was cut by the end of a read.
    private var partialHead: [UInt8] = []
    /// The data message in work, and how it began.
    private var assembly: ByteBuffer?
    private var assemblyIsText = false
    private var utf8 = UTF8Stream()
    private var fragments = 0
    private var control = ByteBuffer()

    init(limits: Limits) {
        self.limits = limits
    }

    /// Bytes kept of the message that has begun; nil when none has.
    var assembledBytes: Int? { self.assembly?.readableBytes }

    /// Allows the part for which ``Output/needsBudget(_:)`` was returned.
    mutating func grant() {
        guard case .awaitingBudget(let header, let received, let step) = self.state else { return }
        if self.assembly == nil { self.assembly = ByteBuffer() }
        self.assembly?.reserveCapacity(minimumWritableBytes: step)
        self.state = .payload(header, received: received, granted: received + step)
    }

    /// Doubles what is kept, so that a long message is not copied again and again, up to a limit, so that no message
    /// keeps much that it does not use.
    private func step(_ header: FrameHeader, received: Int, available: Int) -> Int {
        let wanted = max(Self.firstStep, min(self.assembledBytes ?? 0, Self.longestStep), available)
        return min(header.payloadLength - received, wanted)
    }

    /// Decodes from `input` at `offset`, which is moved behind what was used. Messages that are whole in the input are
    /// unmasked there; what lies behind `offset` is as it came.
    mutating func next(_ input: UnsafeMutableRawBufferPointer, _ offset: inout Int) -> Output {
        while true {
            switch self.state {
            case .failed:
                offset = input.count
                return .needsMore
            case .awaitingBudget(_, _, let step):
                return .needsBudget(step)
            case .head:
                guard offset < input.count else { return .needsMore }
                if let output = self.readHead(input, &offset) { return output }
            case .payload(let header, let received, let granted):
                guard received < granted || granted == header.payloadLength || offset == input.count else {
                    let step = self.step(header, received: received, available: input.count - offset)
                    self.state = .awaitingBudget(header, received: received, step: step)
                    return .needsBudget(step)
                }
                if let output = self.readPayload(header, received, granted, input, &offset) { return output }
            }
        }
    }

    // MARK: - Heads

    private mutating func readHead(
        _ input: UnsafeMutableRawBufferPointer,
        _ offset: inout Int
    ) -> Output? {
        let header: FrameHeader
        if self.partialHead.isEmpty {
            switch FrameHeader.read(UnsafeRawBufferPointer(UnsafeMutableRawBufferPointer(rebasing: input[offset...]))) {
            case .violation(let reason):
                return self.fail(.protocolError, reason)
            case .incomplete:
                self.partialHead.append(contentsOf: input[offset...])
                offset = input.count
                return .needsMore
            case .header(let whole, let length):
                offset += length
                header = whole
            }
        } else {
            let before = self.partialHead.count
            let taken = min(FrameHeader.maximumLength - before, input.count - offset)
            self.partialHead.append(contentsOf: input[offset..<offset + taken])
            switch self.partialHead.withUnsafeBytes({ FrameHeader.read($0) }) {
            case .violation(let reason):
                return self.fail(.protocolError, reason)
            case .incomplete:
                offset += taken
                return .needsMore
            case .header(let whole, let length):
                offset += length - before
                self.partialHead.removeAll(keepingCapacity: false)
                header = whole
            }
        }
        if let output = self.check(header) { return output }
        return self.begin(header, input, &offset)
    }

    /// Order of fragments, their number and the size of the message.
    private mutating func check(_ header: FrameHeader) -> Output? {
        guard !header.opcode.isControl else { return nil }
        if header.opcode == .continuation {
            guard self.assembly != nil else { return self.fail(.protocolError, "continuation without a beginning") }
        } else {
            guard self.assembly == nil else { return self.fail(.protocolError, "new message inside a fragmented one") }
            self.assemblyIsText = header.opcode == .text
            self.utf8 = UTF8Stream()
            self.fragments = 0
        }
        self.fragments += 1
        guard self.fragments <= self.limits.fragments else { return self.fail(.messageTooBig, "too many fragments") }
        let held = self.assembly?.readableBytes ?? 0
        guard header.payloadLength <= self.limits.messageBytes - held else {
            return self.fail(.messageTooBig, "message longer than allowed")
        }
        return nil
    }

    private mutating func begin(
        _ header: FrameHeader,
        _ input: UnsafeMutableRawBufferPointer,
        _ offset: inout Int
    ) -> Output? {
        if header.opcode.isControl {
            self.control.clear()
            self.state = .payload(header, received: 0, granted: header.payloadLength)
            return nil
        }
        let count = header.payloadLength
        if header.isFinal, self.assembly == nil, count <= input.count - offset {
            let message = offset..<offset + count
            let bytes = UnsafeMutableRawBufferPointer(rebasing: input[message])
            Unmasking.inPlace(bytes, mask: header.mask)
            offset += count
            guard !self.assemblyIsText || UTF8Check.isValid(UnsafeRawBufferPointer(bytes)) else {
                return self.failUTF8()
            }
            return .wholeMessage(isText: self.assemblyIsText, message)
        }
        let step = self.step(header, received: 0, available: input.count - offset)
        self.state = .awaitingBudget(header, received: 0, step: step)
        return .needsBudget(step)
    }

    // MARK: - Payloads

    private mutating func readPayload(
        _ header: FrameHeader,
        _ received: Int,
        _ granted: Int,
        _ input: UnsafeMutableRawBufferPointer,
        _ offset: inout Int
    ) -> Output? {
        let taken = min(granted - received, input.count - offset)
        if taken > 0 {
            let chunk = UnsafeRawBufferPointer(
                UnsafeMutableRawBufferPointer(rebasing: input[offset..<offset + taken])
            )
            if header.opcode.isControl {
                Self.append(chunk, to: &self.control, mask: header.mask, phase: received)
            } else if self.assembly != nil {
                Self.append(chunk, to: &self.assembly!, mask: header.mask, phase: received)  // checked in this branch
                guard !self.assemblyIsText || self.newBytesAreUTF8(taken) else { return self.failUTF8() }
            }
            offset += taken
        }
        guard received + taken == header.payloadLength else {
            self.state = .payload(header, received: received + taken, granted: granted)
            // More of the input may wait for the next part to be granted.
            return offset == input.count ? .needsMore : nil
        }
        self.state = .head
        if header.opcode.isControl { return self.finishControl(header.opcode) }
        guard header.isFinal, let message = self.assembly else { return nil }
        self.assembly = nil
        // A character cut by the end of the message.
        guard !self.assemblyIsText || self.utf8.isComplete else { return self.failUTF8() }
        return .message(isText: self.assemblyIsText, message)
    }

    /// RFC 6455 §8.1, over fragments and reads alike, for the last bytes of the message in work.
    private mutating func newBytesAreUTF8(_ count: Int) -> Bool {
        guard let message = self.assembly else { return true }
        return message.withUnsafeReadableBytes { bytes in
            self.utf8.append(UnsafeRawBufferPointer(rebasing: bytes.suffix(count)))
        }
    }

    private static func append(
        _ chunk: UnsafeRawBufferPointer,
        to buffer: inout ByteBuffer,
        mask: UInt32,
        phase: Int
    ) {
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: chunk.count) { target in
            Unmasking.copy(chunk, to: target, mask: mask, phase: phase)
            return chunk.count
        }
    }

    private mutating func finishControl(_ opcode: FrameHeader.Opcode) -> Output? {
        switch opcode {
        case .ping: return .ping(self.control)
        case .pong: return .pong(self.control)
        case .close: return self.finishClose()
        case .continuation, .text, .binary: return nil
        }
    }

    /// RFC 6455 §5.5.1 and §7.4: nothing, or a code that may be sent and a reason in UTF-8.
    private mutating func finishClose() -> Output {
        var payload = self.control
        self.state = .failed
        guard payload.readableBytes > 0 else { return .close(nil, reason: "") }
        guard let raw = payload.readInteger(as: UInt16.self) else {
            return .violation(.protocolError, "close frame with one byte")
        }
        let code = CloseCode(raw)
        guard code.mayBeSent else { return .violation(.protocolError, "close code \(raw) may not be sent") }
        guard let reason = String(validating: payload.readableBytesView, as: UTF8.self) else {
            return .violation(.invalidPayload, "close reason is not UTF-8")
        }
        return .close(code, reason: reason)
    }

    private mutating func failUTF8() -> Output {
        self.fail(.invalidPayload, "text is not UTF-8")
    }

    private mutating func fail(_ code: CloseCode, _ reason: String) -> Output {
        self.state = .failed
        self.assembly = nil
        return .violation(code, reason)
    }
}
