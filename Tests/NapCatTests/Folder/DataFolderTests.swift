import Glibc
import NapCat
import Testing

@Suite("The data folder")
struct DataFolderTests {
    @Test("a good one, with its owner and free space, and nothing left in it")
    func good() throws {
        let folder = try TestFolder()
        let look = DataFolder.look(at: folder.path)
        #expect(look.path == folder.path)
        #expect(look.state == .good)
        #expect(look.freeBytes.map { $0 > 0 } == true)
        #expect(look.owner == String(cString: getpwuid(geteuid()).pointee.pw_name))
        #expect(folder.names.isEmpty)
    }

    @Test("an owner who is nobody's user is a number")
    func strangeOwner() throws {
        let folder = try TestFolder()
        guard chown(folder.path, 3_999_999_999, gid_t.max) == 0 else { return }
        #expect(DataFolder.look(at: folder.path).owner == "3999999999")
    }

    @Test("missing, and no folder")
    func missing() throws {
        let folder = try TestFolder()
        try folder.write("file", "x")
        try folder.link("loop", to: "loop")
        try folder.link("dead", to: "nowhere")
        #expect(DataFolder.look(at: folder.path("none")).state == .missing)
        #expect(DataFolder.look(at: folder.path("dead")).state == .missing)
        #expect(DataFolder.look(at: folder.path("file/below")).state == .missing)
        #expect(DataFolder.look(at: "").state == .missing)
        #expect(DataFolder.look(at: "/tmp\u{0}/x").state == .missing)
        #expect(DataFolder.look(at: folder.path("file")).state == .notFolder)
        #expect(DataFolder.look(at: folder.path("loop")).state == .closed)
        #expect(DataFolder.look(at: folder.path("none")).freeBytes == nil)
    }

    @Test(
        "by the rights of who looks",
        .enabled(if: geteuid() == 0, "needs root to be somebody else"),
        arguments: [(0o700, .closed), (0o755, .readOnly), (0o777, .good), (0o733, .closed), (0o766, .closed)]
            as [(mode_t, DataFolder.State)]
    )
    func rights(_ mode: mode_t, _ state: DataFolder.State) async throws {
        let folder = try TestFolder()
        try #require(chmod(folder.path, mode) == 0)
        // For root the owner's rights are nobody's business.
        #expect(await asOrdinaryUser { DataFolder.look(at: folder.path) }.state == state)
        #expect(DataFolder.look(at: folder.path).state == .good)
    }

    @Test("a folder below one that is closed", .enabled(if: geteuid() == 0, "needs root to be somebody else"))
    func hidden() async throws {
        let folder = try TestFolder()
        try folder.makeFolder("inner")
        try #require(chmod(folder.path, 0o700) == 0)
        #expect(await asOrdinaryUser { DataFolder.look(at: folder.path("inner")) }.state == .closed)
    }

    @Test("mounted read-only, where even root may not write", .enabled(if: MountedFolder.isPermitted, "needs mount(2)"))
    func readOnlyMount() throws {
        let folder = try TestFolder()
        let mounted = try #require(MountedFolder(at: folder.path, isReadOnly: true))
        let look = DataFolder.look(at: mounted.path)
        #expect(look.state == .readOnly)
        #expect(look.freeBytes == 1 << 20)
    }
}

/// A small file system in memory.
final class MountedFolder {
    let path: String

    /// Nil where that is not permitted.
    init?(at path: String, isReadOnly: Bool) {
        let flags = UInt(MS_NOSUID) | (isReadOnly ? UInt(MS_RDONLY) : 0)
        guard mount("napcat-test", path, "tmpfs", flags, "size=1m") == 0 else { return nil }
        self.path = path
    }

    deinit { umount2(self.path, Int32(MNT_DETACH)) }

    /// Tried, for root in a container mostly may not.
    static var isPermitted: Bool {
        guard let folder = try? TestFolder() else { return false }
        return MountedFolder(at: folder.path, isReadOnly: false) != nil
    }
}
