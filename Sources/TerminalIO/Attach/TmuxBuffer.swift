import CPlatform
import Glibc

/// Hands a text to the operator's tmux: a default tmux drops a program's OSC 52 but sets the clipboard for
/// `load-buffer -w`. The text goes in by standard input; arguments can be read by everybody.
///
/// The buffer has a name of its own, and tmux deletes it after a minute: the text may be the access key.
package struct TmuxBuffer {
    private static let lifetime = "60"
    private let process: pid_t

    /// Nil when there is no tmux to start.
    ///
    /// - Parameter number: Counts the copies, so that the end of one buffer does not take a later one with it.
    package init?(_ text: [UInt8], number: Int, environment: [String: String]) {
        var ends: [Int32] = [-1, -1]
        // A text longer than a pipe holds would make us wait for tmux; keys and addresses are far shorter.
        guard text.count <= 60_000, pipe(&ends) == 0 else { return nil }
        _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        _ = text.withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) }
        close(ends[1])
        defer { close(ends[0]) }
        let name = "onebot-console-\(getpid())-\(number)"
        let load = ["tmux", "load-buffer", "-w", "-b", name, "-", ";"]
        // Both came with tmux 3.2.
        let forget = ["run-shell", "-b", "-d", Self.lifetime, "-C", "delete-buffer -b \(name)"]
        let arguments = CStringArray(load + forget)
        let variables = CStringArray(environment.map { "\($0.key)=\($0.value)" })
        let started = cp_spawn_with_input("tmux", arguments.pointers, variables.pointers, ends[0])
        guard started > 0 else { return nil }
        self.process = started
    }

    /// Whether it has done its work; asked until it has, so that no child is left unreaped.
    package var hasEnded: Bool {
        var status: Int32 = 0
        return waitpid(self.process, &status, WNOHANG) != 0
    }
}

/// Texts as C takes argument lists: zero-terminated, ended by a null pointer.
private final class CStringArray {
    let pointers: [UnsafeMutablePointer<CChar>?]

    init(_ texts: [String]) {
        self.pointers = texts.map { strdup($0) } + [nil]
    }

    deinit {
        for pointer in self.pointers { free(pointer) }
    }
}
