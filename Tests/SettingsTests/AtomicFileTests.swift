import Foundation
import Synchronization
import Testing

@testable import Settings

@Suite("Files that are replaced as a whole")
struct AtomicFileTests {
    @Test("a start that tidies up does not take away what is just being saved")
    func tidying() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/config.yaml"
            let isOver = Atomic(false)
            let tidier = Thread {
                while !isOver.load(ordering: .relaxed) { AtomicFile.removeLeftovers(of: path) }
            }
            tidier.start()
            defer { isOver.store(true, ordering: .relaxed) }
            for number in 0..<50 { try AtomicFile.write(Array("\(number)".utf8), to: path) }
            #expect(try contents(of: path) == "49")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["config.yaml"])
        }
    }
}
