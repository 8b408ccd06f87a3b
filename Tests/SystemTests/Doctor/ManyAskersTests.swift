import Foundation
import TerminalTesting
import Testing

/// The doctor of the built program, asked by many at once.
@Suite(.serialized)
struct ManyAskersTests {
    @Test("asked by many at once, the doctor answers each of them, again and again")
    func crowd() async throws {
        try await withConsoleHome { home in
            _ = try await home.serve()
            for _ in 0..<3 {
                let askers = try (0..<12).map { index in
                    index.isMultiple(of: 2)
                        ? try home.start("status", "--json") : try home.start("doctor", "--json")
                }
                for asker in askers {
                    let result = try await asker.result()
                    #expect(result.exit == 0, "\(result.errors)")
                    #expect(result.output.hasPrefix("{"))
                }
            }
        }
    }
}
