import Foundation
import Glibc
import NapCat
import Testing

@Suite("Files of NapCat are replaced")
struct AtomicReplacementTests {
    private let folder: ScratchFolder
    private let new = Array("{ a: 1 }\n".utf8)

    init() throws {
        self.folder = try ScratchFolder()
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try FileReading(of: path).bytes, as: UTF8.self)
    }

    private func status(_ path: String) -> stat {
        var status = stat()
        #expect(lstat(path, &status) == 0)
        return status
    }

    @Test("and nothing is left beside them")
    func contents() throws {
        let path = try self.folder.write("a.json", "{}")
        let inode = self.status(path).st_ino
        let reading = try AtomicReplacement.replace(try FileReading(of: path), with: self.new)
        #expect(try self.text(path) == "{ a: 1 }\n")
        #expect(try self.folder.names == ["a.json"])
        // A new file took its place: who has the old one open reads that to its end.
        #expect(self.status(path).st_ino != inode)
        // What was returned is as good as read.
        #expect(try FileReading(of: path) == reading)
        try AtomicReplacement.replace(reading, with: [])
        #expect(try self.text(path) == "")
    }

    @Test("with their mode", arguments: [0o600, 0o644, 0o640, 0o666, 0o400, 0o777] as [mode_t])
    func mode(mode: mode_t) throws {
        try #require(mode & 0o200 != 0 || geteuid() == 0)
        let path = try self.folder.write("a.json", "{}")
        #expect(chmod(path, mode) == 0)
        try AtomicReplacement.replace(try FileReading(of: path), with: self.new)
        #expect(self.status(path).st_mode & 0o7777 == mode)
    }

    @Test("with their owner and group", .enabled(if: geteuid() == 0, "needs root to give files away"))
    func owner() throws {
        let path = try self.folder.write("a.json", "{}")
        #expect(chmod(path, 0o640) == 0)
        #expect(chown(path, 12_345, 23_456) == 0)
        try AtomicReplacement.replace(try FileReading(of: path), with: self.new)
        let status = self.status(path)
        #expect(status.st_uid == 12_345)
        #expect(status.st_gid == 23_456)
        #expect(status.st_mode & 0o7777 == 0o640)
    }

    @Test("where a link leads to, and the link stays")
    func link() throws {
        let target = try self.folder.write("inner/a.json", "{}")
        let link = self.folder.path + "/link.json"
        #expect(symlink("inner/a.json", link) == 0)
        try AtomicReplacement.replace(try FileReading(of: link), with: self.new)
        #expect(self.status(link).st_mode & S_IFMT == S_IFLNK)
        #expect(try self.text(target) == "{ a: 1 }\n")
        #expect(try self.folder.names == ["inner", "link.json"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: self.folder.path + "/inner") == ["a.json"])
    }

    @Test("unless somebody else was faster")
    func changed() throws {
        let path = try self.folder.write("a.json", "{}")
        let reading = try FileReading(of: path)
        let times = [self.status(path).st_atim, self.status(path).st_mtim]
        func expectChanged(_ text: String) throws {
            #expect(throws: NapCatFileProblem.changedMeanwhile(path)) {
                try AtomicReplacement.replace(reading, with: self.new)
            }
            #expect(try self.text(path) == text)
            #expect(try self.folder.names == ["a.json"])
        }
        // Another file of the same contents.
        try self.folder.write("b.json", "{}")
        #expect(rename(self.folder.path + "/b.json", path) == 0)
        try expectChanged("{}")

        // The same file with other contents of the same length and time.
        let again = try FileReading(of: path)
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.write(contentsOf: Data("[]".utf8))
        try file.close()
        #expect(utimensat(AT_FDCWD, path, times, 0) == 0)
        try expectChanged("[]")
        #expect(throws: NapCatFileProblem.changedMeanwhile(path)) {
            try AtomicReplacement.replace(again, with: self.new)
        }

        // The same contents at another time.
        let third = try FileReading(of: path)
        #expect(utimensat(AT_FDCWD, path, [timespec(tv_sec: 1, tv_nsec: 1), timespec(tv_sec: 1, tv_nsec: 1)], 0) == 0)
        #expect(throws: NapCatFileProblem.changedMeanwhile(path)) {
            try AtomicReplacement.replace(third, with: self.new)
        }

        #expect(unlink(path) == 0)
        #expect(throws: NapCatFileProblem.fileMissing(path)) { try AtomicReplacement.replace(reading, with: self.new) }
        #expect(try self.folder.names == [])
    }

    @Test("unless nobody wants it any more, which is asked at the last moment")
    func unwanted() throws {
        let path = try self.folder.write("a.json", "{}")
        let reading = try FileReading(of: path)
        let folder = self.folder
        @Sendable func expectLate() {
            // What takes its place lies there already.
            #expect((try? folder.names)?.count == 2)
            #expect((try? self.text(path)) == "{}")
        }
        #expect(throws: NapCatFileProblem.changedMeanwhile(path)) {
            try AtomicReplacement.replace(reading, with: self.new) {
                expectLate()
                return false
            }
        }
        #expect(try self.text(path) == "{}")
        #expect(try self.folder.names == ["a.json"])
        try AtomicReplacement.replace(reading, with: self.new) {
            expectLate()
            return true
        }
        #expect(try self.text(path) == "{ a: 1 }\n")
        #expect(try self.folder.names == ["a.json"])
    }

    @Test("also at the same time: one of many succeeds, and the file is whole")
    func race() async throws {
        let path = try self.folder.write("a.json", "{}")
        let reading = try FileReading(of: path)
        let done = await withTaskGroup(of: String?.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let text = String(repeating: "\(number)", count: 10_000)
                    guard (try? AtomicReplacement.replace(reading, with: Array(text.utf8))) != nil else { return nil }
                    return text
                }
            }
            return await group.reduce(into: [String]()) { if let text = $1 { $0.append(text) } }
        }
        #expect(!done.isEmpty)
        #expect(done.contains(try self.text(path)))
        #expect(try self.folder.names == ["a.json"])
    }

    @Test("not beyond what is read again")
    func large() throws {
        let path = try self.folder.write("a.json", "{}")
        let bytes = [UInt8](repeating: 0x20, count: FileReading.largestSize + 1)
        #expect(throws: NapCatFileProblem.tooLarge(path)) {
            try AtomicReplacement.replace(try FileReading(of: path), with: bytes)
        }
        #expect(try self.text(path) == "{}")
    }

    @Test("with names of any length")
    func longName() throws {
        let path = try self.folder.write(String(repeating: "名", count: 84), "{}")
        try AtomicReplacement.replace(try FileReading(of: path), with: self.new)
        #expect(try self.text(path) == "{ a: 1 }\n")
    }
}

@Suite("Files that may not be replaced stay as they are")
struct RefusedReplacementTests {
    private let new = Array("{ a: 1 }\n".utf8)

    @Test("on a file system for reading", .enabled(if: TinyFileSystem.isPermitted, "needs to mount"))
    func readOnly() throws {
        let disk = try TinyFileSystem()
        let path = try disk.folder.write("a.json", "{}")
        try disk.makeReadOnly()
        let reading = try FileReading(of: path)
        #expect(throws: NapCatFileProblem.readOnly(path)) { try AtomicReplacement.replace(reading, with: self.new) }
        #expect(try FileReading(of: path) == reading)
        #expect(try disk.folder.names == ["a.json"])
    }

    @Test("on a full disk", .enabled(if: TinyFileSystem.isPermitted, "needs to mount"))
    func full() throws {
        let disk = try TinyFileSystem()
        let path = try disk.folder.write("a.json", "{}")
        try disk.fill()
        let reading = try FileReading(of: path)
        #expect(throws: NapCatFileProblem.noSpace(path)) {
            try AtomicReplacement.replace(reading, with: [UInt8](repeating: 0x20, count: 100_000))
        }
        #expect(try FileReading(of: path) == reading)
        #expect(try disk.folder.names == ["a.json", "full"])
    }

    @Test("where they are mount points", .enabled(if: TinyFileSystem.isPermitted, "needs to mount"))
    func mountPoint() throws {
        let folder = try ScratchFolder()
        let other = try folder.write("other/b.json", "{}")
        let path = try folder.write("a.json", "{}")
        #expect(mount(other, path, nil, UInt(MS_BIND), nil) == 0)
        defer { umount2(path, CInt(MNT_DETACH)) }
        let reading = try FileReading(of: path)
        #expect(throws: NapCatFileProblem.readOnly(path)) { try AtomicReplacement.replace(reading, with: self.new) }
        #expect(try FileReading(of: path) == reading)
        #expect(try folder.names == ["a.json", "other"])
    }

    @Test(
        "where an ordinary user lacks the right",
        .enabled(if: geteuid() == 0, "needs root to be somebody else"),
        arguments: [
            // The folder is closed; the file is; it is root's, and would become another's.
            (0o755, 0o666, 0), (0o777, 0o444, 0), (0o777, 0o666, 0), (0o755, 0o644, 65_534),
        ] as [(mode_t, mode_t, uid_t)]
    )
    func ordinary(folderMode: mode_t, fileMode: mode_t, owner: uid_t) async throws {
        let folder = try ScratchFolder()
        let path = try folder.write("a.json", "{}")
        #expect(chmod(folder.path, folderMode) == 0)
        #expect(chmod(path, fileMode) == 0)
        #expect(chown(path, owner, owner) == 0)
        let new = self.new
        let problem = await asOrdinaryUser {
            #expect(throws: NapCatFileProblem.self) {
                try AtomicReplacement.replace(try FileReading(of: path), with: new)
            }
        }
        #expect(problem == .readOnly(path))
        #expect(try FileReading(of: path).bytes == Array("{}".utf8))
        #expect(try folder.names == ["a.json"])
    }

    @Test("and where he has it they are replaced", .enabled(if: geteuid() == 0, "needs root to be somebody else"))
    func ordinaryOwn() async throws {
        let folder = try ScratchFolder()
        let path = try folder.write("a.json", "{}")
        #expect(chmod(folder.path, 0o777) == 0)
        #expect(chown(path, 65_534, 65_534) == 0)
        let new = self.new
        await asOrdinaryUser {
            #expect(throws: Never.self) { try AtomicReplacement.replace(try FileReading(of: path), with: new) }
        }
        #expect(try FileReading(of: path).bytes == new)
    }
}
