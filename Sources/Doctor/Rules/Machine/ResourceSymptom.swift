package import Snapshot

package import struct Foundation.Date

/// What this machine runs short of, and what of ours cannot be kept: SYS-03 … SYS-06, JRN-01.
package enum ResourceSymptom: Equatable, Sendable {
    /// SYS-03.
    case diskLow(mountPoint: String, freeBytes: Int, totalBytes: Int, journalPaused: Bool)
    /// SYS-03: no more files can be made, whatever space there is.
    case inodesLow(mountPoint: String, freeInodes: Int, totalInodes: Int, journalPaused: Bool)
    /// SYS-03: the journal found the disk full.
    case journalDiskFull(path: String)
    /// JRN-01.
    case journalPaused(JournalPause)
    /// SYS-04.
    case descriptors(open: Int, limit: Int)
    /// SYS-05.
    case memoryLow(availableBytes: Int, totalBytes: Int, ownBytes: Int)
    /// SYS-05: the system has killed processes for want of memory.
    case memoryKills(count: Int, last: Date, availableBytes: Int)
    /// SYS-06.
    case foreignFile(MachineFacts.FileOwner)

    package var id: FindingID {
        switch self {
        case .diskLow, .inodesLow, .journalDiskFull: .sys03
        case .journalPaused: .jrn01
        case .descriptors: .sys04
        case .memoryLow, .memoryKills: .sys05
        case .foreignFile: .sys06
        }
    }

    func text(_ context: FindingContext) -> FindingText {
        switch context.language {
        case .english: self.english(context)
        case .chinese: self.chinese(context)
        }
    }

    /// Share that is in use, in percent.
    static func used(free: Int, of total: Int) -> Int {
        guard total > 0, free < total else { return 0 }
        return 100 - Int(Double(max(0, free)) / Double(total) * 100)
    }

    /// A word as a shell takes it.
    static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte >= 0x80 || [0x2F, 0x2E, 0x2D, 0x5F, 0x3A].contains(byte)
            }
        return isPlain
            ? word
            : "'"
                + word.split(separator: "'", omittingEmptySubsequences: false)
                .joined(separator: "'\\''") + "'"
    }
}
