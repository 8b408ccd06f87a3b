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
    ///   Negative where there is none, and then nothing is kept.
    init(limit: Int = Int(sysconf(Int32(_SC_OPEN_MAX)))) {
        self.start = limit < 0 ? .max : limit - min(Self.most, limit / 8)
    }

    func holds(_ descriptor: CInt) -> Bool { Int(descriptor) >= self.start }
}
