import OneBot
package import Snapshot

import struct Foundation.Date

/// SEC-01, SEC-02, SEC-04, SEC-06: who may come in.
package struct AccessRule: Rule {
    /// What scanners for OneBot try first.
    static let defaultPort = 8021
    private static let day: Double = 86_400
    private static let proxies = 8

    package init() {}

    package func observe(_ evidence: Evidence) -> [Observation] {
        let situation = Situation(evidence)
        let access = evidence.snapshot.access
        var found: [Observation] = []
        let mayRotate: Bool =
            switch access.keyOrigin {
            case .argument, .environment: false
            case .file, .builtIn: true
            }
        if access.anonymousAllowed || access.key.count == 0 {
            let isReachable = !situation.listening.isEmpty && !situation.isLoopbackOnly
            found.append(
                Observation(
                    .machine(.operation(.noKey(isReachable: isReachable, port: situation.port))),
                    of: .key,
                    severity: isReachable ? .error : .notice,
                    // With anonymous access left on, a new key would change nothing.
                    remedy: !access.anonymousAllowed && mayRotate ? .rotateKey : nil
                )
            )
        }
        if access.key.count > 0, !evidence.keyWeakness.isEmpty {
            found.append(
                Observation(
                    .machine(.operation(.weakKey(evidence.keyWeakness))),
                    of: .key,
                    severity: .warning,
                    remedy: mayRotate ? .rotateKey : nil
                )
            )
        }
        found += self.keysInQueries(evidence)
        return found + [self.defaultPort(situation)].compactMap { $0 }
    }

    private func defaultPort(_ situation: Situation) -> Observation? {
        let open: (listener: ListenerFacts, address: String?)
        if let (listener, address) = situation.publicListener {
            open = (listener, address)
        } else if let listener = situation.listening.first(where: { situation.isLedHere(to: $0.host) }) {
            open = (listener, nil)
        } else {
            return nil
        }
        guard open.listener.port == Self.defaultPort else { return nil }
        return Observation(
            .machine(.defaultPort(address: open.address)),
            of: .listener(host: open.listener.host, port: open.listener.port),
            severity: .notice,
            certainty: open.address == nil ? .likely : .proved,
            remedy: situation.isEditable("endpoint.port") ? situation.freeHighPort.map { .usePort($0) } : nil
        )
    }

    /// Proxies through which the right key came in the address, until the bot comes without it or has not come for a day.
    private func keysInQueries(_ evidence: Evidence) -> [Observation] {
        var last: [String: AttemptFacts] = [:]
        for attempt in evidence.attempts where attempt.isAccepted && !attempt.proxyMarks.isEmpty {
            last[attempt.address] = attempt
        }
        return last.values.filter { attempt in
            attempt.queryNames.contains("access_token") && evidence.now.timeIntervalSince(attempt.time) < Self.day
        }
        .sorted { $0.address < $1.address }.prefix(Self.proxies).map { attempt in
            Observation(
                .machine(.operation(.keyInQuery(proxy: attempt.address))),
                of: .address(attempt.address),
                severity: .warning,
                certainty: .likely,
                last: attempt.time
            )
        }
    }
}
