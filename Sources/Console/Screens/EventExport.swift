import Foundation
import Glibc
import Journal
import OneBot

/// Events written to a file of their own in the state folder, one a line, as they are kept, without our keys: such files
/// are shown to others.
struct EventExport: Sendable {
    enum Written: Sendable {
        case done(_ path: String)
        case failed(errno: CInt)
    }

    var folder: String
    var mask: SecretMask

    @concurrent
    func write(_ records: [EventRecord], at now: Date = Date()) async -> Written {
        var text: [UInt8] = []
        for record in records {
            let bytes = self.mask.masked(record.bytes) ?? record.bytes
            text += bytes.map { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") ? UInt8(ascii: " ") : $0 }
            text.append(UInt8(ascii: "\n"))
        }
        let path = DatedFile.free(
            in: self.folder,
            named: "events",
            ending: "jsonl",
            at: time_t(now.timeIntervalSince1970)
        )
        if let problem = SmallFile.write(text, to: path) {
            return .failed(errno: problem)
        }
        return .done(path)
    }
}
