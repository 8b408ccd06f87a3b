import Foundation
import Testing

@testable import Host

@Suite struct DiskTests {
    @Test("a folder, and one below it that does not exist, lie on the same file system")
    func real() throws {
        let folder = FileManager.default.temporaryDirectory.path
        let disk = try #require(DiskUsage.of(path: folder))
        #expect(disk.total > 0)
        #expect(disk.free <= disk.total)
        let missing = try #require(DiskUsage.of(path: "\(folder)/no/such-\(UUID().uuidString)/folder//"))
        #expect(missing.mountPoint == disk.mountPoint)
        #expect(missing.total == disk.total)
        #expect(DiskUsage.of(path: "/proc/self/no-such")?.mountPoint == "/proc")
    }

    @Test("a relative path is one of the present folder")
    func relative() {
        #expect(DiskUsage.of(path: "no-such-folder/x")?.mountPoint == DiskUsage.of(path: ".")?.mountPoint)
        #expect(DiskUsage.of(path: "no-such-folder/x") != nil)
    }

    @Test("what is no path has no disk", arguments: ["", "\0", "/tmp\0/x", "/dev/null/x"])
    func none(path: String) {
        #expect(DiskUsage.of(path: path) == nil)
    }

    private static let table = """
        27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
        30 27 0:9 / /srv rw,relatime shared:1 master:2 - nfs4 host:/a ro,vers=4
        31 27 0:9 / /srv/my\\040bots ro,nosuid shared:1 - tmpfs none rw
        32 27 0:9 / /srv/data rw - tmpfs none rw
        33 27 0:9 / /srv/data ro - xfs none rw
        broken
        34 27 0:9 / /cut rw,relatime shared:1
        """

    @Test(
        "a path lies on the longest mount point, the last of equal ones",
        arguments: [
            ("/", "/", "ext4", false), ("/home/a", "/", "ext4", false), ("/srv", "/srv", "nfs4", true),
            ("/srvx", "/", "ext4", false), ("/srv/my bots/a", "/srv/my bots", "tmpfs", true),
            ("/srv/data/x", "/srv/data", "xfs", true), ("/cut/x", "/", "ext4", false),
        ]
    )
    func mounts(path: String, point: String, type: String, isReadOnly: Bool) {
        #expect(MountTable(Self.table).mount(of: path) == .init(point: point, type: type, isReadOnly: isReadOnly))
    }

    @Test("hostile tables have no mounts", arguments: Hostile.texts)
    func hostile(text: String) {
        #expect(MountTable(text).mount(of: "/srv") == nil)
    }
}

@Suite struct MemoryTests {
    private static let files = [
        "proc/meminfo": "MemTotal:       2048 kB\nMemFree: 1 kB\nMemAvailable:    512 kB\n",
        "proc/pressure/memory":
            "some avg10=0.00 avg60=12.50 avg300=0.10 total=9\nfull avg10=0 avg60=1.00 avg300=0 total=1\n",
        "proc/self/status": "Name:\tx\nVmRSS:\t    100 kB\n", "proc/vmstat": "nr_free_pages 5\noom_kill 3\n",
        "proc/self/cgroup": "4:memory:/old\n0::/a.slice/b.service\n",
        "sys/fs/cgroup/a.slice/memory.max": "1000\n", "sys/fs/cgroup/a.slice/memory.current": "900\n",
        "sys/fs/cgroup/a.slice/b.service/memory.max": "max\n",
        "sys/fs/cgroup/a.slice/b.service/memory.current": "400\n",
        "sys/fs/cgroup/a.slice/b.service/memory.events": "low 0\noom 2\noom_kill 1\noom_group_kill 0\n",
    ]

    @Test("all facts are read, and of the groups the one with the least left")
    func second() throws {
        let fixture = try HostFixture(Self.files)
        let facts = MemoryFacts.current(folders: fixture.folders)
        let group = ControlGroupMemory(limit: 1000, current: 900, kills: 1)
        #expect(
            facts
                == MemoryFacts(
                    total: 2048 * 1024,
                    available: 512 * 1024,
                    pressure: 12.5,
                    own: 100 * 1024,
                    kills: 3,
                    group: group
                )
        )
    }

    @Test("control groups of version 1 are read too; without a limit there is none")
    func first() throws {
        let fixture = try HostFixture([
            "proc/meminfo": "MemTotal: 1 kB\n", "proc/self/cgroup": "4:cpu,memory:/g\n0::/\n",
            "sys/fs/cgroup/memory/memory.usage_in_bytes": "500\n",
            "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
            "sys/fs/cgroup/memory/g/memory.usage_in_bytes": "40\n",
            "sys/fs/cgroup/memory/g/memory.limit_in_bytes": "9223372036854771712\n",
            "sys/fs/cgroup/memory/g/memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n",
        ])
        let facts = MemoryFacts.current(folders: fixture.folders)
        #expect(facts == MemoryFacts(total: 1024, group: ControlGroupMemory(limit: nil, current: 40, kills: 2)))
    }

    @Test("this machine's memory holds this process")
    func real() throws {
        let facts = try #require(MemoryFacts.current())
        #expect(try #require(facts.own) > 1 << 20)
        #expect(try #require(facts.available) <= facts.total)
    }

    @Test("hostile files tell nothing", arguments: Hostile.texts)
    func hostile(text: String) throws {
        let fixture = try HostFixture(["proc/meminfo": text])
        #expect(MemoryFacts.current(folders: fixture.folders) == nil)
        try fixture.write("proc/meminfo", "MemTotal: 1 kB\n")
        for path in Self.files.keys where path != "proc/meminfo" { try fixture.write(path, text) }
        #expect(MemoryFacts.current(folders: fixture.folders) == MemoryFacts(total: 1024))
    }
}

@Suite struct LoadTests {
    @Test("the share of waiting is that between two samples")
    func share() throws {
        let fixture = try HostFixture([
            "proc/loadavg": "0.20 1.18 2.12 1/80 11206\n", "proc/stat": "cpu  150 0 0 20 30 0 0 0 9 9\ncpu0 1\n",
        ])
        let facts = try #require(
            LoadFacts.current(since: ProcessorTimes(total: 100, waiting: 5), folders: fixture.folders)
        )
        #expect(facts.averages == [0.2, 1.18, 2.12])
        #expect(facts.sample == ProcessorTimes(total: 200, waiting: 30))
        #expect(facts.waitingForDisk == 0.25)
        #expect(facts.processors >= 1)
        #expect(LoadFacts.current(folders: fixture.folders)?.waitingForDisk == nil)
    }

    @Test("times that go backwards give no share")
    func backwards() {
        let now = ProcessorTimes(total: 100, waiting: 5)
        #expect(now.waitingShare(since: ProcessorTimes(total: 100, waiting: 5)) == nil)
        #expect(now.waitingShare(since: ProcessorTimes(total: 200, waiting: 5)) == nil)
        #expect(now.waitingShare(since: ProcessorTimes(total: 50, waiting: 9)) == 0)
    }

    @Test("hostile files tell nothing", arguments: Hostile.texts)
    func hostile(text: String) throws {
        let fixture = try HostFixture(["proc/loadavg": text, "proc/stat": text])
        if text.hasPrefix("1 1 1") {
            #expect(LoadFacts.current(folders: fixture.folders)?.averages == [1, 1, 1])
        } else {
            #expect(LoadFacts.current(folders: fixture.folders)?.averages.allSatisfy { $0 >= 0 } != false)
        }
        #expect(ProcessorTimes(text) == nil)
    }

    @Test("this machine tells its load, and the kernel the state of its clock")
    func real() throws {
        let facts = try #require(LoadFacts.current())
        #expect(facts.sample != nil)
        let clock = ClockSync.current()
        // What the kernel tells it tells whole.
        #expect((clock.state == .unknown) == (clock.mostError == nil))
        if let error = clock.mostError { #expect(error >= .zero) }
    }
}

@Suite struct PlatformTests {
    @Test(
        "a cloud is known by what its machines are called",
        arguments: [
            ("Alibaba Cloud", "Alibaba Cloud ECS", "", Platform.Cloud.alibaba), ("Tencent Cloud", "CVM", "", .tencent),
            ("Amazon EC2", "t3.micro", "Amazon EC2", .amazon), ("Google", "Google Compute Engine", "", .google),
            ("Google", "Eve", "", nil), ("Microsoft Corporation", "Virtual Machine", "", nil),
            ("Microsoft Corporation", "Virtual Machine", "7783-7084-3265-9085-8269-3286-77", .microsoft),
            ("OpenStack Foundation", "OpenStack Nova", "HUAWEICLOUD", .huawei), ("Huawei Cloud", "x", "", .huawei),
            ("QEMU", "Standard PC", "OracleCloud.com", .oracle), ("QEMU", "Standard PC", "", nil), ("", "", "", nil),
        ] as [(String, String, String, Platform.Cloud?)]
    )
    func cloud(vendor: String, product: String, tag: String, expected: Platform.Cloud?) throws {
        let fixture = try HostFixture([
            "sys/class/dmi/id/sys_vendor": "\(vendor)\n", "sys/class/dmi/id/product_name": "\(product)\n",
            "sys/class/dmi/id/chassis_asset_tag": "\(tag)\n",
        ])
        let platform = Platform.current(folders: fixture.folders)
        #expect(platform.cloud == expected)
        #expect(platform.hardware == (vendor.isEmpty ? nil : "\(vendor) \(product)"))
    }

    @Test(
        "the Windows subsystem is known by its kernel",
        arguments: [
            ("Linux version 5.15.90.1-microsoft-standard-WSL2 (oe-user@oe-host) #1", Platform.Windows.second),
            ("Linux version 4.4.0-19041-Microsoft (Microsoft@Microsoft.com)", .first),
            ("Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org)", nil), ("", nil),
        ] as [(String, Platform.Windows?)]
    )
    func windows(version: String, expected: Platform.Windows?) throws {
        let fixture = try HostFixture(["proc/version": version, "proc/sys/kernel/osrelease": "6.1.0\n"])
        #expect(Platform.current(folders: fixture.folders) == Platform(windows: expected, kernel: "6.1.0"))
    }

    @Test("this machine's kernel is the one that uname tells")
    func real() {
        var names = utsname()
        uname(&names)
        let release = withUnsafeBytes(of: &names.release) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        #expect(Platform.current().kernel == release)
    }
}

@Suite struct OwnerTests {
    @Test("a file that this process makes is its user's, with the mode it was given")
    func own() throws {
        let fixture = try HostFixture(["file": ""])
        #expect(chmod(fixture.path("file"), 0o640) == 0)
        let owner = try #require(FileOwner.of(path: fixture.path("file")))
        #expect(owner.owner == UserName.current())
        #expect(owner.owner.id == geteuid())
        #expect(owner.mode == 0o640)
    }

    @Test("root has a name, a number that is nobody's has none")
    func names() {
        #expect(UserName.of(0).name == "root")
        #expect(UserName.of(4_000_000_001) == UserName(id: 4_000_000_001, name: nil))
    }

    @Test("what is not there has no owner", arguments: ["", "/nonexistent", "/tmp\0"])
    func none(path: String) {
        #expect(FileOwner.of(path: path) == nil)
    }
}

@Suite struct SurroundingsTests {
    @Test(
        "the first variable that is set decides on the codeset",
        arguments: [
            ([:], LocaleFacts.Codeset.plain), (["LANG": "zh_CN.UTF-8"], .utf8), (["LANG": "C.utf8"], .utf8),
            (["LANG": "zh_CN.UTF-8", "LC_ALL": "C"], .plain), (["LANG": "C", "LC_CTYPE": "en_US.UTF-8"], .utf8),
            (["LC_ALL": "", "LC_CTYPE": "", "LANG": "POSIX"], .plain), (["LANG": "zh_CN.GBK"], .other("GBK")),
            (["LANG": "zh_CN"], .unknown), (["LANG": "de_DE.UTF-8@euro"], .utf8), (["LANG": "de_DE@euro"], .unknown),
            (["LANG": "x."], .unknown), (["LANG": "zh_CN.GB18030"], .other("GB18030")),
        ] as [([String: String], LocaleFacts.Codeset)]
    )
    func locale(environment: [String: String], expected: LocaleFacts.Codeset) {
        #expect(LocaleFacts.of(environment: environment).codeset == expected)
    }

    @Test(
        "the terminal and the session are read past names with brackets",
        arguments: [
            ("12 (a) S 1 12 12 34816 12 0", true, true), ("12 (a ) b) S 1 12 9 0 -1 0", false, false),
            ("12 (x", nil, nil), ("", nil, nil), ("12 (a) S 1 12 x 0", nil, nil),
        ] as [(String, Bool?, Bool?)]
    )
    func session(stat: String, hasTerminal: Bool?, leads: Bool?) throws {
        let fixture = try HostFixture([
            "proc/self/stat": stat, "proc/self/cgroup": "3:cpu:/wrong.service\n0::/user.slice/session-3.scope\n",
        ])
        let expected = SessionFacts(hasTerminal: hasTerminal, leadsSession: leads, unit: "session-3.scope")
        #expect(SessionFacts.current(folders: fixture.folders) == expected)
    }

    @Test("this process leads a session if it says so")
    func real() {
        #expect(SessionFacts.current().leadsSession == (getsid(0) == getpid()))
    }
}
