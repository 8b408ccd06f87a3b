import CPlatform
import Foundation
import Glibc

/// Hears SIGTERM and SIGINT until the process ends or becomes another program, also while the services end: a wish to end
/// must not be lost in a succession.
enum EndingWatch {
    /// Begins it, once in a process. Where the system has no descriptor left such a signal ends the process at once.
    ///
    /// - Parameter heard: Gets the signal's name, on a thread of its own.
    static func begin(_ heard: @escaping @Sendable (String) -> Void) {
        let reading = cp_watch_endings()
        guard reading >= 0 else { return }
        let thread = Thread {
            while true {
                var wait = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
                var number: UInt8 = 0
                if poll(&wait, 1, -1) > 0, read(reading, &number, 1) == 1 {
                    heard(Int32(number) == SIGINT ? "SIGINT" : "SIGTERM")
                } else if errno != EINTR, errno != EAGAIN {
                    return
                }
            }
        }
        thread.name = "signals"
        thread.start()
    }
}
