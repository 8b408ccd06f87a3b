/// What a run is told on the command line, as `NAME=VALUE`.
struct RunParameters {
    struct Wrong: Error, CustomStringConvertible {
        let description: String
    }

    private let values: [String: UInt64]

    /// - Parameter known: The names, and what holds for those that are not given; nil for none.
    /// - Throws: ``Wrong``.
    init(_ words: some Sequence<String>, known: [String: UInt64?]) throws {
        var values = known.compactMapValues { $0 }
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard known.keys.contains(name), parts.count == 2 else {
                throw Wrong(
                    description: "\(word): expected one of \(known.keys.sorted().joined(separator: ", ")) = a number"
                )
            }
            // An empty one, as make hands on what was not set, is none.
            guard !parts[1].isEmpty else { continue }
            guard let value = UInt64(parts[1]) else { throw Wrong(description: "\(word): not a whole number") }
            values[name] = value
        }
        self.values = values
    }

    /// - Throws: ``Wrong`` when it was not given or is too large to count.
    func count(_ name: String) throws -> Int {
        guard let value = self.values[name], value <= 1 << 31 else {
            throw Wrong(description: "\(name): a number up to 2147483648 is needed")
        }
        return Int(value)
    }

    func number(_ name: String) -> UInt64? { self.values[name] }
}
