import Foundation
import NIOCore
import Synchronization

/// What is known of a link.
extension LinkHandler {
    /// Takes over what the request says, without keys; when the answer is out.
    func note(_ request: HandshakeRequest, policy: AccessPolicy) {
        // The headers that a link comes with are more words than those of an attempt.
        var mask = KeyMask(policy, request: request, words: 96)
        self.via = request.via.map { LedgerEntry.cut(mask.redact($0), LedgerEntry.longestVia) }
        self.userAgent = request.userAgent.map { mask.redact($0) }
        let handshake = HandshakeMask.headers(request, hiding: &mask)
        self.handshake = handshake
        guard let selfID = self.registration.selfID else { return }
        self.state.guarded.withLock { $0.registry.update(selfID) { $0.handshake = handshake } }
    }

    func remember(_ kind: BotMoment.Kind) {
        guard let selfID = self.registration.selfID else { return }
        let moment = BotMoment(time: Date(), kind: kind)
        let handshake = self.handshake
        let peer = self.peer
        self.state.guarded.withLock { state in
            state.registry.update(selfID) { bot in
                bot.moments.insert(moment, at: 0)
                bot.lastPeer = peer
                if case .connected = kind { bot.handshake = handshake }
            }
        }
    }

    func report(at now: NIODeadline) -> LinkReport {
        LinkReport(
            id: self.id,
            selfID: self.registration.selfID,
            role: self.role,
            peer: self.peer,
            userAgent: self.userAgent,
            connectedAt: self.connectedAt,
            lastHeard: self.liveness.lastHeard,
            lastText: self.lastText,
            lastEvent: self.lastEvent,
            lastHeartbeat: self.heartbeat.last,
            announcedHeartbeatMilliseconds: self.heartbeat.announcedMilliseconds,
            measuredHeartbeat: self.heartbeat.measured,
            online: self.online,
            counters: self.counters,
            roundTrip: self.roundTrip.last.map { ($0, self.roundTrip.median ?? $0, self.roundTrip.worst) },
            session: self.session(at: now)
        )
    }
}
