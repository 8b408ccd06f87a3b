import CPlatform
import Glibc

/// Descriptors that were open when this process began, for it to use: from the console that it replaces, or from the
/// service manager. Both tell it by the environment as sd_listen_fds(3) describes: `LISTEN_PID`, `LISTEN_FDS`,
/// `LISTEN_FDNAMES`; the first is descriptor 3.
package struct InheritedDescriptors: Equatable, Sendable {
    /// What a descriptor is called that is the lock of the state folder.
    static let lockName = "lock"
    /// The program that ran in this process before, to go back to.
    static let formerName = "former"
    /// Why that program was gone back to, to be read.
    static let reasonName = "reason"
    /// The number of the first one.
    static let first: CInt = 3
    /// As many as ``cp_replace_process`` takes.
    private static let most = 64
    /// How many sockets can be handed on beside the lock, the former program and the reason.
    static let mostSockets = most - 3
    /// Bytes; what a pipe takes without a reader (pipe(7)).
    private static let longestReason = 4096

    /// Sockets that listen.
    var sockets: [CInt] = []
    var lock: CInt?
    var former: CInt?
    var reason: CInt?

    package static let none = InheritedDescriptors()

    /// - Parameter process: This process; what is meant for another is not touched.
    init(environment: [String: String], process: Int32) {
        guard environment["LISTEN_PID"] == String(process),
            let count = environment["LISTEN_FDS"].flatMap({ Int($0) }), (1...Self.most).contains(count)
        else { return }
        let names = (environment["LISTEN_FDNAMES"] ?? "").split(separator: ":", omittingEmptySubsequences: false)
        for index in 0..<count {
            let descriptor = Self.first + CInt(index)
            switch index < names.count ? String(names[index]) : "" {
            case Self.lockName: self.lock = descriptor
            case Self.formerName: self.former = descriptor
            case Self.reasonName: self.reason = descriptor
            default: self.sockets.append(descriptor)
            }
        }
    }

    private init() {}

    /// Takes them from the environment; none of them goes on to a program that we start.
    static func take() -> InheritedDescriptors {
        var environment: [String: String] = [:]
        for name in Self.variables {
            if let value = getenv(name) { environment[name] = String(cString: value) }
        }
        let taken = InheritedDescriptors(environment: environment, process: getpid())
        for descriptor in taken.all { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        return taken
    }

    static let variables = ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"]

    /// All of them, in the order in which ``variables(process:)`` names them.
    var all: [CInt] { self.sockets + [self.lock, self.former, self.reason].compactMap { $0 } }

    /// The same under other numbers, in the order of ``all``.
    func renumbered(_ numbers: [CInt]) -> InheritedDescriptors {
        guard numbers.count == self.all.count else { return self }
        var left = numbers[...]
        var renumbered = self
        renumbered.sockets = self.sockets.compactMap { _ in left.popFirst() }
        renumbered.lock = self.lock.flatMap { _ in left.popFirst() }
        renumbered.former = self.former.flatMap { _ in left.popFirst() }
        renumbered.reason = self.reason.flatMap { _ in left.popFirst() }
        return renumbered
    }

    /// What tells the next program of them, when they become its descriptors from 3 on.
    func variables(process: Int32) -> [String: String] {
        let names =
            self.sockets.map { _ in "endpoint" } + (self.lock == nil ? [] : [Self.lockName])
            + (self.former == nil ? [] : [Self.formerName]) + (self.reason == nil ? [] : [Self.reasonName])
        return [
            "LISTEN_PID": String(process), "LISTEN_FDS": String(names.count),
            "LISTEN_FDNAMES": names.joined(separator: ":"),
        ]
    }

    /// Closes them: what was of use has been duplicated.
    func close() {
        for descriptor in self.all { Glibc.close(descriptor) }
    }

    // MARK: - Reason

    /// Puts a reason where the next program can read it; without a descriptor left it goes without.
    mutating func give(reason: String) {
        var reading: CInt = -1
        var writing: CInt = -1
        guard cp_open_pipe(&reading, &writing) == 0 else { return }
        _ = SmallFile.writeAll(Array(reason.utf8.prefix(Self.longestReason)), to: writing)
        Glibc.close(writing)
        self.reason = reading
    }

    /// The reason that was given, which can be read once.
    mutating func takeReason() -> String? {
        guard let reading = self.reason else { return nil }
        self.reason = nil
        defer { Glibc.close(reading) }
        // What is no such pipe must not hold us.
        _ = fcntl(reading, F_SETFL, O_NONBLOCK)
        var bytes = [UInt8](repeating: 0, count: Self.longestReason)
        let count = read(reading, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }
}
