import Endpoint
import Foundation
import Host
import NIOCore
import Snapshot

/// The endpoint's report in the doctor's words. Pure.
struct EvidenceMapping {
    let report: EndpointReport

    /// Oldest first. A clock that was put back does not make them go back.
    var attempts: [AttemptFacts] {
        self.report.attempts.map(AttemptFacts.init).enumerated()
            .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    }

    /// By link id.
    var links: [Int: LinkEvidence] {
        Dictionary(self.report.links.map { ($0.id, self.evidence($0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// By `self_id`.
    ///
    /// - Parameter rates: What the bots did at this hour of earlier days.
    func bots(rates: HourlyRates = HourlyRates()) -> [String: BotEvidence] {
        var live: [String: NIODeadline] = [:]
        for link in self.report.links {
            guard let selfID = link.selfID, let last = link.session.tally.lastMessage else { continue }
            live[selfID] = max(live[selfID] ?? last, last)
        }
        let evidence = self.report.bots.map { bot in
            (bot.selfID, self.evidence(bot, liveMessage: live[bot.selfID], rates: rates))
        }
        return Dictionary(evidence, uniquingKeysWith: { first, _ in first })
    }

    // MARK: - One link

    private func evidence(_ link: LinkReport) -> LinkEvidence {
        let tally = link.session.tally
        return LinkEvidence(
            network: AddressClass.of(link.session.address).map(NetworkClass.init) ?? .other,
            isTLS: link.session.isTLS,
            proxyMarks: link.session.proxyMarks,
            via: link.session.via,
            isNamedByHeader: link.session.isNamedByHeader,
            keyIsRetired: link.session.keyIsRetired,
            firstFrame: tally.firstFrame.map(LinkEvidence.FirstFrame.init),
            lifecycleAt: tally.lifecycle.map(self.report.date),
            heartbeats: tally.heartbeats,
            events: EventCounts(link.counters),
            lastMessageAt: tally.lastMessage.map(self.report.date),
            answers: tally.answers,
            otherSelfID: tally.otherSelfID.map(String.init),
            agreeingSince: tally.agreeing,
            stringMessages: self.seen(tally.textMessages),
            arrayMessages: self.seen(tally.arrayMessages),
            ownMessages: self.seen(tally.ownMessages),
            repeatedMessages: self.seen(tally.repeatedMessages),
            staleMessages: self.seen(tally.staleMessages),
            rawEvents: self.seen(tally.rawEvents),
            eventsSinceRaw: tally.rawEvents.count > 0 ? link.counters.events - tally.eventsAtRaw : 0,
            textIDs: self.seen(tally.textIDs),
            binaryFrames: self.seen(tally.binaryFrames),
            otherOddFrames: self.seen(tally.otherOddFrames),
            skewSeconds: link.session.skewSeconds,
            recentMessages: link.session.recentMessages.map { message in
                MessageMark(
                    messageID: message.messageID,
                    groupID: message.groupID,
                    userID: message.userID,
                    time: message.time,
                    receivedAt: self.report.date(message.receivedAt)
                )
            },
            biggestMessageIn: tally.biggestMessage,
            tcp: link.session.tcp.map { tcp in
                TCPFacts(
                    roundTripMicroseconds: tcp.roundTripMicroseconds,
                    unacknowledged: tcp.unacknowledged,
                    retransmitting: tcp.retransmitting,
                    lastDataReceivedMilliseconds: tcp.lastDataReceivedMilliseconds
                )
            },
            lastTextAt: link.lastText.map(self.report.date)
        )
    }

    private func seen(_ seen: SessionTally.Seen) -> LinkEvidence.Seen {
        LinkEvidence.Seen(seen.count, last: seen.last.map(self.report.date))
    }

    // MARK: - One bot

    private func evidence(
        _ bot: BotRegistry.Bot,
        liveMessage: NIODeadline?,
        rates: HourlyRates
    ) -> BotEvidence {
        let lastMessage = [liveMessage, bot.trace.lastMessage].compactMap(\.self).max().map(self.report.date)
        return BotEvidence(
            offline: self.report.offline(bot).map { BotEvidence.Offline(since: $0.since, reason: $0.reason) },
            endings: bot.trace.endings.map(BotEvidence.Ending.init),
            callTroubles: bot.trace.calls.troubles.map(BotEvidence.CallTrouble.init),
            lastCallOkAt: bot.trace.calls.lastOk,
            lastSendOkAt: bot.trace.calls.lastSendOk,
            lateAnswers: LinkEvidence.Seen(bot.calls.late, last: bot.trace.calls.lastLate),
            foreignAnswers: LinkEvidence.Seen(bot.calls.foreign, last: bot.trace.calls.lastForeign),
            lastMessageAt: lastMessage,
            expectedMessages: lastMessage.flatMap {
                rates.expected(of: bot.selfID, since: $0, now: self.report.wallTime)
            }
        )
    }
}

extension LinkEvidence.FirstFrame {
    fileprivate init(_ frame: SessionTally.FirstFrame) {
        self =
            switch frame {
            case .lifecycle: .lifecycle
            case .otherMeta: .otherMeta
            case .event: .event
            case .request: .request
            case .answer: .answer
            case .satori: .satori
            case .oneBot12: .oneBot12
            case .odd: .odd
            }
    }
}

extension BotEvidence.Ending {
    fileprivate init(_ ending: LinkEnding) {
        let how: How =
            switch ending.how {
            case .closedByPeer: .closedByPeer
            case .closedByUs: .closedByUs
            case .finished: .finished
            case .reset: .reset
            case .lostNetwork: .lostNetwork
            case .lostFrozen: .lostFrozen
            case .lost: .lost
            }
        self.init(
            time: ending.time,
            how: how,
            code: ending.code.map(Int.init),
            reason: ending.reason,
            address: ending.address,
            userAgent: ending.userAgent,
            lifetimeSeconds: Double(ending.lifetime.nanoseconds) / 1_000_000_000,
            idleSeconds: Double(ending.idle.nanoseconds) / 1_000_000_000
        )
    }
}

extension BotEvidence.CallTrouble {
    fileprivate init(_ trouble: Endpoint.CallTrouble) {
        let kind: Kind =
            switch trouble.kind {
            case .timedOut(let seconds): .timedOut(afterSeconds: Double(seconds))
            case .failed(let retcode, let wording):
                .failed(retcode: retcode.flatMap { Int(exactly: $0) }, wording: wording)
            case .withoutMessageID: .withoutMessageID
            case .tooBig(let bytes, let limit): .tooBig(bytes: bytes, limit: limit)
            }
        let file: File? =
            switch trouble.file {
            case .path(let path): .path(path)
            case .url(let host): .url(host: host)
            case .base64: .base64
            case nil: nil
            }
        self.init(
            action: trouble.action,
            kind: kind,
            count: trouble.count,
            first: trouble.first,
            last: trouble.last,
            target: trouble.target,
            file: file
        )
    }
}

extension SelfTestFacts {
    /// Of addresses of this machine.
    init(_ results: [SelfTestResult], takenAt: Date) {
        let checks = results.map { result in
            let answer: Answer =
                switch result.answer {
                case .asExpected(let milliseconds): .asExpected(milliseconds: milliseconds)
                case .status(let status): .status(status)
                case .notReached(let words): .notReached(words)
                case .timedOut: .timedOut
                case .somebodyElse: .somebodyElse
                }
            return Check(
                address: result.target.host,
                port: result.target.port,
                network: AddressClass.of(result.target.host).map(NetworkClass.init) ?? .other,
                question: result.question == .rightKey ? .rightKey : .wrongKey,
                answer: answer
            )
        }
        self.init(takenAt: takenAt, checks: checks)
    }
}
