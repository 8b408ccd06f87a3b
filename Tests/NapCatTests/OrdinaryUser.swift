import Foundation
import Glibc

/// Runs `body` on a thread of its own that has the rights of an ordinary user in everything to do with files. For root
/// alone.
func asOrdinaryUser<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
        Thread {
            // Of the thread alone, unlike other ids; the thread ends with it.
            setFileSystemID("setfsgid")
            setFileSystemID("setfsuid")
            continuation.resume(returning: body())
        }.start()
    }
}

/// Calls one of two functions whose header (sys/fsuid.h) Swift does not see.
private func setFileSystemID(_ name: String) {
    typealias Function = @convention(c) (CUnsignedInt) -> CInt
    guard let symbol = dlsym(nil, name) else { fatalError("\(name) is missing") }
    // Both are `int f(uid_t)`.
    _ = unsafeBitCast(symbol, to: Function.self)(65_534)
}
