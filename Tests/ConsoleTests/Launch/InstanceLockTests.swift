import EndpointTesting
import Glibc
import Testing

@testable import Console

@Suite struct InstanceLockTests {
    @Test("one holder at a time, and everybody can see which process it is")
    func one() async throws {
        try await withTemporaryFolder { folder in
            let state = try StateFolder.prepare(at: folder)
            #expect(InstanceLock.holder(of: state) == nil)
            let lock = try await InstanceLock.acquire(state)
            #expect(InstanceLock.holder(of: state)?.pid == getpid())
            #expect(mode(state.lockFile) == 0o600)
            await #expect(throws: StateFolderProblem.held(pid: getpid())) {
                try await InstanceLock.acquire(state, patience: .milliseconds(20))
            }
            lock.release()
            // A program that another test starts at this moment may hold what it inherits until it has begun.
            #expect(await eventually { InstanceLock.holder(of: state) == nil })
            let next = try await InstanceLock.acquire(state)
            lock.release()
            #expect(InstanceLock.holder(of: state) != nil, "an old release does not free a new lock")
            next.release()
        }
    }

    @Test("a file that a dead process left is no lock")
    func stale() async throws {
        try await withTemporaryFolder { folder in
            let state = try StateFolder.prepare(at: folder)
            makeFile(state.lockFile, "1\n")
            #expect(InstanceLock.holder(of: state) == nil)
            let lock = try await InstanceLock.acquire(state)
            #expect(contents(state.lockFile) == "\(getpid())\n")
            lock.release()
        }
    }

    @Test("a lock that another process holds is told with its process, and free as soon as that is killed")
    func otherProcess() async throws {
        try await withTemporaryFolder { folder in
            let state = try StateFolder.prepare(at: folder)
            makeFile(state.lockFile, "")
            let pid = try self.spawnHolder(of: state.lockFile)
            #expect(await eventually { InstanceLock.holder(of: state)?.pid == pid })
            await #expect(throws: StateFolderProblem.held(pid: pid)) {
                try await InstanceLock.acquire(state, patience: .milliseconds(20))
            }
            kill(pid, SIGKILL)
            var status: CInt = 0
            waitpid(pid, &status, 0)
            #expect(InstanceLock.holder(of: state) == nil)
            try await InstanceLock.acquire(state, patience: .seconds(5)).release()
        }
    }

    @Test("a file with nonsense in it names no process", arguments: ["", "abc\n", "-5\n", "99999999999999999999\n"])
    func nonsense(text: String) async throws {
        try await withTemporaryFolder { folder in
            let state = try StateFolder.prepare(at: folder)
            let lock = try await InstanceLock.acquire(state)
            makeFile(state.lockFile, text)
            #expect(InstanceLock.holder(of: state) == InstanceLock.Holder(pid: nil))
            lock.release()
        }
    }

    @Test("whoever only looks does not keep a start from succeeding")
    func lookers() async throws {
        try await withTemporaryFolder { folder in
            let state = try StateFolder.prepare(at: folder)
            for _ in 0..<20 {
                let looker = open(state.lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
                flock(looker, LOCK_SH)
                async let lock = InstanceLock.acquire(state, patience: .seconds(10))
                await Task.yield()
                close(looker)
                try await lock.release()
            }
        }
    }

    @Test("a link in the lock's place is not followed")
    func link() async throws {
        try await withTemporaryFolder { folder in
            let state = try StateFolder.prepare(at: folder + "/state")
            makeFile(folder + "/precious", "text")
            #expect(symlink(folder + "/precious", state.lockFile) == 0)
            await #expect(throws: StateFolderProblem.system(path: state.lockFile, errno: ELOOP)) {
                try await InstanceLock.acquire(state)
            }
            #expect(contents(folder + "/precious") == "text")
        }
    }

    /// flock(1) as another process that holds the lock with its own number in the file.
    private func spawnHolder(of path: String) throws -> pid_t {
        let script = "exec 9<>\"$0\"; flock 9; echo $$ >&9; exec sleep 60"
        var pid: pid_t = 0
        let result = withCStrings(["sh", "-c", script, path]) { arguments in
            withCStrings(["PATH=/usr/bin:/bin"]) { posix_spawn(&pid, "/bin/sh", nil, nil, arguments, $0) }
        }
        try #require(result == 0)
        return pid
    }
}
