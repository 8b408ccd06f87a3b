import Foundation
import Glibc

/// What a process uses, as /proc says (proc(5)).
struct ProcessGauge {
    let process: Int32

    /// Resident bytes: all, and those of no file. Nil when it has ended.
    func resident() -> (all: Int, anonymous: Int)? {
        guard let text = try? String(contentsOfFile: "/proc/\(self.process)/status", encoding: .utf8),
            let all = Self.kilobytes("VmRSS:", in: text), let anonymous = Self.kilobytes("RssAnon:", in: text)
        else { return nil }
        return (all * 1024, anonymous * 1024)
    }

    private static func kilobytes(_ name: String, in text: String) -> Int? {
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else { return nil }
        return Int(line.filter(\.isNumber))
    }

    /// Seconds of processor time so far; nil when it has ended.
    func processorSeconds() -> Double? {
        guard let text = try? String(contentsOfFile: "/proc/\(self.process)/stat", encoding: .utf8),
            // The name, in brackets, may hold anything.
            let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[end...].split(separator: " ")
        // The fourteenth and fifteenth of all, counted from one.
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return nil }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}
