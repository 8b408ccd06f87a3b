import Foundation
import Testing

@testable import Host

@Suite struct DoorbellTests {
    /// A first packet by IPv4.
    static func four(
        _ source: [UInt8] = [10, 0, 0, 9],
        from sourcePort: UInt16 = 4000,
        sequence: UInt32 = 1,
        options: Int = 0,
        flags: UInt8 = 2
    ) -> [UInt8] {
        var bytes: [UInt8] = [0x45 + UInt8(options), 0, 0, 40, 0, 0, 0x40, 0, 64, 6, 0, 0]
        bytes += source + [10, 0, 0, 1] + [UInt8](repeating: 1, count: options * 4)
        bytes += [UInt8(sourcePort >> 8), UInt8(sourcePort & 0xFF), 0x1F, 0x55]
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: sequence >> (24 - 8 * $0)) }
        return bytes + [0, 0, 0, 0, 0x50, flags, 0, 0, 0, 0, 0, 0]
    }

    @Test("packets of both protocols are read, with options too")
    func packets() throws {
        for options in [0, 10] {
            let packet = try #require(DoorbellPacket(Self.four(sequence: 0xDEAD_BEEF, options: options)))
            #expect(packet.source == [10, 0, 0, 9])
            #expect(packet.destination == [10, 0, 0, 1])
            #expect(packet.sourcePort == 4000)
            #expect(packet.port == 8021)
            #expect(packet.sequence == 0xDEAD_BEEF)
        }
        let header: [UInt8] = [0x60, 0, 0, 0, 0, 20, 6, 64] + [UInt8](repeating: 0xFD, count: 16)
        let six = header + [UInt8](repeating: 0xFE, count: 16) + Self.four().suffix(20)
        let packet = try #require(DoorbellPacket(six))
        #expect(packet.source == [UInt8](repeating: 0xFD, count: 16))
        #expect(packet.port == 8021)
    }

    @Test("what is cut or something else is no packet")
    func noPackets() {
        let whole = Self.four()
        for length in 0..<34 { #expect(DoorbellPacket(whole.prefix(length)) == nil) }
        #expect(DoorbellPacket(Self.four(flags: 0x12)) == nil)
        #expect(DoorbellPacket(Self.four(flags: 0x10)) == nil)
        for first: UInt8 in [0, 0x40, 0x44, 0x4F, 0x50, 0x60, 0xFF] {
            #expect(DoorbellPacket([first] + whole.dropFirst()) == nil)
        }
    }

    @Test("a packet that is sent again is no new attempt, one with another number is")
    func repetitions() throws {
        var book = DoorbellBook()
        let start = ContinuousClock.now
        for (second, sequence) in [(0, 1), (1, 1), (3, 1), (9, 2)] as [(Int, UInt32)] {
            let packet = try #require(DoorbellPacket(Self.four(sequence: sequence)))
            book.note(packet, interface: 3, at: start + .seconds(second)) { "eth0" }
        }
        let other = try #require(DoorbellPacket(Self.four(from: 4001)))
        book.note(other, interface: 4, at: start) { "docker0" }
        #expect(
            book.callers == [
                DoorbellCaller(
                    address: "10.0.0.9",
                    destination: "10.0.0.1",
                    interface: "eth0",
                    first: start,
                    last: start + .seconds(9),
                    attempts: 2,
                    repetitions: 2
                ),
                DoorbellCaller(
                    address: "10.0.0.9",
                    destination: "10.0.0.1",
                    interface: "docker0",
                    first: start,
                    last: start,
                    attempts: 1,
                    repetitions: 0
                ),
            ]
        )
        #expect(book.attempts == 3)
    }

    @Test("of many callers the latest are kept")
    func bound() throws {
        var book = DoorbellBook()
        let start = ContinuousClock.now
        for number in 0..<2000 {
            let source: [UInt8] = [10, 1, UInt8(number / 256), UInt8(number % 256)]
            let packet = try #require(DoorbellPacket(Self.four(source)))
            book.note(packet, interface: 1, at: start + .seconds(number)) { "eth0" }
        }
        #expect(book.callers.count == DoorbellBook.most)
        #expect(book.callers.first?.address == "10.1.7.207")
        #expect(book.callers.allSatisfy { $0.last >= start + .seconds(2000 - DoorbellBook.most) })
        #expect(book.attempts == 2000)
    }

    private static let mayHear: Bool = {
        let doorbell = Doorbell()
        return (try? doorbell.start(port: 9)) != nil
    }()

    @Test("without the privilege it says so", .enabled(if: !mayHear, "this user may open packet sockets"))
    func refused() {
        #expect(throws: Doorbell.Problem.notPermitted) { try Doorbell().start(port: 8021) }
    }

    @Test(
        "a connection over the loopback is heard, once, and after a change of port another",
        .enabled(if: mayHear, "CAP_NET_RAW is missing")
    )
    func heard() async throws {
        let doorbell = Doorbell()
        let first = try Listener(address: "127.0.0.1")
        defer { first.close() }
        let second = try Listener(address: "127.0.0.1")
        defer { second.close() }
        for listener in [first, second] {
            let port = try #require(UInt16(exactly: listener.port))
            try doorbell.start(port: port)
            let client = try Connection(port: listener.port)
            defer { client.close() }
            let end = ContinuousClock.now + .seconds(20)
            while doorbell.snapshot()?.attempts == 0, ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(5))
            }
            let snapshot = try #require(doorbell.snapshot())
            #expect(snapshot.port == port)
            #expect(snapshot.attempts == 1)
            #expect(snapshot.callers.map(\.interface) == ["lo"])
            #expect(snapshot.callers.map(\.address) == ["127.0.0.1"])
            #expect(snapshot.callers(to: []) == snapshot.callers)
        }
        doorbell.stop()
        doorbell.stop()
        #expect(doorbell.snapshot() == nil)
        try doorbell.start(port: 8021)
        #expect(doorbell.snapshot()?.callers == [])
    }

    @Test("the command to type has the port")
    func command() {
        #expect(
            Doorbell.command(port: 8021) == "sudo tcpdump -ni any 'tcp dst port 8021 and tcp[tcpflags] & tcp-syn != 0'"
        )
    }
}
