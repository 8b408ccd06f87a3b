import OneBot
import Synchronization
import Testing

import struct Foundation.Date

@testable import Endpoint

@Suite("Queue to the journal")
struct EventQueueTests {
    private func record(_ number: Int64, bytes: Int = 100) -> EventRecord {
        EventRecord(
            number: number,
            time: Date(timeIntervalSince1970: 0),
            selfID: "1",
            postType: .message,
            length: bytes,
            bytes: [UInt8](repeating: 0x61, count: bytes)
        )
    }

    @Test("takes nothing and stops nobody while it is off")
    func off() {
        let queue = EventQueue(limit: 10)
        #expect(queue.append(self.record(1)))
        #expect(queue.takeAll().isEmpty)
    }

    @Test("gives all in order, and stops who brings more than there is room for until it is taken")
    func bound() {
        let queue = EventQueue(limit: 1000)
        queue.turn(on: true)
        #expect(queue.append(self.record(1)))
        #expect(queue.append(self.record(2)))
        #expect(queue.append(self.record(3)))
        #expect(!queue.append(self.record(4)))
        let resumed = Mutex(0)
        #expect(queue.whenRoom { resumed.withLock { $0 += 1 } })
        #expect(resumed.withLock { $0 } == 0)
        #expect(queue.takeAll().map(\.number) == [1, 2, 3, 4])
        #expect(resumed.withLock { $0 } == 1)
        #expect(!queue.whenRoom { resumed.withLock { $0 += 1 } })
        #expect(queue.waitingBytes == 0)
    }

    @Test("switched off, it lets everybody go on")
    func switchedOff() {
        let queue = EventQueue(limit: 10)
        queue.turn(on: true)
        #expect(!queue.append(self.record(1)))
        let resumed = Mutex(0)
        #expect(queue.whenRoom { resumed.withLock { $0 += 1 } })
        queue.turn(on: false)
        #expect(resumed.withLock { $0 } == 1)
        #expect(queue.takeAll().isEmpty)
    }

    @Test("a reader waits for the first record, and for no longer than its task lives")
    func reader() async {
        let queue = EventQueue()
        queue.turn(on: true)
        let reading = Task { await queue.next().map(\.number) }
        #expect(queue.append(self.record(7)))
        #expect(await reading.value == [7])
        let waiting = Task { await queue.next().map(\.number) }
        waiting.cancel()
        #expect(await waiting.value == [])
    }
}
