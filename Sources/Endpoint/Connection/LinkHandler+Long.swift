import NIOCore
import NIOPosix

/// Long messages: a picture in base64 takes milliseconds to read through, in which the loop serves others.
extension LinkHandler {
    /// Reads a message through on another thread. The link takes in nothing meanwhile, so that the order stays.
    func readElsewhere(_ message: ByteBuffer, now: NIODeadline) {
        self.hold()
        let bound = NIOLoopBound(WeakLink(link: self), eventLoop: self.loop.eventLoop)
        NIOThreadPool.singleton.runIfActive(eventLoop: self.loop.eventLoop) { MessageReading(message) }
            .whenComplete { result in
                guard let link = bound.value.link else { return }
                // The pool that all of the process share never ends.
                if case .success(let reading) = result { link.received(message, reading, now: now) }
                link.releaseBudget()
                if link.mustWaitForJournal, link.waitsForJournal() { return }
                link.resume()
            }
    }

    private func received(_ message: ByteBuffer, _ reading: MessageReading, now: NIODeadline) {
        guard self.phase == .open else { return }
        self.lastText = now
        message.withUnsafeReadableBytes { self.act(on: $0, reading.envelope, reading, now: now) }
    }
}
