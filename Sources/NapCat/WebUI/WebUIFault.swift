import AsyncHTTPClient
import Glibc
import NIOCore
import NIOPosix

/// Why there is no answer, out of what the libraries throw.
struct WebUIFault {
    let address: WebUIAddress
    /// The limit of a whole call, which is the one for connecting, too.
    let time: Duration

    func problem(_ error: any Error) -> WebUIProblem {
        switch error {
        case is CancellationError: .stopped
        case let error as HTTPClientError: self.problem(error)
        case let error as NIOConnectionError: self.problem(error)
        case let error as IOError: self.problem(errno: error.errnoCode)
        case ChannelError.connectTimeout: .timedOut(seconds: self.time.wholeSeconds)
        // Errors of modules that are none of our dependencies are known by their names.
        case let error where String(reflecting: type(of: error)).hasPrefix("NIOSSL."): .tls
        default: .otherProgram(status: 0)
        }
    }

    private func problem(_ error: HTTPClientError) -> WebUIProblem {
        switch error {
        case .cancelled, .alreadyShutdown, .requestStreamCancelled: .stopped
        case .invalidURL, .emptyHost, .emptyScheme: .badAddress
        case .connectTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout:
            .timedOut(seconds: self.time.wholeSeconds)
        case .tlsHandshakeTimeout: .tls
        default: .otherProgram(status: 0)
        }
    }

    /// A name may have several addresses. Where one of them is refused, there is a machine.
    private func problem(_ error: NIOConnectionError) -> WebUIProblem {
        let problems = error.connectionErrors.map { self.problem($0.error) }
        let refused = WebUIProblem.refused(host: self.address.host, port: self.address.port)
        return problems.contains(refused) ? refused : problems.first ?? .unreachable(host: self.address.host)
    }

    private func problem(errno: CInt) -> WebUIProblem {
        switch errno {
        case ECONNREFUSED: .refused(host: self.address.host, port: self.address.port)
        case ECONNRESET, EPIPE, ECONNABORTED: .otherProgram(status: 0)
        // The last two are what a firewall of this machine does.
        case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN, EADDRNOTAVAIL, EAFNOSUPPORT, EACCES, EPERM:
            .unreachable(host: self.address.host)
        case ETIMEDOUT: .timedOut(seconds: self.time.wholeSeconds)
        default: .said(String(cString: strerror(errno)))
        }
    }
}
