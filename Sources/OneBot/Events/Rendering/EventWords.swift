/// The words of an event's line in one language.
package struct EventWords: Sendable {
    package static let english = EventWords(EnglishEventPhrases())
    package static let chinese = EventWords(ChineseEventPhrases())

    let phrases: any EventPhrases

    private init(_ phrases: any EventPhrases) {
        self.phrases = phrases
    }
}

/// What a line about an event is made of. Plain text without line breaks; names and ids are put in as they are.
protocol EventPhrases: Sendable {
    /// One short word.
    func kind(_ type: Envelope.PostType) -> String

    // Places
    var privateChat: String { get }
    func temporaryChat(group: String?) -> String
    func guild(_ guild: String, channel: String?) -> String

    // Messages
    var emptyMessage: String { get }
    var everybody: String { get }
    func segmentName(_ name: SegmentName) -> String

    // Sentences that go on after the name of who did it.
    func notice(_ notice: NoticeEvent) -> String
    func request(_ request: RequestEvent) -> String
    func meta(_ meta: MetaEvent) -> String

    // The rest
    func unknown(type: String) -> String
    var unreadable: String { get }
}
