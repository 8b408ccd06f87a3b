import Control
import Endpoint
import OneBot
import Snapshot

import struct Foundation.Date

/// Calls and events, for the control socket and the screens alike.
extension ConsoleCore {
    /// How many events of the past begin a list that goes on.
    private static let tail = 10

    nonisolated func call(
        _ request: CallRequest,
        part: @escaping @Sendable ([UInt8]) -> Void,
        finish: @escaping @Sendable (CallOutcome) -> Void
    ) {
        self.server.call(request, part: part, finish: finish)
    }

    func events(_ request: EventsRequest, language: Language) async throws(EventsUnavailable) -> any EventSource {
        guard request.since != nil || request.until != nil else {
            return RingEvents(
                server: self.server,
                filter: request.filter,
                follows: request.follow,
                tail: request.tail ?? (request.follow ? Self.tail : nil)
            )
        }
        // What has come before this moment is read from the journal, what comes behind it from the rings: nothing is left
        // out, and at most what comes within the few microseconds here is told twice.
        let rest = RingEvents(
            server: self.server,
            filter: request.filter,
            follows: request.follow,
            tail: nil,
            cursor: await self.server.presentEventCursor()
        )
        let present = request.follow ? Date() : nil
        let facts = await self.journal.facts()
        guard let journal = await self.journal.readable() else {
            throw EventsUnavailable(EffectPhrases(language: language).journalUnavailable(facts.state))
        }
        return JournalEvents(
            journal: journal,
            filter: request.filter,
            since: request.since,
            until: request.until ?? present,
            tail: request.tail,
            rest: request.follow ? rest : nil,
            logger: self.logger
        )
    }
}
