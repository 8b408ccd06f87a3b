import OneBot

import struct Foundation.Date

/// `GET /v1/events`: events as they came, a line each. With `follow=1` without end.
///
/// Where more came than could be kept for the caller, a line `{"skipped":N}` stands in their place; an event always has
/// `post_type`, so that the two cannot be mixed up.
struct EventsRoute: Sendable {
    let backend: any ControlBackend
    let phrases: ControlPhrases

    func answer(_ request: ControlRequest) async -> ControlReply {
        let wanted: EventsRequest
        do throws(BadQuery) {
            wanted = try Self.read(request.query)
        } catch {
            return .whole(.error(400, self.phrases.badEventsQuery(error.name)))
        }
        do throws(EventsUnavailable) {
            let source = try await self.backend.events(wanted, language: self.phrases.language)
            return .stream(
                ControlStream {
                    // A page of which nothing is left is no end.
                    while let page = await source.next() {
                        let lines = Self.lines(page)
                        if !lines.isEmpty { return lines }
                    }
                    return nil
                }
            )
        } catch {
            return .whole(.error(503, error.sentence))
        }
    }

    private struct BadQuery: Error {
        var name: String
    }

    private static func read(_ query: String) throws(BadQuery) -> EventsRequest {
        var request = EventsRequest(filter: EventFilter(parsing: ""))
        var terms: [String] = []
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            let value = parts.count > 1 ? PercentText.decoded(parts[1]) : ""
            switch (name, value) {
            case ("follow", "1"): request.follow = true
            case ("follow", "0"), ("follow", ""), ("lang", _): break
            case ("self_id", let id?) where !id.isEmpty && id.allSatisfy(\.isNumber): terms.append("bot:\(id)")
            case ("filter", let text?): terms.append(text)
            case ("tail", let text?):
                guard let count = Int(text), count >= 0 else { throw BadQuery(name: name) }
                request.tail = count
            case ("since", let text?):
                guard let date = Self.moment(text) else { throw BadQuery(name: name) }
                request.since = date
            case ("until", let text?):
                guard let date = Self.moment(text) else { throw BadQuery(name: name) }
                request.until = date
            default: throw BadQuery(name: name)
            }
        }
        request.filter = EventFilter(parsing: terms.joined(separator: " "))
        return request
    }

    /// RFC 3339 in UTC, with milliseconds or without.
    private static func moment(_ text: String) -> Date? {
        Timestamp.date(text) ?? Timestamp.date(text.replacing("Z", with: ".000Z"))
    }

    private static func lines(_ page: EventPage) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(page.records.reduce(0) { $0 + $1.bytes.count + 1 })
        if page.skipped > 0 { lines += Array(#"{"skipped":\#(page.skipped)}"#.utf8) + [UInt8(ascii: "\n")] }
        for record in page.records { lines += JSONLine.line(record.bytes) }
        return lines
    }
}
