import Foundation
import Glibc

/// What is printed.
enum Report {
    static func machine(descriptors: UInt64) {
        let cpu =
            (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?  // absent on some kernels: then unnamed
            .split(separator: "\n").first { $0.hasPrefix("model name") }?
            .split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
        self.line("\(cpu), \(ProcessInfo.processInfo.activeProcessorCount) cores, \(descriptors) descriptors")
        self.line(
            "\(ProcessInfo.processInfo.operatingSystemVersionString), Swift \(self.compiler), \(self.build) build"
        )
        self.line("endpoint on core 0, one event loop; load from a child process on core 1, loopback")
        self.line("")
    }

    static func examination(
        _ name: String,
        bots: Int,
        attempts: Int,
        findings: Int,
        median: Double,
        worst: Double
    ) {
        let name = name.padding(toLength: 28, withPad: " ", startingAt: 0)
        self.line(
            "\(name) \(self.number(median, digits: 2)) ms, worst \(self.number(worst, digits: 2)) ms  "
                + "(\(bots) bots, \(attempts) attempts, \(findings) findings)"
        )
    }

    static func scenario(_ scenario: Scenario, _ results: [LoadResult]) {
        let name = scenario.name.padding(toLength: 28, withPad: " ", startingAt: 0)
        let best = results.sorted { $0.seconds < $1.seconds }
        guard let median = best.isEmpty ? nil : best[best.count / 2] else { return }
        switch scenario.kind {
        case .idle:
            let kilobytes = Double(median.serverBytes) / Double(median.count) / 1000
            self.line(
                "\(name) \(self.number(kilobytes, digits: 1)) kB each, connected in \(self.number(median.seconds, digits: 2)) s"
            )
        case .calls:
            let latencies = zip(["p50", "p99", "worst"], median.latencies).map { name, value in
                "\(name) \(self.number(value, digits: 2)) ms"
            }
            self.line(
                "\(name) \(self.number(Double(median.count) / median.seconds)) /s  \(latencies.joined(separator: ", "))"
            )
        case .pongs:
            let runs = results.map { result in
                zip(["p50", "p99", "worst"], result.latencies).map { name, value in
                    "\(name) \(self.number(value, digits: 2))"
                }.joined(separator: " ")
            }
            self.line("\(name) \(runs.joined(separator: " | ")) ms")
        case .events where scenario.messageBytes >= 1 << 20:
            let spread = results.map { Double($0.bytes) / $0.seconds / 1e6 }.sorted()
            self.line(
                "\(name) \(self.number(Double(median.bytes) / median.seconds / 1e6)) MB/s  \(self.spread(spread))"
            )
        case .events, .handshakes, .refusals:
            let spread = results.map { Double($0.count) / $0.seconds }.sorted()
            self.line("\(name) \(self.number(Double(median.count) / median.seconds)) /s  \(self.spread(spread))")
        }
    }

    private static func spread(_ values: [Double]) -> String {
        guard let first = values.first, let last = values.last, values.count > 1 else { return "" }
        return "(\(values.count) runs, \(self.number(first))–\(self.number(last)))"
    }

    static func mebibytes(_ bytes: Int) -> String { "\(self.number(Double(bytes) / Double(1 << 20), digits: 1)) MiB" }

    static func number(_ value: Double, digits: Int = 0) -> String {
        String(format: "%.\(digits)f", value)
    }

    static func line(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    private static var compiler: String {
        #if compiler(>=6.4)
        "6.4 or newer"
        #elseif compiler(>=6.3)
        "6.3"
        #else
        "6.2"
        #endif
    }

    private static var build: String {
        #if DEBUG
        "debug"
        #else
        "release"
        #endif
    }
}

/// Memory of this process.
enum Memory {
    /// Resident bytes, from /proc/self/statm; 0 where there is none.
    static var residentBytes: Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),  // Linux alone has it
            let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return 0 }
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
