import CPlatform
import Foundation
import Glibc
import Synchronization

/// What becomes of this process when its services end, and the wish that they do.
///
/// Where another program follows in it the process stays, and so do its number, its lock on the state folder and its
/// listening sockets: whoever started it (systemd, a container, a shell) sees nothing end, and who connects meanwhile
/// waits instead of being refused. A wish that the process ends is stronger, also when it comes later.
final class Succession: Sendable {
    private enum Wish {
        case none
        case follow(String)
        case end
    }

    private struct State {
        var wish = Wish.none
        var sockets: [CInt] = []
    }

    private let state = Mutex(State())
    /// Has an element when the services are to end.
    let requests: AsyncStream<Void>
    private let request: AsyncStream<Void>.Continuation

    init() {
        (self.requests, self.request) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// The file of the program that follows; nil where none does.
    var program: String? {
        // A signal that nobody has told of yet counts as well.
        guard cp_heard_ending() == 0 else { return nil }
        return self.state.withLock { if case .follow(let program) = $0.wish { program } else { nil } }
    }

    /// Whether the process is to end.
    var isEnding: Bool {
        cp_heard_ending() != 0 || self.state.withLock { if case .end = $0.wish { true } else { false } }
    }

    /// Asks for a program to follow in this process.
    ///
    /// - Returns: Whether it does; false when the process is to end.
    func follow(_ program: String) -> Bool {
        guard cp_heard_ending() == 0 else { return false }
        let agreed = self.state.withLock { state in
            if case .end = state.wish { return false }
            state.wish = .follow(program)
            return true
        }
        if agreed { self.request.yield() }
        return agreed
    }

    /// Asks for the end of the process; no program follows, not even one that was asked for before.
    func end() {
        self.state.withLock { $0.wish = .end }
        self.request.yield()
    }

    // MARK: - Sockets

    /// - Parameter sockets: That go on listening; owned by the successor from now on.
    func keep(_ sockets: [CInt]) { self.state.withLock { $0.sockets += sockets } }

    /// For the case that nobody follows after all.
    func closeSockets() {
        let sockets = self.state.withLock { state in
            defer { state.sockets = [] }
            return state.sockets
        }
        for socket in sockets { close(socket) }
    }

    // MARK: - The end

    /// This program's file as it is on disk now, which need not be what runs.
    static var ownProgram: String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0, count < buffer.count else { return nil }
        let path = String(decoding: buffer[..<count], as: UTF8.self)
        // What the kernel adds once the file has been replaced (proc(5)).
        let mark = " (deleted)"
        return path.hasSuffix(mark) ? String(path.dropLast(mark.count)) : path
    }

    /// Becomes the program that was asked for, and where that cannot be run this very program again, from its start.
    /// Everything of this one must have ended. The process ends where neither can be run, or a signal asks for it.
    func proceed(_ claim: ServingClaim, _ phrases: SuccessionPhrases) -> Never {
        let sockets = self.state.withLock { $0.sockets }
        var handed = InheritedDescriptors.none
        // More than were counted before: listeners have been added since. The new program opens those anew.
        handed.sockets = Array(sockets.prefix(InheritedDescriptors.mostSockets))
        handed.lock = claim.duplicateLock()
        // Even where its file has been replaced, this opens what runs.
        let former = open("/proc/self/exe", O_RDONLY | O_CLOEXEC)
        handed.former = former >= 0 ? former : nil
        var replacement = Replacement(handed)
        var code = ECANCELED
        var reason = ""
        if let program = self.program {
            code = replacement.become(program)
            reason = phrases.notStarted(program, String(cString: strerror(code)))
            if code != ECANCELED { code = replacement.goBack(because: reason) }
        }
        claim.removeRuntimeFolder()
        Replacement.end(code, reason)
    }
}
