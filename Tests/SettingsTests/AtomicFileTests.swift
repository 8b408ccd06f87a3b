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

    @Test("of files that belong together none changes when one cannot be written, and none is anybody else's to read")
    func together() throws {
        try withTemporaryFolder { folder in
            let key = "\(folder)/key.pem"
            try AtomicFile.write(Array("old".utf8), to: key)
            try FileManager.default.setAttributes([.posixPermissions: 0o660], ofItemAtPath: key)
            let new = Array("new".utf8)
            #expect(throws: SettingProblem.self) {
                try PrivateFile.write([(key, new), ("\(folder)/missing/certificate.pem", new)])
            }
            #expect(try contents(of: key) == "old")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["key.pem"])
            // A folder in the place of the second, which shows when the first has been replaced.
            try FileManager.default.createDirectory(atPath: "\(folder)/taken", withIntermediateDirectories: true)
            #expect(throws: SettingProblem.self) { try PrivateFile.write([(key, new), ("\(folder)/taken", new)]) }
            #expect(throws: SettingProblem.self) {
                try PrivateFile.write([("\(folder)/first.pem", new), ("\(folder)/taken", new)])
            }
            #expect(try contents(of: key) == "old")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["key.pem", "taken"])
            try FileManager.default.removeItem(atPath: "\(folder)/taken")
            try PrivateFile.write([(key, new), ("\(folder)/certificate.pem", new)])
            #expect(try contents(of: key) == "new")
            #expect(try mode(of: key) == 0o600)
            #expect(try mode(of: "\(folder)/certificate.pem") == 0o600)
        }
    }

    @Test("what root writes into somebody's folder is his", .enabled(if: geteuid() == 0, "needs root"))
    func given() throws {
        try withTemporaryFolder { folder in
            let owner: [FileAttributeKey: Any] = [.ownerAccountID: 4321, .groupOwnerAccountID: 4322]
            try FileManager.default.setAttributes(owner, ofItemAtPath: folder)
            try PrivateFile.write([("\(folder)/a/tls/key.pem", [1])])
            for path in ["a", "a/tls", "a/tls/key.pem"] {
                let facts = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(path)")
                #expect((facts[.ownerAccountID] as? NSNumber)?.intValue == 4321)
                #expect((facts[.groupOwnerAccountID] as? NSNumber)?.intValue == 4322)
            }
        }
    }
}
