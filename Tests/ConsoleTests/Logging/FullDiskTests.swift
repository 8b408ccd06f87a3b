import Foundation
import Glibc
import Logging
import Synchronization
import Testing

@testable import Console

@Suite struct FullDiskTests {
    @Test(
        "on a full disk the file keeps whole lines, and goes on when there is room again",
        .enabled(if: geteuid() == 0)
    )
    func fullDisk() async throws {
        try await withTemporaryFolder { folder in
            let disk = folder + "/disk"
            mkdir(disk, 0o700)
            // Root in a container without the right to mount has no small disk to try it on.
            guard mount("tmpfs", disk, "tmpfs", 0, "size=64k") == 0 else { return }
            // MNT_DETACH, which Swift does not see.
            defer { umount2(disk, 2) }
            makeFile(disk + "/ballast", String(repeating: "x", count: 32 * 1024))
            let target = FileLogTarget(path: disk + "/log", maximumSize: 1 << 20)
            let line = String(repeating: "l", count: 999) + "\n"
            var taken = 0
            while target.write(line) { taken += 1 }
            #expect(taken > 10)
            #expect(!target.write(line))
            #expect(contents(disk + "/log") == String(repeating: line, count: taken))
            unlink(disk + "/ballast")
            #expect(target.write("later\n"))
            #expect(contents(disk + "/log").hasSuffix("l\nlater\n"))
        }
    }

    @Test("lines that a full disk did not take are counted, and the next that it takes says so")
    func counted() async throws {
        let target = RefusingTarget()
        let store = LogStore(sinks: [LogSink(target)], capacity: 100, clock: { Date(timeIntervalSince1970: 0) })
        let logger = store.logger(label: "x")
        for number in 1...3 {
            logger.info("lost \(number)")
            await store.flush(patience: .seconds(10))
        }
        target.takeAll()
        logger.info("taken")
        await store.flush(patience: .seconds(10))
        #expect(target.text.hasSuffix("x: taken\n… 3 lines could not be written\n"))
    }
}

/// Takes nothing until it is told to.
private final class RefusingTarget: LogTarget {
    private let state = Mutex((text: "", isTaking: false))

    var text: String { self.state.withLock { $0.text } }
    func takeAll() { self.state.withLock { $0.isTaking = true } }

    func write(_ text: String) -> Bool {
        self.state.withLock { state in
            if state.isTaking { state.text += text }
            return state.isTaking
        }
    }

    func reopen() {}
}
