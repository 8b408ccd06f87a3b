import OneBot
import Synchronization

import struct Foundation.Date

/// One call on its way, so that what became of it can be noted wherever that is found out.
struct CallNotes: Sendable {
    /// A longer answer is not read for the bot's words.
    private static let longestAnswer = 65_536
    private static let longestWording = 160

    let selfID: String
    let action: String
    let parameters: [UInt8]
    let state: EndpointState

    init(_ request: CallRequest, state: EndpointState) {
        self.selfID = request.selfID
        self.action = request.action
        self.parameters = CallDigest.of(request.parameters)
        self.state = state
    }

    func note(_ outcome: CallOutcome) {
        switch outcome {
        case .answered(let answer): self.note(answer)
        case .timedOut(let seconds):
            self.failed(.timedOut(afterSeconds: seconds)) { $0.timedOut &+= 1 }
        case .linkLost:
            self.state.change(self.selfID) { $0.calls.lost &+= 1 }
        case .tooBig(let bytes, let limit):
            self.failed(.tooBig(bytes: bytes, limit: limit))
        case .noSuchBot, .notConnected, .tooMany, .notTaken:
            break
        }
    }

    private func note(_ answer: CallAnswer) {
        guard answer.succeeded else {
            self.failed(.failed(retcode: answer.retcode, wording: Self.wording(answer)))
            return
        }
        let isSend = CallSummary.isSend(self.action)
        if isSend, Self.lacksMessageID(answer) { return self.failed(.withoutMessageID) }
        let now = Date()
        let hadTroubles = self.state.guarded.withLock { state in
            state.registry.update(self.selfID) { $0.trace.calls.answered(isSend: isSend, now: now) }
            return state.registry.bots[self.selfID]?.trace.calls.hasTroubles(with: self.action) ?? false
        }
        guard hadTroubles else { return }
        let summary = CallSummary(action: self.action, parameters: self.parameters)
        self.state.change(self.selfID) { $0.trace.calls.forget(summary) }
    }

    private func failed(_ kind: CallTrouble.Kind, _ count: (inout CallCounters) -> Void = { _ in }) {
        let summary = CallSummary(action: self.action, parameters: self.parameters)
        let now = Date()
        self.state.change(self.selfID) { bot in
            bot.trace.calls.failed(summary, kind, now: now)
            count(&bot.calls)
        }
    }

    private static func wording(_ answer: CallAnswer) -> String {
        guard answer.response.count <= self.longestAnswer, let response = Response(answer.response) else { return "" }
        return ShownText.line(response.message ?? "", limit: self.longestWording)
    }

    /// Only an answer that says `ok` and nothing of an id: what was taken on for later has none yet.
    private static func lacksMessageID(_ answer: CallAnswer) -> Bool {
        guard answer.response.count <= self.longestAnswer, let response = Response(answer.response), !response.isAsync
        else { return false }
        return response.data?["message_id"]?.filledText == nil
    }
}

extension EndpointState {
    func change(_ selfID: String, _ change: (inout BotRegistry.Bot) -> Void) {
        self.guarded.withLock { $0.registry.update(selfID, change) }
    }
}
