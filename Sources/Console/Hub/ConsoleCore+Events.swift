import Control
import Endpoint
import OneBot
import Snapshot

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
        // Taken before the journal is read: what arrives meanwhile comes behind it.
        let rest = RingEvents(
            server: self.server,
            filter: request.filter,
            follows: request.follow,
            tail: nil,
            cursor: await self.server.presentEventCursor()
        )
        let facts = await self.journal.facts()
        guard let journal = await self.journal.readable() else {
            throw EventsUnavailable(EffectPhrases(language: language).journalUnavailable(facts.state))
        }
        return JournalEvents(
            journal: journal,
            filter: request.filter,
            since: request.since,
            until: request.until,
            rest: request.follow ? rest : nil,
            logger: self.logger
        )
    }
}
