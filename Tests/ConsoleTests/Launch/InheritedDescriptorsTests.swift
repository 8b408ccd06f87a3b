import Foundation
import Glibc
import Testing

@testable import Console

struct InheritedDescriptorsTests {
    @Test(
        "what is meant for this process is taken by its names",
        arguments: [
            (["LISTEN_PID": "7", "LISTEN_FDS": "1"], [3], nil, nil),
            (["LISTEN_PID": "7", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "endpoint:lock"], [3], 4, nil),
            (["LISTEN_PID": "7", "LISTEN_FDS": "4", "LISTEN_FDNAMES": "endpoint:endpoint:lock:former"], [3, 4], 5, 6),
            (["LISTEN_PID": "7", "LISTEN_FDS": "3", "LISTEN_FDNAMES": "web.socket"], [3, 4, 5], nil, nil),
            (["LISTEN_PID": "8", "LISTEN_FDS": "1"], [], nil, nil),
            (["LISTEN_FDS": "1"], [], nil, nil),
            (["LISTEN_PID": "7"], [], nil, nil),
            (["LISTEN_PID": "7", "LISTEN_FDS": "-1"], [], nil, nil),
            (["LISTEN_PID": "7", "LISTEN_FDS": "99999999999999999999"], [], nil, nil),
            (["LISTEN_PID": "7", "LISTEN_FDS": "65"], [], nil, nil),
        ] as [([String: String], [CInt], CInt?, CInt?)]
    )
    func taken(environment: [String: String], sockets: [CInt], lock: CInt?, former: CInt?) {
        let taken = InheritedDescriptors(environment: environment, process: 7)
        #expect(taken.sockets == sockets)
        #expect(taken.lock == lock)
        #expect(taken.former == former)
    }

    @Test("what one program tells the next is understood by it")
    func handedOn() {
        var handed = InheritedDescriptors.none
        handed.sockets = [20, 31]
        handed.lock = 9
        handed.former = 14
        let next = InheritedDescriptors(environment: handed.variables(process: 7), process: 7)
        #expect(next.sockets == [3, 4])
        #expect(next.lock == 5)
        #expect(next.former == 6)
        #expect(handed.all == [20, 31, 9, 14])
    }

    @Test("as many sockets as are allowed are understood beside everything else")
    func most() {
        var handed = InheritedDescriptors.none
        handed.sockets = (0..<InheritedDescriptors.mostSockets).map { CInt(100 + $0) }
        handed.lock = 9
        handed.former = 14
        handed.reason = 15
        let next = InheritedDescriptors(environment: handed.variables(process: 7), process: 7)
        #expect(next.sockets.count == InheritedDescriptors.mostSockets)
        #expect(next.reason == 66)
    }

    @Test("a reason goes along, and everything keeps its place under other numbers")
    func reason() {
        var handed = InheritedDescriptors.none
        handed.sockets = [20, 31]
        handed.lock = 9
        handed.give(reason: "端口 8021 被占用。")
        #expect(handed.variables(process: 7)["LISTEN_FDNAMES"] == "endpoint:endpoint:lock:reason")
        var renumbered = handed.renumbered([3, 4, 5, 6])
        #expect(renumbered.sockets == [3, 4])
        #expect(renumbered.lock == 5)
        #expect(renumbered.former == nil)
        #expect(renumbered.reason == 6)
        renumbered.reason = handed.reason
        #expect(renumbered.takeReason() == "端口 8021 被占用。")
        #expect(renumbered.takeReason() == nil)
        #expect(handed.renumbered([3]) == handed)
    }

    @Test("the lock is adopted where it is held, and goes on being held")
    func adoptedLock() async throws {
        try await withTemporaryFolder { path in
            let folder = try StateFolder.prepare(at: path + "/state")
            let other = try StateFolder.prepare(at: path + "/other")
            let lock = try await InstanceLock.acquire(folder)
            let handed = try #require(lock.duplicate())
            defer { close(handed) }
            lock.release()
            #expect(InstanceLock.holder(of: folder) != nil)
            #expect(InstanceLock.adopt(handed, other) == nil)
            let adopted = try #require(InstanceLock.adopt(handed, folder))
            adopted.release()
        }
    }
}
