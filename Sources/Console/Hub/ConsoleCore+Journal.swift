import Journal
import Logging
import OneBot
import Snapshot

/// Looks into the journal for the screens.
extension ConsoleCore {
    /// Rows that one look goes through at most: about a quarter of a second.
    private static let rowsPerLook = 250_000

    func search(_ search: JournalSearch, language: Language) async -> JournalFound {
        let phrases = EffectPhrases(language: language)
        let state = await self.journal.facts().state
        guard let journal = await self.journal.readable() else {
            return JournalFound(search: search, problem: phrases.journalUnavailable(state))
        }
        let filter = search.filter
        let hidesMeta = search.hidesMeta
        let predicate: @Sendable (EventRecord) -> Bool = { record in
            !(hidesMeta && record.postType == .meta) && (filter.isEmpty || filter.matches(record))
        }
        do {
            let page = try await journal.page(
                matching: JournalQuery(filter),
                where: predicate,
                before: search.before,
                limit: search.limit,
                scanning: Self.rowsPerLook
            )
            return JournalFound(
                search: search,
                records: page.records,
                searchedBackTo: page.searchedBack,
                isComplete: page.next == nil,
                continueBefore: page.next
            )
        } catch {
            self.logger.warning("journal not searched", metadata: ["reason": "\(error)"])
            return JournalFound(search: search, problem: phrases.journalUnavailable(state))
        }
    }
}
