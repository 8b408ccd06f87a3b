import Dispatch
import Glibc
package import Terminal

/// One attached terminal client, seen from the server.
///
/// What could not be written at once waits here, and ``canSend`` is false until it is out and, where the client says so,
/// on the terminal: at most one frame is on its way, however much the system would hold. One that takes nothing for ``AttachLimits/stall`` is given up.
@MainActor
package final class AttachPeer {
    /// No message of a client is longer: keys come in pieces of 4 KiB.
    private static let longestMessage = 64 << 10
    /// Read at once. Whatever a client sends, and however fast, the others have their turn in between.
    private static let portion = 4096
    /// Beyond this a client is not slow but stuck, and small messages pile up.
    private static let longestQueue = 4 << 20

    private let descriptor: Int32
    private let limits: AttachLimits
    private var reader: (any DispatchSourceRead)?
    private var writer: (any DispatchSourceWrite)?
    private var isWriterActive = false
    private var decoder = AttachDecoder(longest: AttachPeer.longestMessage)
    private var queue: [UInt8] = []
    private var stall: DispatchWorkItem?
    private var isGreeted = false
    private var confirmsFrames = false
    /// Frames that the terminal has not taken yet.
    private var unshown = 0
    private var isEnding = false
    private var isClosed = false
    private var openSources = 2

    var onHello: (@MainActor (AttachPeer, AttachHello) -> Void)?
    var onClosed: (@MainActor (AttachPeer) -> Void)?
    package var onInput: (@MainActor ([UInt8]) -> Void)?
    package var onResized: (@MainActor (Size) -> Void)?
    package var onResumed: (@MainActor () -> Void)?
    /// All that was sent is out.
    package var onDrained: (@MainActor () -> Void)?
    /// The client is gone, for whatever reason.
    package var onGone: (@MainActor () -> Void)?

    init(descriptor: Int32, limits: AttachLimits) {
        self.descriptor = descriptor
        self.limits = limits
    }

    func start() {
        let reader = DispatchSource.makeReadSource(fileDescriptor: self.descriptor, queue: .main)
        let writer = DispatchSource.makeWriteSource(fileDescriptor: self.descriptor, queue: .main)
        reader.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.readSome() } }
        writer.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.flush() } }
        // The descriptor may be used anew only when both sources have let go of it.
        reader.setCancelHandler { MainActor.assumeIsolated { self.released() } }
        writer.setCancelHandler { MainActor.assumeIsolated { self.released() } }
        self.reader = reader
        self.writer = writer
        reader.activate()
        self.watch(self.limits.hello)
    }

    /// Whether everything sent is out, and on the terminal.
    package var canSend: Bool { self.isSettled && !self.isClosed && !self.isEnding }

    private var isSettled: Bool { self.queue.isEmpty && self.unshown == 0 }

    /// Sends what the terminal shall show, at most ``AttachMessage/longest`` bytes.
    package func show(_ bytes: [UInt8]) {
        guard self.confirmsFrames else { return self.send(.output(bytes)) }
        self.unshown += 1
        self.send(.frame(bytes))
    }

    package func send(_ message: AttachMessage) {
        guard !self.isClosed, !self.isEnding else { return }
        self.queue += message.bytes
        self.flush()
    }

    /// Says why, and closes when that is out.
    package func end(_ end: AttachEnd) {
        guard !self.isClosed, !self.isEnding else { return }
        self.isEnding = true
        self.queue += AttachMessage.end(end).bytes
        self.flush()
    }

    // MARK: - Reading

    /// Takes a portion; the source calls again for the rest.
    private func readSome() {
        guard !self.isClosed else { return }
        var chunk = [UInt8](repeating: 0, count: Self.portion)
        let count = read(self.descriptor, &chunk, chunk.count)
        if count > 0 {
            if !self.take(chunk[..<count]) { self.close() }
        } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
            self.close()
        }
    }

    /// - Returns: Whether the client is still one of ours.
    private func take(_ bytes: ArraySlice<UInt8>) -> Bool {
        let messages: [AttachMessage]
        do {
            messages = try self.decoder.consume(bytes)
        } catch {
            return false
        }
        for message in Self.withoutPassedSizes(messages) where !self.isClosed {
            switch message {
            case .hello(let hello):
                guard !self.isGreeted else { return false }
                self.isGreeted = true
                self.confirmsFrames = hello.confirmsFrames
                self.stall?.cancel()
                self.onHello?(self, hello)
            case .input(let bytes) where self.isGreeted: self.onInput?(bytes)
            case .resized(let size) where self.isGreeted: self.onResized?(size)
            case .resumed where self.isGreeted: self.onResumed?()
            case .shown where self.unshown > 0:
                self.unshown -= 1
                self.settle()
            default: return false
            }
        }
        return true
    }

    /// Of sizes that follow each other only the last counts.
    private static func withoutPassedSizes(_ messages: [AttachMessage]) -> [AttachMessage] {
        messages.enumerated().compactMap { index, message in
            guard case .resized = message, index + 1 < messages.count, case .resized = messages[index + 1] else {
                return message
            }
            return nil
        }
    }

    // MARK: - Writing

    private func flush() {
        guard !self.isClosed else { return }
        var sent = 0
        while sent < self.queue.count {
            let count = self.queue[sent...].withUnsafeBytes {
                Glibc.send(self.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else if errno == EAGAIN {
                break
            } else if errno != EINTR {
                return self.close()
            }
        }
        self.queue.removeSubrange(..<sent)
        guard !self.queue.isEmpty else {
            self.waitForRoom(false)
            if self.isEnding { return self.close() }
            if self.unshown > 0 { self.watch(self.limits.stall) }
            return self.settle()
        }
        guard self.queue.count <= Self.longestQueue else { return self.close() }
        if sent > 0 || !self.isWriterActive { self.watch(self.limits.stall) }
        self.waitForRoom(true)
    }

    /// Lets the next frame come when the last one is there.
    private func settle() {
        guard self.isSettled, !self.isClosed else { return }
        if self.isGreeted { self.stall?.cancel() }
        self.onDrained?()
    }

    private func waitForRoom(_ wanted: Bool) {
        guard wanted != self.isWriterActive, let writer = self.writer else { return }
        self.isWriterActive = wanted
        if wanted { writer.resume() } else { writer.suspend() }
    }

    private func watch(_ limit: DispatchTimeInterval) {
        self.stall?.cancel()
        let item = DispatchWorkItem { [weak self] in MainActor.assumeIsolated { self?.close() } }
        self.stall = item
        DispatchQueue.main.asyncAfter(deadline: .now() + limit, execute: item)
    }

    // MARK: - Closing

    private func close() {
        guard !self.isClosed else { return }
        self.isClosed = true
        self.stall?.cancel()
        // A suspended source cannot be cancelled for good.
        self.waitForRoom(true)
        self.reader?.cancel()
        self.writer?.cancel()
        self.onGone?()
        self.onClosed?(self)
        self.onInput = nil
        self.onResized = nil
        self.onResumed = nil
        self.onDrained = nil
        self.onGone = nil
        self.onHello = nil
    }

    private func released() {
        self.openSources -= 1
        if self.openSources == 0 { Glibc.close(self.descriptor) }
    }
}
