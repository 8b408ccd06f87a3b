/// Who has rung, the latest 256 of them.
struct DoorbellBook {
    static let most = 256
    /// Attempts of one address that may be under way at once; of more, repetitions count as attempts.
    private static let mostUnderWay = 16

    private struct Entry {
        var caller: DoorbellCaller
        /// Source port and sequence number of the latest attempts, by which repetitions are known.
        var attempts: [UInt64] = []
        var next = 0
    }

    private struct Key: Hashable {
        var source: [UInt8]
        var destination: [UInt8]
        var interface: Int32
    }

    private var entries: [Key: Entry] = [:]
    private(set) var attempts = 0

    /// - Parameters:
    ///   - name: the interface's, looked up only for callers that are new.
    mutating func note(_ packet: DoorbellPacket, interface: Int32, at time: ContinuousClock.Instant, name: () -> String)
    {
        let key = Key(source: packet.source, destination: packet.destination, interface: interface)
        let attempt = UInt64(packet.sourcePort) << 32 | UInt64(packet.sequence)
        if var entry = self.entries[key] {
            entry.caller.last = time
            if entry.attempts.contains(attempt) {
                entry.caller.repetitions += 1
            } else {
                entry.caller.attempts += 1
                self.attempts += 1
                if entry.attempts.count < Self.mostUnderWay {
                    entry.attempts.append(attempt)
                } else {
                    entry.attempts[entry.next] = attempt
                    entry.next = (entry.next + 1) % Self.mostUnderWay
                }
            }
            self.entries[key] = entry
            return
        }
        guard let source = AddressBytes.text(packet.source), let destination = AddressBytes.text(packet.destination)
        else { return }
        if self.entries.count >= 2 * Self.most { self.forgetOldest() }
        self.attempts += 1
        let caller = DoorbellCaller(
            address: source,
            destination: destination,
            interface: name(),
            first: time,
            last: time,
            attempts: 1,
            repetitions: 0
        )
        self.entries[key] = Entry(caller: caller, attempts: [attempt])
    }

    /// Many at once, so that a flood of made-up addresses costs little for each.
    private mutating func forgetOldest() {
        let latest = self.entries.sorted { $0.value.caller.last > $1.value.caller.last }.prefix(Self.most)
        self.entries = Dictionary(uniqueKeysWithValues: latest.map { ($0.key, $0.value) })
    }

    /// The latest first.
    var callers: [DoorbellCaller] {
        let all = self.entries.values.map(\.caller).sorted { ($0.last, $0.address) > ($1.last, $1.address) }
        return Array(all.prefix(Self.most))
    }
}
