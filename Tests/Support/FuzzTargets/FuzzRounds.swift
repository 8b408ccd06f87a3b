import Foundation

/// How much a fuzz test does: a few seconds' worth, or `ONEBOT_CONSOLE_FUZZ` times that.
package enum FuzzRounds {
    /// Seeds for a test that does `usual` rounds by default.
    package static func seeds(_ usual: Int) -> Range<UInt64> {
        let factor = Int(ProcessInfo.processInfo.environment["ONEBOT_CONSOLE_FUZZ"] ?? "") ?? 1
        return 0..<UInt64(usual * max(1, factor))
    }

    package static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
