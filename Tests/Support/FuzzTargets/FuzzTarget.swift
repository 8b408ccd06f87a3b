package import TerminalTesting

/// One parser of bytes that others wrote, ready to be fed with anything.
///
/// The same bytes are always judged alike, so that an input that was found once can be tried again.
package struct FuzzTarget: Sendable {
    package let name: String
    /// Right inputs, to be changed at random.
    package let seeds: [[UInt8]]
    /// Pieces that say something to the parser.
    package let words: [[UInt8]]
    /// Bytes of the longest input that is made.
    package let longest: Int
    /// Makes an input of its own form; nil where changed seeds do.
    package let make: (@Sendable (inout SeededRandom) -> [UInt8])?
    /// Parses the bytes and holds the outcome against what must be true of it.
    package let check: @Sendable ([UInt8]) throws -> Void

    init(
        _ name: String,
        longest: Int = 512,
        seeds: [[UInt8]],
        words: [String] = [],
        make: (@Sendable (inout SeededRandom) -> [UInt8])? = nil,
        check: @escaping @Sendable ([UInt8]) throws -> Void
    ) {
        self.name = name
        self.seeds = seeds
        self.words = words.map { Array($0.utf8) }
        self.longest = longest
        self.make = make
        self.check = check
    }

    /// For parsers of text.
    init(
        _ name: String,
        longest: Int = 512,
        seeds: [String],
        words: [String] = [],
        check: @escaping @Sendable ([UInt8]) throws -> Void
    ) {
        self.init(name, longest: longest, seeds: seeds.map { Array($0.utf8) }, words: words, check: check)
    }

    /// Every one there is; a new parser of foreign bytes belongs here.
    package static let all: [FuzzTarget] = [
        .handshake, .clientHello, .frames, .utf8, .envelope, .json, .jsonViews, .event, .cqText, .filter,
        .keys, .commandLine, .attach, .settings, .keyList, .settingValues, .keyHistory, .webUIAnswer, .napCatFile,
        .engine,
        .addresses, .controlRequest, .controlAnswer, .ledger, .machineText, .firewall, .packet, .simulator,
    ]

    package static func named(_ name: String) -> FuzzTarget? { self.all.first { $0.name == name } }
}
