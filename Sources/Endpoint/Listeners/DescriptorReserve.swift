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
package struct DescriptorReserve: Equatable, Sendable {
    /// Whose connections it is kept from.
    package enum Caller: Sendable {
        case strangers
        /// Who are heard also when strangers have taken everything: half of it is theirs.
        case operators
    }

    private static let most = 16

    /// The lowest number that belongs to it.
    let start: Int

    /// - Parameter limit: How many descriptors the process may have; read from the system by default, for it may change.
    ///   Negative where there is none, and then nothing is kept.
    package init(for caller: Caller = .strangers, limit: Int = Int(sysconf(Int32(_SC_OPEN_MAX)))) {
        let kept = min(Self.most, limit / 8)
        self.start = limit < 0 ? .max : limit - (caller == .strangers ? kept : kept / 2)
    }

    func holds(_ descriptor: CInt) -> Bool { Int(descriptor) >= self.start }

    /// Whether nothing below the reserve is free any more. To know it a descriptor is taken for a moment.
    ///
    /// - Parameter descriptor: Any that is open.
    package func isAllThatIsLeft(beside descriptor: CInt) -> Bool {
        let lowest = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard lowest >= 0 else { return true }
        defer { close(lowest) }
        return self.holds(lowest)
    }
}
