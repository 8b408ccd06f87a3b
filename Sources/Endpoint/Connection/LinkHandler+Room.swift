import NIOCore

/// When a link stops reading, and what it does with what was read by then: for the byte budget, for the journal, and
/// while a long message is read through.
extension LinkHandler {
    func putAside(_ buffer: ByteBuffer, from offset: Int) {
        guard let rest = buffer.getSlice(at: buffer.readerIndex + offset, length: buffer.readableBytes - offset) else {
            return
        }
        // A little of a large read would hold on to all of it.
        self.waitingInput.append(rest.readableBytes < rest.storageCapacity / 4 ? ByteBuffer(copying: rest) : rest)
    }

    /// Stops reading: TCP slows the bot down until ``resume()``.
    func hold() {
        self.isHeld = true
        self.pace.hold(at: .now())
        self.context?.channel.setOption(.autoRead, value: false).whenFailure { _ in }
    }

    /// Calls ``resume()`` on the loop, from any thread, without keeping the link alive.
    private var resumer: @Sendable () -> Void {
        let loop = self.loop.eventLoop
        let bound = NIOLoopBound(WeakLink(link: self), eventLoop: loop)
        return { loop.execute { bound.value.link?.resume() } }
    }

    /// - Returns: Whether reading has stopped; false when there is room again already.
    func holdForJournal() -> Bool {
        guard self.waitsForJournal() else { return false }
        self.hold()
        return true
    }

    /// - Returns: Whether ``resume()`` will be called when the journal has room; false when it has some already.
    func waitsForJournal() -> Bool {
        self.mustWaitForJournal = false
        return self.state.journal.whenRoom(self.resumer)
    }

    /// Whether the next part of a message may be kept.
    func mayKeep(_ bytes: Int, now: NIODeadline) -> Bool {
        let held = self.decoder.assembledBytes ?? 0
        if self.decoder.assembledBytes == nil { self.pace.begin(at: now) }
        if held + bytes <= Self.freeMessage { return true }
        return self.reserve(self.holdsBudget ? bytes : held + bytes, now: now)
    }

    private func reserve(_ bytes: Int, now: NIODeadline) -> Bool {
        let granted = self.state.budget.reserve(bytes, for: self.id, now: now, resume: self.resumer)
        self.holdsBudget = self.holdsBudget || granted
        guard !granted else { return true }
        self.hold()
        return false
    }

    func releaseBudget() {
        guard self.holdsBudget else { return }
        self.holdsBudget = false
        self.state.budget.release(self.id)
    }

    func resume() {
        guard self.isHeld, self.phase != .closed else { return }
        self.isHeld = false
        let waiting = self.waitingInput
        self.waitingInput = []
        let now = NIODeadline.now()
        self.pace.resume(at: now)
        for (index, buffer) in waiting.enumerated() {
            self.process(buffer, now: now)
            if self.isHeld {
                self.waitingInput += waiting[(index + 1)...]
                return
            }
        }
        if self.inputIsClosed {
            self.context?.close(promise: nil)
        } else {
            self.context?.channel.setOption(.autoRead, value: true).whenFailure { _ in }
        }
    }
}

extension ByteBuffer {
    /// The readable bytes in a storage of their own, no larger than they are.
    fileprivate init(copying buffer: ByteBuffer) {
        self.init(bytes: buffer.readableBytesView)
    }
}
