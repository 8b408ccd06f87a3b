import Foundation
import Testing

@testable import Host

@Suite struct BindProbeTests {
    @Test("a port somebody listens on is in use, by its address and by all addresses")
    func inUse() throws {
        let listener = try Listener(address: "127.0.0.1")
        defer { listener.close() }
        #expect(BindProbe.check(host: "127.0.0.1", port: listener.port) == .inUse)
        #expect(BindProbe.check(host: "0.0.0.0", port: listener.port) == .inUse)
        #expect(BindProbe.check(host: "localhost", port: listener.port) == .inUse)
    }

    @Test("a port that was let go is free, and stays so after the probe")
    func free() throws {
        let listener = try Listener(address: "127.0.0.1")
        listener.close()
        for _ in 0..<2 {
            #expect(BindProbe.check(host: "127.0.0.1", port: listener.port) == .free)
        }
    }

    @Test("port 0 is free on every address of this machine", arguments: ["0.0.0.0", "127.0.0.1", "localhost"])
    func zero(host: String) {
        #expect(BindProbe.check(host: host, port: 0) == .free)
    }

    @Test("an address of another machine is not here", arguments: ["203.0.113.7", "192.0.2.1", "no-such-host.invalid"])
    func elsewhere(host: String) {
        #expect(BindProbe.check(host: host, port: 0) == .addressNotHere)
    }

    /// The lowest port that needs no privilege; nil where the system does not tell.
    private static let lowestFreePort: Int? = {
        let path = "/proc/sys/net/ipv4/ip_unprivileged_port_start"
        // Absent in some containers: then there is nothing to test.
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        return Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }()

    @Test(
        "a port below 1024 needs a privilege",
        .enabled(if: geteuid() != 0 && lowestFreePort == 1024, "root, and everybody here, may bind any port")
    )
    func privileged() {
        #expect(BindProbe.check(host: "127.0.0.1", port: 81) == .notPermitted)
    }

    @Test("a port that is none is an error, no trap", arguments: [-1, 65_536, Int.max, Int.min])
    func noPort(port: Int) {
        #expect(BindProbe.check(host: "127.0.0.1", port: port) == .other(errno: EINVAL))
    }

    @Test("a probe leaves no descriptor behind")
    func noLeak() throws {
        // Other tests of this process open and close some too, so many probes must make no visible difference.
        let before = try #require(DescriptorUsage.current()).open
        for _ in 0..<200 { _ = BindProbe.check(host: "0.0.0.0", port: 0) }
        let after = try #require(DescriptorUsage.current())
        #expect(after.open < before + 100)
        #expect(after.soft > 0)
        #expect(after.hard >= after.soft)
    }
}
