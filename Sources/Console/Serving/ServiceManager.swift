import Glibc

/// The service manager that has started this process and waits for its word, as systemd.service(5) with `Type=notify`
/// and sd_notify(3) describe it.
struct ServiceManager: Sendable {
    private let socket: ServiceManagerSocket
    /// Between two signs of life: half of what the manager allows; nil when it wants none.
    let watchdogInterval: Duration?

    init(environment: [String: String], pid: pid_t = getpid()) {
        self.socket = ServiceManagerSocket(environment: environment)
        self.watchdogInterval = self.socket.isThere ? Self.interval(environment, pid: pid) : nil
    }

    /// Whether there is one.
    var isThere: Bool { self.socket.isThere }

    /// Of sd_watchdog_enabled(3).
    private static func interval(_ environment: [String: String], pid: pid_t) -> Duration? {
        guard let text = environment["WATCHDOG_USEC"], let microseconds = Int64(text), microseconds > 1 else {
            return nil
        }
        if let owner = environment["WATCHDOG_PID"], owner != String(pid) { return nil }
        return .microseconds(microseconds / 2)
    }

    /// The endpoint listens, for the first time or after ``reloading()``.
    func ready(_ status: String) { self.socket.send("READY=1\n" + Self.status(status)) }

    /// Settings are being read again; ``ready(_:)`` must follow.
    func reloading() {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let microseconds = Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000
        self.socket.send("RELOADING=1\nMONOTONIC_USEC=\(microseconds)")
    }

    func alive() { self.socket.send("WATCHDOG=1") }

    func stopping() { self.socket.send("STOPPING=1\n" + Self.status("closing the bots' connections")) }

    private static func status(_ text: String) -> String {
        // A line is an assignment.
        "STATUS=" + text.replacing("\n", with: " ")
    }
}
