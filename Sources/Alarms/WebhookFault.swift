import AsyncHTTPClient
import Glibc
import NIOCore
import NIOPosix

/// Why a request was not answered, out of what the libraries throw.
enum WebhookFault {
    static func failure(_ error: any Error, after time: Duration) -> AlarmFailure {
        switch error {
        case is CancellationError: .stopped
        case let error as HTTPClientError: Self.failure(error, after: time)
        case let error as NIOConnectionError: .network(Self.fault(error, after: time))
        case let error as IOError: .network(Self.fault(errno: error.errnoCode))
        case let error as ChannelError: .network(Self.fault(error, after: time))
        default: .network(Self.fault(kind: String(reflecting: type(of: error))))
        }
    }

    private static func failure(_ error: HTTPClientError, after time: Duration) -> AlarmFailure {
        switch error {
        case .cancelled: .stopped
        case .connectTimeout, .deadlineExceeded, .readTimeout, .writeTimeout, .getConnectionFromPoolTimeout,
            .tlsHandshakeTimeout:
            .network(.noAnswer(after: time))
        case .remoteConnectionClosed, .uncleanShutdown: .network(.closed)
        case .invalidURL, .emptyHost, .emptyScheme: .network(.badAddress)
        // Its description may name what we asked for.
        default: .network(.other("HTTPClientError"))
        }
    }

    private static func fault(_ error: NIOConnectionError, after time: Duration) -> AlarmNetworkFault {
        guard let first = error.connectionErrors.first?.error else { return .nameUnknown }
        return switch first {
        case let first as IOError: Self.fault(errno: first.errnoCode)
        case let first as ChannelError: Self.fault(first, after: time)
        default: Self.fault(kind: String(reflecting: type(of: first)))
        }
    }

    private static func fault(_ error: ChannelError, after time: Duration) -> AlarmNetworkFault {
        switch error {
        case .connectTimeout: .noAnswer(after: time)
        case .eof, .ioOnClosedChannel, .alreadyClosed, .inputClosed, .outputClosed: .closed
        default: .other("ChannelError")
        }
    }

    private static func fault(errno: CInt) -> AlarmNetworkFault {
        switch errno {
        case ECONNREFUSED: .refused
        case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN: .unreachable
        case ECONNRESET, EPIPE, ECONNABORTED: .closed
        default: .other(String(cString: strerror(errno)))
        }
    }

    /// Errors of modules that are none of our dependencies are known by their names.
    private static func fault(kind: String) -> AlarmNetworkFault {
        let module = kind.prefix { $0 != "." }
        return switch module {
        case "NIOSSL": .tls
        case "NIOHTTP1", "NIOHTTP2": .notHTTP
        default: .other(kind)
        }
    }
}
