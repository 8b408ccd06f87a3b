import NIOCore
import OneBot
import Simulator

/// The options of `simulate` as they were typed.
package struct SimulateOptions: Sendable {
    /// `--url`; nil for our own endpoint.
    package var url: String?
    /// `--key`; nil for our own, `-` for a line of standard input.
    package var key: String?
    package var bots = 1
    /// Events a second and bot.
    package var rate = 1.0
    /// Bytes.
    package var size: Int?
    /// `--as`
    package var implementation = Implementation.napCat.rawValue
    package var selfID: Int64 = 1_000_010_001
    /// Seconds; 0 for none.
    package var heartbeat: Double?
    /// `--for`, as typed.
    package var runTime: String?
    package var count: Int?
    package var seed: UInt64?
    package var faults: [String] = []
    package var asJSON = false
    package var quiet = false
    /// Takes any certificate.
    package var insecure = false

    package init() {}

    static let mostBots = 50_000
    static let highestRate = 100_000.0
    static let largestMessage = 64 << 20
    /// Seconds.
    private static let week = 604_800.0

    /// The run time; nil for no end.
    func duration(_ phrases: CommandPhrases) throws(CommandFailure) -> Duration? {
        guard let text = self.runTime else { return nil }
        let seconds = DurationText.seconds(text).map(Double.init) ?? Double(text)
        guard let seconds, seconds > 0, seconds <= Self.week else {
            throw CommandFailure(phrases.badDuration(text, maximum: "7d"), exit: CommandExit.usage)
        }
        return .seconds(seconds)
    }

    /// What a fleet is told, its values checked.
    ///
    /// - Throws: A sentence with exit code 64 for a value out of its range and for names that there are not.
    func configuration(
        address: EndpointAddress,
        key: Secret,
        _ phrases: CommandPhrases
    ) throws(CommandFailure) -> FleetConfiguration {
        var configuration = FleetConfiguration(address: address, key: key)
        configuration.faults = try self.knownFaults(phrases)
        guard let implementation = Implementation(rawValue: self.implementation) else {
            let names = Implementation.allCases.map(\.rawValue)
            throw CommandFailure(
                phrases.unknownImplementation(self.implementation, known: names),
                exit: CommandExit.usage
            )
        }
        configuration.implementation = implementation
        configuration.bots = try Self.check(self.bots, in: 1...Self.mostBots, "--bots", phrases)
        configuration.rate = try Self.check(self.rate, in: 0...Self.highestRate, "--rate", phrases)
        if let size = self.size {
            configuration.messageBytes = try Self.check(size, in: 1...Self.largestMessage, "--size", phrases)
        }
        let lastStart = Int64.max - Int64(Self.mostBots)
        configuration.firstSelfID = try Self.check(self.selfID, in: 1...lastStart, "--self-id", phrases)
        if let heartbeat = self.heartbeat {
            let seconds = try Self.check(heartbeat, in: 0...Self.week, "--heartbeat", phrases)
            configuration.heartbeat = .nanoseconds(Int64(seconds * 1_000_000_000))
        }
        if let count = self.count {
            configuration.count = try Self.check(count, in: 1...Int.max, "--count", phrases)
        }
        if let seed = self.seed { configuration.seed = seed }
        // Our own certificate is no stranger's.
        configuration.verifiesCertificate = self.url != nil && !self.insecure
        return configuration
    }

    func knownFaults(_ phrases: CommandPhrases) throws(CommandFailure) -> Set<Fault> {
        var faults: Set<Fault> = []
        for name in self.faults {
            guard let fault = Fault(rawValue: name) else {
                throw CommandFailure(
                    phrases.unknownFault(name, known: Fault.allCases.map(\.rawValue)),
                    exit: CommandExit.usage
                )
            }
            faults.insert(fault)
        }
        return faults
    }

    private static func check<Value: Comparable & Sendable>(
        _ value: Value,
        in range: ClosedRange<Value>,
        _ option: String,
        _ phrases: CommandPhrases
    ) throws(CommandFailure) -> Value {
        guard range.contains(value) else {
            let sentence = phrases.outOfRange(option, "\(range.lowerBound)", "\(range.upperBound)")
            throw CommandFailure(sentence, exit: CommandExit.usage)
        }
        return value
    }
}
