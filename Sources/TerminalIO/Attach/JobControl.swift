import Glibc

/// Whether a shell can bring this process back when it stops: POSIX.1-2017, 2.4.3 and 3.264 (orphaned process groups).
///
/// Where a container's or SSH's session runs the program itself there is none, and a process that stops stays stopped.
enum JobControl {
    /// Where a process stands among the others.
    struct Place: Equatable {
        /// 0 where it is not to be seen: outside of a container.
        var parent: pid_t
        var group: pid_t
        var session: pid_t
    }

    /// More ancestors are not looked at.
    private static let deepest = 64

    /// Of this process, now.
    static var isPresent: Bool { self.isPresent(for: getpid(), self.place(of:)) }

    /// - Parameter place: Of a process, nil when there is none of that number.
    static func isPresent(for process: pid_t, _ place: (pid_t) -> Place?) -> Bool {
        guard let own = place(process) else { return false }
        var member = own
        for _ in 0..<self.deepest {
            guard member.parent > 0, let parent = place(member.parent), parent.session == own.session else {
                return false
            }
            // In another group of our session: who started our group and waits for it. One in our own, such as the shell
            // of `sh -c`, would stop with us, and it depends on its parent.
            if parent.group != own.group { return true }
            member = parent
        }
        return false
    }

    private static func place(of process: pid_t) -> Place? {
        let group = getpgid(process)
        let session = getsid(process)
        guard group >= 0, session >= 0 else { return nil }
        return Place(
            parent: process == getpid() ? getppid() : self.parent(of: process),
            group: group,
            session: session
        )
    }

    /// The fourth field of proc(5)'s `stat`; 0 where it cannot be read.
    private static func parent(of process: pid_t) -> pid_t {
        let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return 0 }
        defer { close(file) }
        var line = [UInt8](repeating: 0, count: 512)
        let count = read(file, &line, line.count)
        // The second field is a name in parentheses, which may hold anything.
        guard count > 0, let name = line[..<count].lastIndex(of: UInt8(ascii: ")")) else { return 0 }
        let fields = line[name..<count].split(separator: UInt8(ascii: " "))
        return fields.count > 2 ? pid_t(String(decoding: fields[2], as: UTF8.self)) ?? 0 : 0
    }
}
