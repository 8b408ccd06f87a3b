import Testing

@testable import Host

@Suite("What this process uses")
struct ProcessUsageTests {
    private static let fields =
        "S 1 2 3 4 5 6 7 8 9 10 150 50 13 14 15 16 4 18 12345 1073741824 256 21 22"

    @Test(
        "read from the kernel's line, whatever the program is called",
        arguments: ["console", "a) b (c", "x 1 2 3)", ")"]
    )
    func read(name: String) throws {
        let usage = try #require(
            ProcessUsage.read(
                "42 (\(name)) \(Self.fields)\n",
                machine: "cpu 1 2\nbtime 1700000000\nprocesses 3\n",
                ticksPerSecond: 100,
                pageSize: 4096
            )
        )
        #expect(usage.cpuSeconds == 2)
        #expect(usage.threads == 4)
        #expect(usage.virtualBytes == 1_073_741_824)
        #expect(usage.residentBytes == 1_048_576)
        #expect(usage.startedAt == 1_700_000_123.45)
    }

    @Test(
        "nothing where the line is cut, garbled or too large",
        arguments: [
            "", "42 (x", "42 (x) S 1 2", "42 (x) S 1 2 3 4 5 6 7 8 9 10 a 50 13 14 15 16 4 18 12345 1 2 3",
            "42 (x) S 1 2 3 4 5 6 7 8 9 10 150 50 13 14 15 16 4 18 12345 1 9223372036854775807 3",
        ]
    )
    func broken(line: String) {
        #expect(ProcessUsage.read(line, machine: "btime 1\n", ticksPerSecond: 100, pageSize: 4096) == nil)
        #expect(ProcessUsage.read("42 (x) \(Self.fields)", machine: "", ticksPerSecond: 100, pageSize: 4096) == nil)
    }

    @Test("our own are there")
    func own() throws {
        let usage = try #require(ProcessUsage.current())
        #expect(usage.cpuSeconds > 0 && usage.residentBytes > 1 << 20 && usage.threads >= 1)
        #expect(usage.startedAt > 1_700_000_000)
    }
}
