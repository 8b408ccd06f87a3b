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
        let path = self.freePath(now)
        if let problem = SmallFile.write(text, to: path) {
            return .failed(errno: problem)
        }
        return .done(path)
    }

    /// Named for the moment; a second one within the second gets a number.
    private func freePath(_ now: Date) -> String {
        var seconds = time_t(now.timeIntervalSince1970)
        var fields = tm()
        localtime_r(&seconds, &fields)
        var buffer = [CChar](repeating: 0, count: 32)
        let count = strftime(&buffer, buffer.count, "%Y%m%d-%H%M%S", &fields)
        let stamp = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var path = "\(self.folder)/events-\(stamp).jsonl"
        var number = 2
        while access(path, F_OK) == 0 {
            path = "\(self.folder)/events-\(stamp)-\(number).jsonl"
            number += 1
        }
        return path
    }
}
