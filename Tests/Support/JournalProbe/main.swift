import Foundation
import Glibc
import Journal
import OneBot

// Appends batches to the journal named by the first argument, without end, and after each prints the last number that
// was acknowledged; for tests that kill it.

guard CommandLine.arguments.count == 2 else { exit(2) }
let journal = try Journal(path: CommandLine.arguments[1], limits: JournalLimits(maxMiB: 64))
var count: Int64 = 0
while true {
    let size = Int.random(in: 1...300)
    let batch = (0..<size).map { offset in
        let mark = count + Int64(offset)
        let bytes = Array(#"{"mark":\#(mark),"text":"\#(String(repeating: "x", count: Int(mark % 900)))"}"#.utf8)
        return EventRecord(
            number: 0,
            time: Date(),
            selfID: "10001",
            postType: .message,
            userID: mark,
            length: bytes.count,
            bytes: bytes
        )
    }
    guard let numbers = try await journal.append(batch) else { exit(3) }
    count += Int64(size)
    let line = "\(numbers.upperBound)\n"
    _ = line.withCString { write(STDOUT_FILENO, $0, strlen($0)) }
}
