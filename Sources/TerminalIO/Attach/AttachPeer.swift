import Dispatch
import Glibc
package import Terminal

/// One attached terminal client, seen from the server.
///
/// What could not be written at once waits here, and ``canSend`` is false until it is out: at most one frame is on its
/// way to a terminal. One that takes nothing for ``stallLimit`` is given up.
@MainActor
package final class AttachPeer {
    private static let stallLimit: DispatchTimeInterval = .seconds(30)
    /// A client has this long to say hello.
    private static let helloLimit: DispatchTimeInterval = .seconds(5)
    /// Beyond this a client is not slow but stuck, and small messages pile up.
    private static let longestQueue = 4 << 20

    private let descriptor: Int32
    private var reader: (any DispatchSourceRead)?
    private var writer: (any DispatchSourceWrite)?
    private var isWriterActive = false
    private var decoder = AttachDecoder()
    private var queue: [UInt8] = []
    private var stall: DispatchWorkItem?
    private var isGreeted = false
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

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    func start() {
        let reader = DispatchSource.makeReadSource(fileDescriptor: self.descriptor, queue: .main)
        let writer = DispatchSource.makeWriteSource(fileDescriptor: self.descriptor, queue: .main)
        reader.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.readAll() } }
        writer.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.flush() } }
        // The descriptor may be used anew only when both sources have let go of it.
        reader.setCancelHandler { MainActor.assumeIsolated { self.released() } }
        writer.setCancelHandler { MainActor.assumeIsolated { self.released() } }
        self.reader = reader
        self.writer = writer
        reader.activate()
        self.watch(Self.helloLimit)
    }

    /// Whether everything sent is out.
    package var canSend: Bool { self.queue.isEmpty && !self.isClosed && !self.isEnding }

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

    private func readAll() {
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while !self.isClosed {
            let count = read(self.descriptor, &chunk, chunk.count)
            if count > 0 {
                guard self.take(chunk[..<count]) else { return self.close() }
            } else if count < 0 && (errno == EAGAIN || errno == EINTR) {
                return
            } else {
                return self.close()
            }
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
        for message in messages where !self.isClosed {
            switch message {
            case .hello(let hello):
                guard !self.isGreeted else { return false }
                self.isGreeted = true
                self.stall?.cancel()
                self.onHello?(self, hello)
            case .input(let bytes) where self.isGreeted: self.onInput?(bytes)
            case .resized(let size) where self.isGreeted: self.onResized?(size)
            case .resumed where self.isGreeted: self.onResumed?()
            default: return false
            }
        }
        return true
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
            if self.isGreeted { self.stall?.cancel() }
            self.waitForRoom(false)
            if self.isEnding { return self.close() }
            self.onDrained?()
            return
        }
        guard self.queue.count <= Self.longestQueue else { return self.close() }
        if sent > 0 || !self.isWriterActive { self.watch(Self.stallLimit) }
        self.waitForRoom(true)
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
