import Glibc
import Testing

@testable import Console

@Suite struct ServingClaimTests {
    @Test("a claim takes the lock, clears what was left, and can be given up")
    func claim() async throws {
        try await withTemporaryFolder { folder in
            let state = try StateFolder.prepare(at: folder)
            makeFile(folder + "/keys.json.tmp")
            let claim = try await ServingClaim.claim(state, environment: [:])
            #expect(mode(folder + "/keys.json.tmp") == nil)
            #expect(claim.sockets.control == folder + "/control.sock")
            await #expect(throws: StateFolderProblem.held(pid: getpid())) {
                try await ServingClaim.claim(state, environment: [:])
            }
            claim.release()
            try await ServingClaim.claim(state, environment: [:]).release()
        }
    }

    @Test("of several starts at once exactly one wins")
    func race() async throws {
        try await withTemporaryFolder { folder in
            let state = try StateFolder.prepare(at: folder)
            let claims = await withTaskGroup(of: ServingClaim?.self) { group in
                for _ in 0..<8 {
                    // A loser is what this test counts.
                    group.addTask { try? await ServingClaim.claim(state, environment: [:]) }
                }
                return await group.reduce(into: [ServingClaim]()) { if let claim = $1 { $0.append(claim) } }
            }
            #expect(claims.count == 1)
            claims.first?.release()
        }
    }
}
