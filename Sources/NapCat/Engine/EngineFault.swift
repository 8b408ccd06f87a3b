import AsyncHTTPClient
import Glibc
import NIOCore
import NIOPosix

/// What the libraries throw, by its meaning for a container engine.
enum EngineFault {
    static func problem(_ error: any Error) -> EngineProblem {
        switch error {
        case let error as EngineProblem: error
        case let error as HTTPClientError: Self.problem(error)
        case let error as NIOConnectionError: error.connectionErrors.first.map { Self.problem($0.error) } ?? .absent
        case let error as IOError: Self.problem(errno: error.errnoCode)
        case let error as ChannelError: Self.problem(error)
        case is CancellationError: .closed
        // Whatever is no HTTP.
        default: .notAnEngine
        }
    }

    private static func problem(_ error: HTTPClientError) -> EngineProblem {
        switch error {
        case .connectTimeout, .deadlineExceeded, .readTimeout, .writeTimeout, .getConnectionFromPoolTimeout: .timedOut
        case .remoteConnectionClosed, .uncleanShutdown, .cancelled, .requestStreamCancelled: .closed
        default: .notAnEngine
        }
    }

    private static func problem(_ error: ChannelError) -> EngineProblem {
        switch error {
        case .connectTimeout: .timedOut
        default: .closed
        }
    }

    static func problem(errno: CInt) -> EngineProblem {
        switch errno {
        case EACCES, EPERM: .notPermitted
        case ENOENT, ENOTDIR, ECONNREFUSED, ELOOP: .absent
        // A Unix socket whose queue is full: it accepts nobody.
        case EAGAIN, ETIMEDOUT: .timedOut
        case ECONNRESET, EPIPE, ECONNABORTED: .closed
        default: .notAnEngine
        }
    }
}
