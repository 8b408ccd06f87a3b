import Snapshot

import struct Foundation.Date

/// LIVE-07: one address or account that comes again and again.
///
/// Many bots of one address that each come back once are no storm, however many they are: what was accepted counts by
/// account, what was refused by address.
enum StormRule {
    private static let limit = 10
    private static let minute: Double = 60
    /// Over when fewer than this many came in each minute of `calm` seconds.
    private static let few = 2
    private static let calm: Double = 300

    private enum Unit: Hashable {
        case refused(String)
        case account(String, String)
        /// Accepted without saying whose they are.
        case nameless(String)
        case anywhere(String)
    }

    struct Storm {
        var since: Date
        var peak: Int
        /// Positions in the attempts.
        var members: [Int]
    }

    static func observe(_ facts: AttemptCase) -> [Observation] {
        var units: [Unit: [Int]] = [:]
        for (index, attempt) in facts.attempts.enumerated() {
            let kind = facts.kinds[index]
            guard attempt.isAccepted || kind?.isOfBot ?? false else { continue }
            if !attempt.isAccepted { units[.refused(attempt.address), default: []].append(index) }
            if let selfID = attempt.selfID {
                units[.account(attempt.address, selfID), default: []].append(index)
                if AttemptCase.isAccount(selfID) { units[.anywhere(selfID), default: []].append(index) }
            } else if attempt.isAccepted {
                units[.nameless(attempt.address), default: []].append(index)
            }
        }
        var byAddress: [String: Storm] = [:]
        var byAccount: [String: Storm] = [:]
        for (unit, members) in units where members.count > self.limit {
            var limit = self.limit
            // As many links as there are came to stay.
            if case .nameless(let address) = unit { limit += facts.live.counts[address] ?? 0 }
            guard let storm = self.storm(members, limit: limit, facts) else { continue }
            switch unit {
            case .refused(let address), .account(let address, _), .nameless(let address):
                if byAddress[address].map({ $0.members.count < storm.members.count }) ?? true {
                    byAddress[address] = storm
                }
            case .anywhere(let selfID): byAccount[selfID] = storm
            }
        }
        let told = byAddress.map { address, storm in self.observation(storm, of: .address(address), facts) }
        // An account is told by itself only where no single address explains it.
        let elsewhere = byAccount.compactMap { selfID, storm -> Observation? in
            let addresses = Set(storm.members.map { facts.attempts[$0].address })
            guard addresses.allSatisfy({ byAddress[$0] == nil }) else { return nil }
            return self.observation(storm, of: .bot(selfID), facts)
        }
        return told + elsewhere
    }

    /// The storm that still lasts.
    private static func storm(_ members: [Int], limit: Int, _ facts: AttemptCase) -> Storm? {
        let times = members.map { facts.attempts[$0].time }
        var start = 0
        var busyUntil = Date.distantPast
        var from: Int?
        var peak = 0
        for (index, time) in times.enumerated() {
            while time.timeIntervalSince(times[start]) >= self.minute { start += 1 }
            let count = index - start + 1
            if from != nil, time.timeIntervalSince(busyUntil) > self.calm {
                from = nil
                peak = 0
            }
            if count >= self.few { busyUntil = time }
            if count > limit {
                from = from ?? start
                peak = max(peak, count)
            }
        }
        guard let from, facts.age(busyUntil) <= self.calm else { return nil }
        return Storm(since: times[from], peak: peak, members: Array(members[from...]))
    }

    private static func observation(_ storm: Storm, of subject: Subject, _ facts: AttemptCase) -> Observation {
        var reasons: [FindingID: Int] = [:]
        var accounts: [String: Int] = [:]
        for index in storm.members {
            if let id = facts.kinds[index]?.id { reasons[id, default: 0] += 1 }
            accounts[facts.attempts[index].selfID ?? "", default: 0] += 1
        }
        let refused = reasons.values.reduce(0, +)
        let reason = reasons.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
        let selfIDs = accounts.filter { AttemptCase.isAccount($0.key) }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let last = storm.members.last.map { facts.attempts[$0] }
        return Observation(
            .attempt(
                .storm(
                    perMinute: storm.peak,
                    reason: refused * 2 >= storm.members.count ? reason?.key : nil,
                    Caller(
                        userAgent: last?.userAgent,
                        selfIDs: Array(selfIDs.prefix(Caller.named)),
                        others: max(0, selfIDs.count - Caller.named)
                    )
                )
            ),
            of: subject,
            severity: min(self.standing(storm, facts).worst, .warning),
            since: storm.since,
            last: last?.time,
            count: storm.members.count
        )
    }

    private static func standing(_ storm: Storm, _ facts: AttemptCase) -> Standing {
        let members = storm.members.map { facts.attempts[$0] }
        if members.allSatisfy({ !$0.isAccepted && AttemptJudge.isOfBrowser($0) }) { return .passing }
        guard let first = members.first, let last = members.last,
            members.allSatisfy({ !$0.isAccepted && $0.network == .public && !AttemptJudge.isBotLike($0) })
        else { return .bot }
        return Standing(strangerOf: members.count, seconds: last.time.timeIntervalSince(first.time))
    }
}
