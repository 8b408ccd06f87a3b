import CPlatform
import Glibc
import Synchronization

/// The thread that a doorbell listens on, with its sockets.
final class DoorbellThread: Sendable {
    private struct State {
        var port: UInt16
        var since = ContinuousClock.now
        var book = DoorbellBook()
        var lost = 0
        var isRunning = true
    }

    /// After so many packets on end it rests a while, so that a flood takes a small part of one core.
    private static let burst = 256
    private static let rest: UInt32 = 5000
    private static let mostNames = 64

    private let state: Mutex<State>
    /// For IPv4 and, where the kernel has it, IPv6. The thread closes them.
    private let sockets: [Int32]
    /// A pipe, made readable to end the thread.
    private let wake: [Int32]

    /// Called on the thread when something was heard.
    private let onRing: @Sendable () -> Void

    init(port: UInt16, onRing: @escaping @Sendable () -> Void) throws(Doorbell.Problem) {
        var sockets: [Int32] = []
        var reading: Int32 = -1
        var writing: Int32 = -1
        do throws(Doorbell.Problem) {
            for isIPv6: Int32 in [0, 1] {
                sockets.append(try Self.checked(cp_open_doorbell(isIPv6, port)))
            }
            _ = try Self.checked(cp_open_pipe(&reading, &writing))
        } catch {
            for socket in sockets { close(socket) }
            throw error
        }
        self.sockets = sockets
        self.onRing = onRing
        self.wake = [reading, writing]
        self.state = Mutex(State(port: port))
        BlockingThread.start("doorbell") { self.run() }
    }

    private static func checked(_ result: Int32) throws(Doorbell.Problem) -> Int32 {
        guard result < 0 else { return result }
        throw result == -EPERM || result == -EACCES ? .notPermitted : .system(errno: -result)
    }

    var isRunning: Bool { self.state.withLock(\.isRunning) }

    func change(to port: UInt16) throws(Doorbell.Problem) {
        // Under the lock, so that the thread has not closed the sockets meanwhile.
        try self.state.withLock { state throws(Doorbell.Problem) in
            guard state.isRunning else { throw .system(errno: EBADF) }
            for socket in self.sockets { _ = try Self.checked(cp_set_doorbell_port(socket, port)) }
            state = State(port: port)
        }
    }

    func snapshot() -> DoorbellSnapshot? {
        self.state.withLock { state in
            guard state.isRunning else { return nil }
            self.countLost(&state)
            return DoorbellSnapshot(
                port: state.port,
                since: state.since,
                callers: state.book.callers,
                attempts: state.book.attempts,
                lost: state.lost
            )
        }
    }

    func stop() {
        self.state.withLock { state in
            guard state.isRunning else { return }
            state.isRunning = false
            var byte: UInt8 = 1
            _ = write(self.wake[1], &byte, 1)
        }
    }

    private func countLost(_ state: inout State) {
        for socket in self.sockets {
            var count: UInt32 = 0
            if cp_lost_packets(socket, &count) == 0 { state.lost += Int(count) }
        }
    }

    private func run() {
        defer {
            self.state.withLock { $0.isRunning = false }
            for descriptor in self.sockets + self.wake { close(descriptor) }
        }
        var descriptors = (self.sockets + [self.wake[0]]).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var names: [Int32: String] = [:]
        while self.isRunning {
            guard poll(&descriptors, nfds_t(descriptors.count), -1) >= 0 || errno == EINTR else { return }
            var count = 0
            for socket in self.sockets { count += self.drain(socket, names: &names) }
            if count > 0 { self.onRing() }
            if count >= Self.burst { usleep(Self.rest) }
        }
    }

    /// Reads what waits, a burst at most; returns how many packets that was.
    private func drain(_ socket: Int32, names: inout [Int32: String]) -> Int {
        var buffer = [UInt8](repeating: 0, count: 128)
        for count in 0..<Self.burst {
            var interface: Int32 = 0
            let length = cp_read_packet(socket, &buffer, buffer.count, &interface)
            // Nothing more, or an interface that has gone down; which of them does not matter.
            guard length >= 0 else { return count }
            guard let packet = DoorbellPacket(buffer[..<min(Int(length), buffer.count)]) else { continue }
            let now = ContinuousClock.now
            self.state.withLock { state in
                guard packet.port == state.port else { return }
                state.book.note(packet, interface: interface, at: now) { Self.name(of: interface, in: &names) }
            }
        }
        return Self.burst
    }

    private static func name(of interface: Int32, in names: inout [Int32: String]) -> String {
        if let name = names[interface] { return name }
        var buffer = [CChar](repeating: 0, count: Int(IF_NAMESIZE))
        guard interface > 0, if_indextoname(UInt32(interface), &buffer) != nil else { return "?" }
        if names.count >= Self.mostNames { names = [:] }
        let name = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        names[interface] = name
        return name
    }
}
