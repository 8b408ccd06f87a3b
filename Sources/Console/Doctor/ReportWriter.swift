import Doctor
import Foundation
import Glibc
import Host
import OneBot
import Snapshot

/// Writes the doctor's report into the state folder.
struct ReportWriter: Sendable {
    enum Written: Sendable {
        case done(_ path: String)
        case failed(errno: CInt)
    }

    var folder: String
    var redact: @Sendable (String) -> String

    @concurrent
    func write(_ evidence: Evidence, _ diagnosis: Diagnosis, language: Language) async -> Written {
        var report = ReportText(
            evidence,
            diagnosis,
            language: language,
            facts: ReportText.Facts(kernel: Self.kernel, system: Self.system),
            scrubber: Self.scrubber(evidence)
        )
        let path = DatedFile.free(in: self.folder, named: "report", ending: "md")
        if let problem = SmallFile.write(Array(report.text(redacting: self.redact).utf8), to: path) {
            return .failed(errno: problem)
        }
        return .done(path)
    }

    /// What is somebody's own: names of bots, of hosts and of folders, whatever peers have sent as such.
    static func scrubber(_ evidence: Evidence) -> Scrubber {
        let snapshot = evidence.snapshot
        var names = [snapshot.console.stateDirectory, snapshot.console.settingsFile, NSHomeDirectory()]
        names += [snapshot.console.socketDirectory, snapshot.endpoint.publicURL].compactMap { $0 }
        names += [URL(string: snapshot.napcat.webUI)?.host, ProcessInfo.processInfo.hostName].compactMap { $0 }
        names += snapshot.bots.compactMap(\.name)
        // In the marks that findings put around them: a short one alone may be a word like any other.
        let keys = Set(snapshot.access.named.map(\.name) + evidence.attempts.compactMap(\.key?.name))
        names += keys.flatMap { ["\"\($0)\"", "“\($0)”"] }
        names += [snapshot.endpoint.publicURL.flatMap { URL(string: $0)?.host }].compactMap { $0 }
        names += evidence.attempts.compactMap(\.serverName)
        // What stands behind the version: hosts, with or without a port.
        let ways = evidence.attempts.compactMap(\.via) + evidence.links.values.compactMap(\.via)
        names += ways.flatMap { $0.split(whereSeparator: { " ,;:()".contains($0) }).map(String.init) }
            .filter { $0.contains(".") && $0.contains(where: \.isLetter) || $0.count >= 8 }
        // What bots say in their own words may name anybody.
        names += evidence.bots.values.compactMap(\.offline?.reason)
        names += evidence.bots.values.flatMap(\.callTroubles).flatMap(Self.words)
        names += evidence.machine?.foreignFiles.flatMap { [$0.owner, $0.us] } ?? []
        let known: Set<String> = ["root", "localhost", "127.0.0.1", "/", "/root"]
        return Scrubber(
            names: names.filter { !known.contains($0) },
            numbers: snapshot.endpoint.listeners.map(\.port),
            classOf: { AddressClass.of($0)?.rawValue }
        )
    }

    private static func words(of trouble: BotEvidence.CallTrouble) -> [String] {
        var words: [String] = []
        if case .failed(_, let wording) = trouble.kind { words.append(wording) }
        switch trouble.file {
        case .path(let path): words.append(path)
        case .url(let host): words.append(host)
        case .base64, nil: break
        }
        return words
    }

    private static var kernel: String {
        var names = utsname()
        guard uname(&names) == 0 else { return "?" }
        return withUnsafeBytes(of: names.release) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// `PRETTY_NAME` of os-release(5).
    private static var system: String {
        let text = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)) ?? ""  // not every system has one
        let line = text.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
        return line.map { $0.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" } } ?? "Linux"
    }
}
