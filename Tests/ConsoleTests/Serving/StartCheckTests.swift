import Endpoint
import Glibc
import Settings
import Snapshot
import Testing

@testable import Console

/// What a start would fail with, by real sockets.
struct StartCheckTests {
    /// A socket that listens on a free port.
    private final class Taken {
        let port: Int
        private let descriptor: CInt

        init(_ host: String) throws {
            self.descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            inet_pton(AF_INET, host, &address.sin_addr)
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let descriptor = self.descriptor
            let bound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, length) == 0 && listen(descriptor, 1) == 0
                        && getsockname(descriptor, $0, &length) == 0
                }
            }
            self.port = Int(UInt16(bigEndian: address.sin_port))
            try #require(bound)
        }

        deinit { close(self.descriptor) }
    }

    private func failure(
        _ host: String,
        _ port: Int,
        held: [String] = [],
        language: Language = .english,
        _ change: (inout Settings) -> Void = { _ in }
    ) -> String? {
        var settings = Settings()
        settings.endpoint.host = host
        settings.endpoint.port = port
        change(&settings)
        return StartCheck(settings, held: held, language: language).failure()
    }

    @Test("a free port is none, and one that another program has is named with it")
    func port() throws {
        let taken = try Taken("127.0.0.1")
        #expect(self.failure("127.0.0.1", 0) == nil)
        let sentence = try #require(self.failure("127.0.0.1", taken.port))
        #expect(sentence.hasPrefix("endpoint: port \(taken.port) is in use by "))
        #expect(sentence.hasSuffix("(pid \(getpid())); stop it or choose another."))
        #expect(self.failure("0.0.0.0", taken.port)?.contains("in use") == true)
        let chinese = try #require(self.failure("127.0.0.1", taken.port, language: .chinese))
        #expect(chinese.hasPrefix("endpoint：端口 \(taken.port) 被 ") && chinese.hasSuffix("。"))
    }

    @Test("what the console that serves hands over is no hindrance, nor what it gives up for it")
    func held() throws {
        let taken = try Taken("127.0.0.1")
        let held = ["127.0.0.1:\(taken.port)"]
        #expect(self.failure("127.0.0.1", taken.port, held: held) == nil)
        #expect(self.failure("localhost", taken.port, held: held + ["[::1]:\(taken.port)"]) == nil)
        #expect(self.failure("0.0.0.0", taken.port, held: held) == nil)
        #expect(self.failure("127.0.0.1", 0, held: held) == nil)
        // Another address on the same port is another program's.
        let other = try Taken("127.0.0.2")
        #expect(self.failure("127.0.0.2", other.port, held: ["127.0.0.1:\(other.port)"])?.contains("in use") == true)
        #expect(self.failure("0.0.0.0", other.port, held: ["127.0.0.1:\(other.port)"])?.contains("in use") == true)
    }

    @Test("an address of another machine is told")
    func elsewhere() throws {
        let sentence = try #require(self.failure("192.0.2.1", 0))
        #expect(sentence.hasPrefix("endpoint: 192.0.2.1 is no address of this machine"))
    }

    @Test("further listeners, the metrics' address and certificates are looked at, too")
    func others() throws {
        let taken = try Taken("127.0.0.1")
        let extra = self.failure("127.0.0.1", 0) { settings in
            settings.endpoint.extraListeners = [
                ListenerSettings(host: "127.0.0.1", port: 0), ListenerSettings(host: "127.0.0.1", port: taken.port),
            ]
        }
        #expect(extra?.hasPrefix("endpoint.extra_listeners[2]: port \(taken.port) is in use") == true)
        let metrics = self.failure("127.0.0.1", 0) { $0.metrics.listen = "127.0.0.1:\(taken.port)" }
        #expect(metrics?.hasPrefix("metrics.listen: port \(taken.port) is in use") == true)
        let certificate = self.failure("127.0.0.1", 0) { settings in
            settings.endpoint.tls.enabled = true
            settings.endpoint.tls.certificate = "/nonexistent/certificate.pem"
            settings.endpoint.tls.privateKey = "/nonexistent/key.pem"
        }
        #expect(certificate?.contains("/nonexistent/certificate.pem") == true)
    }
}
