import Doctor
import Foundation
import Snapshot
import Testing

@Suite("What this machine runs short of")
struct ResourceTests {
    private static func disk(
        free: Int,
        of total: Int = 40_000_000_000,
        inodes: Int = 90,
        readOnly: Bool = false
    )
        -> (inout Evidence) -> Void
    {
        { evidence in
            evidence.machine?.disks = [
                .init(
                    path: "/state",
                    mountPoint: "/",
                    totalBytes: total,
                    freeBytes: free,
                    totalInodes: 100,
                    freeInodes: inodes,
                    isReadOnly: readOnly
                )
            ]
        }
    }

    private static func pause(_ pause: JournalPause) -> (inout Evidence) -> Void {
        { $0.snapshot.journal.state = .paused(pause, since: Evidence.before(60)) }
    }

    private static func file(_ isAccessible: Bool) -> (inout Evidence) -> Void {
        { evidence in
            evidence.machine?.foreignFiles = [
                .init(path: "/state/journal.sqlite", owner: "root", us: "bot", isAccessible: isAccessible)
            ]
        }
    }

    static let cases: [MachineCase] = [
        MachineCase("healthy") { _ in },
        MachineCase("not looked yet") { $0.machine = nil },
        MachineCase("less than 5 %", ["SYS-03 error proved /"], disk(free: 1_999_999_999)),
        MachineCase("5 %", [], disk(free: 2_000_000_000)),
        MachineCase("less than 200 MB", ["SYS-03 error proved /"], disk(free: 199_999_999, of: 1_000_000_000)),
        MachineCase("200 MB", [], disk(free: 200_000_000, of: 1_000_000_000)),
        MachineCase("a small disk, mostly free", [], disk(free: 3_800_000, of: 4_000_000)),
        MachineCase("few inodes", ["SYS-03 error proved /"], disk(free: 20_000_000_000, inodes: 4)),
        MachineCase("enough inodes", [], disk(free: 20_000_000_000, inodes: 5)),
        MachineCase("a read-only image is always full", [], disk(free: 0, readOnly: true)),
        MachineCase("no size", [], disk(free: 0, of: 0)),
        MachineCase("a file system without inodes") { evidence in
            Self.disk(free: 20_000_000_000, inodes: 0)(&evidence)
            evidence.machine?.disks[0].totalInodes = 0
        },
        MachineCase("two folders on one disk", ["SYS-03 error proved /"]) { evidence in
            Self.disk(free: 0)(&evidence)
            let disks = evidence.machine?.disks ?? []
            evidence.machine?.disks = disks + disks
        },
        MachineCase("the journal found the disk full", ["SYS-03 error proved /"], pause(.diskFull)),
        MachineCase("the journal found it full, nobody has looked", ["SYS-03 error proved /state"]) { evidence in
            Self.pause(.diskFull)(&evidence)
            evidence.machine = nil
        },
        MachineCase("not writable", ["JRN-01 warning proved /state"], pause(.notWritable)),
        MachineCase("damaged", ["JRN-01 warning proved /state"], pause(.damaged)),
        MachineCase("held", ["JRN-01 warning proved /state"], pause(.held)),
        MachineCase("replaced", ["JRN-01 warning proved /state"], pause(.replaced)),
        MachineCase("not answering", ["JRN-01 warning proved /state"], pause(.notAnswering)),
        MachineCase("other", ["JRN-01 warning proved /state"], pause(.other("odd"))),
        MachineCase("the journal is off") { $0.snapshot.journal.state = .off },
        MachineCase("80 % of the descriptors", ["SYS-04 warning proved host"]) {
            $0.machine?.descriptors = .init(open: 80, limit: 100)
        },
        MachineCase("95 % of the descriptors", ["SYS-04 error proved host"]) {
            $0.machine?.descriptors = .init(open: 95, limit: 100)
        },
        MachineCase("79 % of the descriptors") { $0.machine?.descriptors = .init(open: 79, limit: 100) },
        MachineCase("no limit") { $0.machine?.descriptors = .init(open: 79, limit: 0) },
        MachineCase("little memory", ["SYS-05 warning proved host"]) {
            $0.machine?.memory = .init(totalBytes: 1000, availableBytes: 49)
        },
        MachineCase("enough memory") { $0.machine?.memory = .init(totalBytes: 1000, availableBytes: 50) },
        MachineCase("something was killed", ["SYS-05 warning proved host"]) {
            $0.machine?.memory = .init(
                totalBytes: 1000,
                availableBytes: 900,
                kills: 1,
                lastKillAt: Evidence.before(599)
            )
        },
        MachineCase("something was killed long ago") {
            $0.machine?.memory = .init(
                totalBytes: 1000,
                availableBytes: 900,
                kills: 1,
                lastKillAt: Evidence.before(601)
            )
        },
        MachineCase("a file of root", ["SYS-06 warning proved /state/journal.sqlite"], file(false)),
        MachineCase("a file of root that can be used", ["SYS-06 notice proved /state/journal.sqlite"], file(true)),
    ]

    @Test("disk, journal, descriptors, memory, files", arguments: cases)
    func resources(_ row: MachineCase) {
        #expect(MachineCase.summary(ResourceRule().observe(row.evidence)) == row.expected)
    }

    @Test("a full disk and the journal that found it are one finding")
    func once() {
        var evidence = Evidence.healthyMachine()
        Self.disk(free: 0)(&evidence)
        Self.pause(.diskFull)(&evidence)
        var examiner = Examiner(rules: Rules.machine)
        #expect(examiner.examine(evidence).findings.map(\.id) == [.sys03])
    }
}
