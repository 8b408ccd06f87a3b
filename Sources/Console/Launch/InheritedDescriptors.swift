import Glibc

/// Descriptors that were open when this process began, for it to use: from the console that it replaces, or from the
/// service manager. Both tell it by the environment as sd_listen_fds(3) describes: `LISTEN_PID`, `LISTEN_FDS`,
/// `LISTEN_FDNAMES`; the first is descriptor 3.
package struct InheritedDescriptors: Equatable, Sendable {
    /// What a descriptor is called that is the lock of the state folder.
    static let lockName = "lock"
    /// The program that ran in this process before, to go back to.
    static let formerName = "former"
    private static let first: CInt = 3
    private static let most = 64

    /// Sockets that listen.
    var sockets: [CInt] = []
    var lock: CInt?
    var former: CInt?

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
    var all: [CInt] { self.sockets + [self.lock, self.former].compactMap { $0 } }

    /// What tells the next program of them, when they become its descriptors from 3 on.
    func variables(process: Int32) -> [String: String] {
        let names =
            self.sockets.map { _ in "endpoint" } + (self.lock == nil ? [] : [Self.lockName])
            + (self.former == nil ? [] : [Self.formerName])
        return [
            "LISTEN_PID": String(process), "LISTEN_FDS": String(names.count),
            "LISTEN_FDNAMES": names.joined(separator: ":"),
        ]
    }

    /// Closes them: what was of use has been duplicated.
    func close() {
        for descriptor in self.all { Glibc.close(descriptor) }
    }
}
