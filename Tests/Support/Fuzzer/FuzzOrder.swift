import CFuzzing
import Foundation

/// What is asked for, by `make fuzz`'s parameters.
struct FuzzOrder {
    /// Names of parsers; all when empty.
    var parsers: [String]
    /// Inputs for each.
    var inputs: Int
    var seed: UInt64
    /// By libFuzzer, else by seeds that are changed by chance.
    var isGuided: Bool
    /// Where inputs go that broke a parser, in a folder of its name.
    var finds: String
    /// Where the input that is being tried lies.
    var work: String

    static func read(_ environment: [String: String]) throws -> FuzzOrder {
        func number(_ name: String, _ usual: UInt64) throws -> UInt64 {
            guard let text = environment[name], !text.isEmpty else { return usual }
            guard let number = UInt64(text), number < 1 << 62 else { throw Trouble("\(name) is no number: \(text)") }
            return number
        }
        return FuzzOrder(
            parsers: (environment["PARSERS"] ?? "").split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init),
            inputs: Int(try number("INPUTS", 1_000_000)),
            seed: try number("SEED", UInt64(Date().timeIntervalSince1970)),
            isGuided: cf_has_libfuzzer() != 0 && environment["ENGINE"] != "seeded",
            finds: environment["FINDS"] ?? "Tests/FuzzTests/Finds",
            work: NSTemporaryDirectory() + "/onebot-console-fuzz-\(getpid())"
        )
    }
}

/// A sentence for standard error.
struct Trouble: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
