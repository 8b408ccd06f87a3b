import Foundation
import FuzzTargets
import Testing

/// The parsers of foreign bytes with few inputs; `make fuzz` tries them with many.
@Suite("Parsers of foreign bytes")
struct FuzzTests {
    @Test("hold with a few hundred inputs, the same ones in every run", arguments: FuzzTarget.all.map(\.name))
    func few(name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        for seed in target.seeds { try self.attempt(target, seed) }
        for seed in FuzzRounds.seeds(2) {
            var mutator = FuzzMutator(target, seed: seed)
            for _ in 0..<300 { try self.attempt(target, mutator.next()) }
        }
    }

    @Test("hold with what once broke one of them", arguments: FuzzTarget.all.map(\.name))
    func finds(name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        for bytes in try Finds.all(of: name) { try self.attempt(target, bytes) }
    }

    @Test("every folder of finds is one of a parser")
    func folders() throws {
        #expect(Set(try Finds.names()).isSubset(of: FuzzTarget.all.map(\.name)))
    }

    @Test("the same seed makes the same inputs, and another seed others")
    func seeds() throws {
        let target = try #require(FuzzTarget.named("json"))
        func inputs(_ seed: UInt64) -> [[UInt8]] {
            var mutator = FuzzMutator(target, seed: seed)
            return (0..<50).map { _ in mutator.next() }
        }
        #expect(inputs(1) == inputs(1))
        #expect(inputs(1) != inputs(2))
        #expect(inputs(1).allSatisfy { $0.count <= target.longest })
    }

    private func attempt(_ target: FuzzTarget, _ bytes: [UInt8]) throws {
        do {
            try target.check(bytes)
        } catch {
            Issue.record("\(error)\nwith \(FuzzRounds.hex(bytes))")
            throw error
        }
    }
}

/// Inputs that broke a parser once, kept as files.
enum Finds {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "Finds"
    )

    /// The parsers that there are some of.
    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: self.folder.path).filter { !$0.contains(".") }
    }

    static func all(of name: String) throws -> [[UInt8]] {
        let folder = self.folder.appendingPathComponent(name)
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .map { Array(try Data(contentsOf: folder.appendingPathComponent($0))) }
    }
}
