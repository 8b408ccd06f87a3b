import Foundation

/// A thread for one piece of work that blocks.
enum BlockingThread {
    static func start(_ name: String, _ work: @escaping @Sendable () -> Void) {
        let thread = Thread(block: work)
        thread.name = String(name.prefix(15))
        thread.stackSize = 1 << 20
        thread.start()
    }
}
