import Glibc
import Testing

@testable import Console

@Suite struct StateFolderTests {
    @Test("a missing folder is made, with those above it, for the owner alone")
    func made() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/a/b/onebot-console"
            let state = try StateFolder.prepare(at: path)
            #expect(state.path == path)
            for made in [path, folder + "/a/b", folder + "/a"] { #expect(mode(made) == 0o700) }
        }
    }

    @Test("an empty folder of ours that others may look into is closed to them")
    func closed() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/state"
            #expect(mkdir(path, 0o755) == 0)
            chmod(path, 0o755)
            _ = try StateFolder.prepare(at: path)
            #expect(mode(path) == 0o700)
        }
    }

    @Test("a folder that a console has used before is closed, too")
    func closedAgain() async throws {
        try await withTemporaryFolder { folder in
            makeFile(folder + "/lock")
            makeFile(folder + "/console.log")
            chmod(folder, 0o755)
            _ = try StateFolder.prepare(at: folder)
            #expect(mode(folder) == 0o700)
        }
    }

    @Test("a folder with other things in it keeps its rights and is refused while it is open to others")
    func otherThings() async throws {
        try await withTemporaryFolder { folder in
            makeFile(folder + "/thesis.txt")
            chmod(folder, 0o755)
            #expect(throws: StateFolderProblem.openToOthers(path: folder)) { try StateFolder.prepare(at: folder) }
            #expect(mode(folder) == 0o755)
        }
    }

    @Test("a folder that others may write to is refused", arguments: [0o777, 0o1777, 0o770] as [mode_t])
    func writable(rights: mode_t) async throws {
        try await withTemporaryFolder { folder in
            chmod(folder, rights)
            #expect(throws: StateFolderProblem.writableByOthers(path: folder)) { try StateFolder.prepare(at: folder) }
            #expect(throws: StateFolderProblem.writableByOthers(path: folder)) { try StateFolder.existing(at: folder) }
        }
    }

    @Test("a folder of another user is refused", .enabled(if: geteuid() == 0, "only root can give a folder away"))
    func foreign() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/state"
            #expect(mkdir(path, 0o700) == 0)
            #expect(chown(path, 12_345, 12_345) == 0)
            #expect(throws: StateFolderProblem.foreignOwner(path: path, owner: 12_345)) {
                try StateFolder.prepare(at: path)
            }
        }
    }

    @Test("a file where the folder should be is said to be one")
    func file() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/state"
            makeFile(path)
            #expect(throws: StateFolderProblem.notAFolder(path: path)) { try StateFolder.prepare(at: path) }
        }
    }

    @Test("two names of one folder are one folder")
    func link() async throws {
        try await withTemporaryFolder { folder in
            let state = try StateFolder.prepare(at: folder + "/state")
            #expect(symlink(state.path, folder + "/link") == 0)
            let prepared = try StateFolder.prepare(at: folder + "/link")
            let existing = try StateFolder.existing(at: folder + "/./link/")
            #expect(prepared == state)
            #expect(existing == state)
        }
    }

    @Test("asking for a folder that is not there makes none")
    func absent() async throws {
        try await withTemporaryFolder { folder in
            let state = try StateFolder.existing(at: folder + "/none/state")
            #expect(state == nil)
            #expect(mode(folder + "/none") == nil)
        }
    }

    @Test("temporary files of a dead process are removed, and nothing else")
    func leftovers() async throws {
        try await withTemporaryFolder { folder in
            for name in ["socket-folder.tmp", ".keys.json.0123456789abcdef.tmp", "keys.json", "tmp"] {
                makeFile(folder + "/" + name)
            }
            #expect(mkdir(folder + "/folder.tmp", 0o700) == 0)
            try StateFolder.prepare(at: folder).removeLeftovers()
            #expect(Set(Paths.names(in: folder) ?? []) == ["keys.json", "tmp", "folder.tmp"])
        }
    }

    @Test(
        "a path is taken from the root on",
        arguments: [("/a/b", "/a/b"), ("~/a", "/home/me/a"), ("~", "/home/me"), ("~other/a", nil), ("a/b", nil)]
    )
    func absolute(path: String, expected: String?) throws {
        let current = try #require(
            getcwd(nil, 0).map { pointer in
                defer { free(pointer) }
                return String(cString: pointer)
            }
        )
        #expect(Paths.absolute(path, ["HOME": "/home/me"]) == expected ?? current + "/" + path)
    }
}
