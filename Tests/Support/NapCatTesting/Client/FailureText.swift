import Glibc
import Simulator

/// The words of NapCat's WebSocket library for a connection that did not come about.
enum FailureText {
    static func text(_ ending: ReverseLink.Ending, _ destination: DialPlan.Destination, isSecure: Bool) -> String? {
        switch ending {
        case .closed: nil
        case .abandoned: "WebSocket was closed before the connection was established"
        case .failed(.hungUp) where isSecure:
            "Client network socket disconnected before secure TLS connection was established"
        case .refused(let status): "Unexpected server response: \(status)"
        case .failed(let failure): Self.text(failure, destination)
        }
    }

    private static func text(_ failure: ConnectFailure, _ destination: DialPlan.Destination) -> String {
        var host = ""
        var port = 0
        if case .address(let address) = destination { (host, port) = (address.host, address.port) }
        let place = "\(host == "localhost" ? "127.0.0.1" : host):\(port)"
        switch failure {
        case .refused: return "connect ECONNREFUSED \(place)"
        case .unknownName: return "getaddrinfo ENOTFOUND \(host)"
        case .timedOut: return "Opening handshake has timed out"
        case .system(let number): return "connect \(Self.name(number)) \(place)"
        case .hungUp: return "socket hang up"
        case .untrusted: return "self-signed certificate"
        case .noTLS: return "write EPROTO wrong version number"
        case .notHTTP: return "Parse Error: Expected HTTP/, RTSP/ or ICE/"
        case .badUpgrade(let text): return text
        }
    }

    private static func name(_ number: Int32) -> String {
        switch number {
        case EHOSTUNREACH: "EHOSTUNREACH"
        case ENETUNREACH: "ENETUNREACH"
        case EACCES: "EACCES"
        default: "errno \(number)"
        }
    }
}
