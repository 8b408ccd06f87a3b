import Certificates
import Endpoint
import Foundation
import NIOCore
import OneBot
import Settings
import Snapshot

/// Puts the endpoint's report, the settings and the log together into what screens and scripts read. Pure.
struct SnapshotBuilder {
    /// A bot that says nothing of its heartbeat is reckoned with NapCat's.
    static let assumedHeartbeat: TimeAmount = .seconds(30)

    var console: ConsoleFacts
    var report: EndpointReport
    var loaded: LoadedSettings
    var keys: KeyHistory
    var log: [LogLine]
    var owners: [Int: ProcessFacts]
    var rates: [Double]
    var botRates: [String: Double]
    var journal = JournalFacts()
    var napCat: NapCatLook?
    /// All that must not be seen on any screen.
    var secrets: [Secret] = []

    func build() -> Snapshot {
        let bots = self.bots
        let counters = self.report.links.reduce(self.report.past) { $0 + $1.counters }
        var snapshot = Snapshot(
            takenAt: self.report.wallTime,
            console: self.console,
            endpoint: EndpointFacts(
                path: self.loaded.settings.endpoint.path,
                listeners: self.listeners,
                publicURL: self.loaded.settings.endpoint.publicURL.isEmpty
                    ? nil : self.loaded.settings.endpoint.publicURL
            ),
            access: self.access,
            napcat: NapCatFacts(
                webUI: URLSecrets.bare(self.loaded.settings.napcat.webUIURL),
                token: self.loaded.settings.napcat.token.isEmpty ? nil : self.loaded.settings.napcat.token,
                look: self.napCat
            ),
            bots: bots,
            counters: CounterFacts(
                handshakesAccepted: self.report.handshakesAccepted,
                handshakesRefused: self.report.handshakesRefused,
                events: counters.events,
                calls: counters.calls,
                callsOpen: bots.reduce(0) { $0 + $1.callsOpen },
                callsTimedOut: bots.reduce(0) { $0 + $1.callsTimedOut },
                answersLate: bots.reduce(0) { $0 + $1.answersLate },
                framesBad: counters.badFrames
            ),
            eventRates: self.rates,
            attempts: self.report.attempts.suffix(500).reversed().map(AttemptFacts.init),
            settings: self.settings,
            log: self.log,
            blocked: self.report.blocked.map { entry in
                BlockedAddress(
                    address: entry.address,
                    until: entry.remaining.map { self.report.date(self.report.takenAt + $0) }
                )
            },
            journal: self.journal
        )
        snapshot.secrets = self.secrets
        return snapshot
    }

    private var access: AccessFacts {
        let now = self.report.wallTime
        var tally = KeyTally(attempts: self.report.attempts, history: self.keys, now: now)
        for link in self.report.links { tally.take(link, connectedAt: self.report.date(link.connectedAt)) }
        return AccessFacts(self.loaded, self.keys, tally, now: now)
    }

    // MARK: - Listeners

    private var listeners: [ListenerFacts] {
        self.report.listeners.map { listener in
            ListenerFacts(
                host: listener.host,
                port: listener.port,
                tls: listener.certificate != nil,
                state: listener.failure == nil ? .listening : .failed,
                problem: listener.failure.map { self.problem($0) },
                certificate: listener.certificate.map {
                    CertificateFacts($0.summary, file: $0.files.certificate, problem: $0.problem)
                }
            )
        }
    }

    private func problem(_ failure: ListenFailure) -> ListenProblem {
        switch failure {
        case .inUse(let port): .inUse(port: port, owner: self.owners[port])
        case .notPermitted(let port): .notPermitted(port: port)
        case .addressNotHere(let host): .addressNotHere(host: host)
        case .certificate(let problem): .certificate(CertificateTrouble(problem))
        case .other(let text): .other(text)
        }
    }

    // MARK: - Bots

    private var bots: [BotFacts] {
        let bySelfID = Dictionary(grouping: self.report.links) { $0.selfID ?? "" }
        let known = self.report.bots.map { self.bot($0, links: bySelfID[$0.selfID] ?? []) }
        let unnamed = (bySelfID[""] ?? []).map { link in
            self.bot(BotRegistry.Bot(selfID: "", links: [link.id: 0]), links: [link])
        }
        return (known + unnamed).sorted { left, right in
            if (left.state == .lost) != (right.state == .lost) { return right.state == .lost }
            return (left.selfID.count, left.selfID, left.peer) < (right.selfID.count, right.selfID, right.peer)
        }
    }

    private func bot(_ bot: BotRegistry.Bot, links: [LinkReport]) -> BotFacts {
        let speaker = self.speaker(links)
        let counters = links.reduce(bot.past) { $0 + $1.counters }
        let heartbeats = links.filter { $0.lastHeartbeat != nil }.max {
            ($0.lastHeartbeat?.uptimeNanoseconds ?? 0) < ($1.lastHeartbeat?.uptimeNanoseconds ?? 0)
        }
        return BotFacts(
            selfID: bot.selfID,
            name: bot.name,
            implementation: bot.implementation,
            implementationVersion: bot.implementationVersion,
            state: self.state(links, heartbeats: heartbeats),
            links: links.map { link in
                LinkFacts(
                    id: link.id,
                    role: .init(link.role),
                    peer: link.peer,
                    userAgent: link.userAgent,
                    connectedAt: self.report.date(link.connectedAt),
                    speaks: link.id == speaker?.id,
                    lastHeardAt: self.report.date(link.lastHeard),
                    key: LinkKey(link.session)
                )
            },
            peer: speaker?.peer ?? bot.lastPeer,
            connectedAt: links.map(\.connectedAt).min().map { self.report.date($0) },
            lostAt: bot.lostAt.map { self.report.date($0) },
            lastEventAt: links.compactMap(\.lastEvent).max().map { self.report.date($0) },
            lastHeartbeatAt: heartbeats?.lastHeartbeat.map { self.report.date($0) },
            announcedHeartbeatMilliseconds: heartbeats?.announcedHeartbeatMilliseconds,
            measuredHeartbeatMilliseconds: heartbeats?.measuredHeartbeat.map { Int($0.nanoseconds / 1_000_000) },
            events: EventCounts(counters),
            eventsPerSecond: self.botRates[bot.selfID] ?? 0,
            calls: counters.calls,
            callFailures: counters.callFailures,
            callsOpen: self.report.openCalls[bot.selfID] ?? 0,
            callsTimedOut: bot.calls.timedOut + bot.calls.lost,
            answersLate: bot.calls.late,
            bytesIn: counters.bytesIn,
            bytesOut: counters.bytesOut,
            roundTrip: speaker?.roundTrip.map { RoundTrip(last: $0.last, median: $0.median, worst: $0.worst) },
            moments: bot.moments.map(Moment.init),
            handshake: bot.handshake.map { HeaderLine(name: $0.name, value: $0.value) },
            framesBad: counters.badFrames,
            oddFrames: bot.oddFrames.map(OddFrameFacts.init)
        )
    }

    /// The link that calls go out on: among those that take calls, the one that last delivered a text frame, the newest
    /// while none has. Where none takes calls, the same of all.
    private func speaker(_ links: [LinkReport]) -> LinkReport? {
        let takers = links.filter(\.role.takesCalls)
        return (takers.isEmpty ? links : takers).max { left, right in
            (left.lastText?.uptimeNanoseconds ?? 0, left.id) < (right.lastText?.uptimeNanoseconds ?? 0, right.id)
        }
    }

    private func state(_ links: [LinkReport], heartbeats: LinkReport?) -> BotFacts.State {
        guard !links.isEmpty else { return .lost }
        if heartbeats?.online == false { return .offline }
        let interval =
            heartbeats?.measuredHeartbeat
            ?? heartbeats?.announcedHeartbeatMilliseconds.map { .milliseconds(Int64($0)) } ?? Self.assumedHeartbeat
        let lastSign = links.map { $0.lastText ?? $0.connectedAt }.max() ?? self.report.takenAt
        let silence = self.report.takenAt - lastSign
        return silence.nanoseconds / 3 >= interval.nanoseconds ? .quiet : .online
    }

    // MARK: - Settings

    private var settings: [SettingFacts] {
        var facts = SettingKey.all.map { key in
            self.fact(key, key.value(in: self.loaded.settings))
        }
        let port = WebUIPort.port(in: self.loaded.settings)
        facts.append(
            SettingFacts(
                path: WebUIPort.path,
                value: port.map(String.init) ?? "",
                origin: SettingOrigin(self.loaded.source(of: "napcat.webui_url"))
            )
        )
        return facts
    }

    private func fact(_ key: SettingKey, _ value: SettingValue) -> SettingFacts {
        let origin = SettingOrigin(self.loaded.source(of: key.path))
        switch value {
        case .secret: return SettingFacts(path: key.path, value: "", origin: origin)
        // An empty list is as empty as an empty text.
        case .list(let items) where items.isEmpty: return SettingFacts(path: key.path, value: "", origin: origin)
        default:
            let whole = value.editableText
            let isWhole = value.shownText == whole.exposed
            return SettingFacts(
                path: key.path,
                value: value.shownText,
                origin: origin,
                whole: isWhole ? nil : whole
            )
        }
    }
}
