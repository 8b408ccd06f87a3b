import Foundation
import Glibc
import NapCat
import Testing

@Suite("Files of NapCat are read")
struct FileReadingTests {
    private let folder: ScratchFolder

    init() throws {
        self.folder = try ScratchFolder()
    }

    @Test("also through links")
    func contents() throws {
        let path = try self.folder.write("a.json", "{}\n")
        #expect(try FileReading(of: path).bytes == Array("{}\n".utf8))
        #expect(symlink("a.json", self.folder.path + "/link") == 0)
        let link = try FileReading(of: self.folder.path + "/link")
        #expect(link.bytes == Array("{}\n".utf8))
        #expect(link.path == self.folder.path + "/link")
    }

    @Test("and what is no regular file is not waited for")
    func others() throws {
        let pipe = self.folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(symlink("loop", self.folder.path + "/loop") == 0)
        for (path, problem) in [
            (self.folder.path, NapCatFileProblem.unreadable(self.folder.path, errno: EISDIR)),
            (pipe, .unreadable(pipe, errno: EINVAL)),
            ("/dev/zero", .unreadable("/dev/zero", errno: EINVAL)),
            (self.folder.path + "/loop", .unreadable(self.folder.path + "/loop", errno: ELOOP)),
            (self.folder.path + "/none", .fileMissing(self.folder.path + "/none")),
            (pipe + "/none", .fileMissing(pipe + "/none")),
            ("/dev\u{0}/zero", .fileMissing("/dev\u{0}/zero")),
        ] {
            #expect(throws: problem) { try FileReading(of: path) }
        }
    }

    @Test("up to their bound")
    func large() throws {
        let path = try self.folder.write("large", String(repeating: " ", count: FileReading.largestSize))
        #expect(try FileReading(of: path).bytes.count == FileReading.largestSize)
        #expect(truncate(path, off_t(FileReading.largestSize + 1)) == 0)
        #expect(throws: NapCatFileProblem.tooLarge(path)) { try FileReading(of: path) }
    }

    @Test("where that is allowed", .enabled(if: geteuid() == 0, "needs root to be somebody else"))
    func closed() async throws {
        let path = try self.folder.write("a.json")
        #expect(chmod(path, 0o600) == 0)
        let problem = await asOrdinaryUser {
            #expect(throws: NapCatFileProblem.self) { try FileReading(of: path) }
        }
        #expect(problem == .unreadable(path, errno: EACCES))
    }
}
