import Foundation
import Synchronization
import Testing

@testable import Host

@Suite struct HostReportTests {
    @Test("all of this machine is looked at, in time")
    func collect() async throws {
        let folder = FileManager.default.temporaryDirectory.path
        let start = ContinuousClock.now
        let report = await HostReport.collect(
            ports: [8021],
            dataFolders: [folder, "/nonexistent\0"],
            environment: ["LANG": "zh_CN.GBK"]
        )
        #expect(ContinuousClock.now - start < .seconds(10))
        #expect(report.listeners != nil)
        #expect(report.descriptors != nil)
        #expect(report.memory != nil)
        #expect(report.load != nil)
        #expect(report.clock != nil)
        #expect(report.drops != nil)
        #expect(report.network != nil)
        #expect(report.platform?.kernel != nil)
        #expect(report.containers != nil)
        #expect(report.session != nil)
        #expect(report.user?.id == geteuid())
        #expect(Set(report.disks.keys) == [folder])
        #expect(Set(report.owners.keys) == [folder])
        #expect(report.verdict(port: 8021) != nil)
        #expect(report.verdict(port: 8022) == nil)
        for local in LocalAddresses.all().prefix(4) where local.kind != .loopback {
            #expect(report.verdict(port: 8021, interface: local.interface) != nil)
        }
        #expect(report.locale?.codeset == .other("GBK"))
        let next = await HostReport.collect(ports: [], dataFolders: [], since: report)
        #expect(next.firewall.isEmpty)
    }

    @Test("work that hangs is given up, and takes no more than so many threads")
    func hanging() async {
        let name = "hanging \(UUID())"
        let gate = DispatchSemaphore(value: 0)
        let begun = Mutex(0)
        for _ in 0..<6 {
            let value = await Offload.run(name, limit: .milliseconds(20)) { () -> Int? in
                begun.withLock { $0 += 1 }
                gate.wait()
                return 1
            }
            #expect(value == nil)
        }
        #expect(begun.withLock(\.self) <= 4)
        for _ in 0..<4 { gate.signal() }
        var value: Int?
        let end = ContinuousClock.now + .seconds(20)
        while value == nil, ContinuousClock.now < end { value = await Offload.run(name, limit: .seconds(5)) { 2 } }
        #expect(value == 2)
    }
}
