import CPlatform
import NIOCore
import NIOPosix

/// The event loops of one run. Who makes them ends them, whatever has failed in between: what runs in this process next
/// takes its descriptors by number, and under such a number a loop might still wait.
struct ServingThreads: Sendable {
    /// A process that may have fewer descriptors does not serve: it has some forty open before the first bot comes.
    static let fewestDescriptors: UInt64 = 64
    /// Each loop of the endpoint takes three descriptors; of few it gets no more than a tenth.
    private static let descriptorsForEach: UInt64 = 32

    /// Where bots live.
    let endpoint: MultiThreadedEventLoopGroup
    /// For everything that no bot may wait for.
    let control = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    /// The shortest turn that Linux gives, in nanoseconds.
    private static let slice: UInt64 = 100_000

    /// A bot's ping must not wait until a screen has been drawn: its loops need a moment, and need it at once.
    ///
    /// - Parameter descriptors: How many the process may have.
    init(descriptors: UInt64) {
        // Made when it is asked for, it would end the process where no descriptor is left by then. It never ends.
        _ = MultiThreadedEventLoopGroup.singleton
        let loops = Int(clamping: max(1, descriptors / Self.descriptorsForEach))
        self.endpoint = MultiThreadedEventLoopGroup(numberOfThreads: min(System.coreCount, loops))
        for loop in self.endpoint.makeIterator() {
            // Where it is refused, turns are as long as everybody's.
            loop.execute { _ = cp_ask_for_short_slices(Self.slice) }
        }
    }

    /// Closes what is still open on them and waits until the threads are gone.
    func end() async {
        // Fails only for those that have ended already.
        try? await self.control.shutdownGracefully()
        try? await self.endpoint.shutdownGracefully()
    }
}
