import NIOCore
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The last descriptors below the limit, which no connection gets to keep.
///
/// Files need them, and so does the runtime: libdispatch looks at its threads in `/proc` every second and ends the process
/// where it cannot open them. The system gives the lowest number that is free, so a number in the reserve means that all
/// below it are taken.
struct DescriptorReserve: Equatable {
    private static let most = 16

    /// The lowest number that belongs to it.
    let start: Int

    /// - Parameter limit: How many descriptors the process may have; read from the system by default, for it may change.
    init(limit: Int = Int(sysconf(Int32(_SC_OPEN_MAX)))) {
        self.start = limit - min(Self.most, limit / 8)
    }

    func holds(_ descriptor: CInt) -> Bool { Int(descriptor) >= self.start }
}

extension EndpointState {
    struct IsTurnedAway: Error {}

    /// Of a connection that has just been accepted. Where only the reserve is left, an unfinished handshake that has had
    /// its time gives way to it, or it is told why it cannot stay.
    ///
    /// - Throws: ``IsTurnedAway``; the connection is to be closed.
    func keepReserve(from channel: any Channel, _ security: ListenerSecurity) throws {
        let relief = self.relief
        let isTold = try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
            guard DescriptorReserve().holds($0), relief.makeRoom(1) == 0 else { return false }
            SpareDescriptor.tell($0, relief.answer(security))
            return true
        }
        guard isTold == true else { return }
        relief.turnedAway(channel.remoteAddress)
        throw IsTurnedAway()
    }
}
