/// What a frame from a bot is, told from its outermost keys alone.
///
/// OneBot v11 frames carry no type of their own; the order of the tests matters (an event is anything with
/// `post_type`, even with `echo` and `status` in it), and keys come in any order.
package struct Envelope: Equatable, Sendable {
    package enum Kind: UInt8, Equatable, Sendable {
        /// Has `post_type`.
        case event
        /// Has `retcode`, or a `status` text and an `echo`.
        case answer
        /// Has `action`: a peer that takes us for a bot.
        case request
        /// Has `op` and `body`: Satori.
        case satori
        /// Has `type` and `detail_type` but no `post_type`: OneBot 12.
        case oneBot12
        /// A JSON object of none of these kinds.
        case unknown
        /// Not a JSON object.
        case junk
    }

    /// `post_type` of OneBot v11, with the `message_sent` that several implementations add.
    package enum PostType: UInt8, Equatable, Sendable {
        case message
        case messageSent
        case notice
        case request
        case meta
        /// A text that the standard does not know.
        case other
    }

    /// `meta_event_type`.
    package enum MetaType: UInt8, Equatable, Sendable {
        case lifecycle
        case heartbeat
        case other
    }

    package var kind: Kind = .junk
    package var postType: PostType?
    package var metaType: MetaType?
    /// `self_id`, from a number or a text of digits. Nil when absent, not a whole number, or beyond 64 bits.
    package var selfID: Int64?
    /// `time` as sent, in seconds by the standard; some send milliseconds.
    package var time: Int64?
    package var messageID: Int64?
    package var userID: Int64?
    package var groupID: Int64?
    package var retcode: Int64?
    /// The heartbeat's `interval`, in milliseconds.
    package var interval: Int64?
    // Single flags: a set of options would be called for across modules, and these are asked for every event.
    /// `message` is a text: CQ codes, where it is an event's.
    package var hasTextMessage = false
    package var hasArrayMessage = false
    /// `raw` or `raw_pb` is there: the implementation's debug mode.
    package var hasRaw = false
    /// An id is a text that is no whole number.
    package var hasTextID = false
    /// Where the value of `echo` stands in the frame, quotes included.
    package var echo: Range<Int>?
    /// Where the value of `status` stands in the frame.
    package var status: Range<Int>?
    /// Where the value of `message_type`, `notice_type`, `request_type` or `meta_event_type` stands.
    package var detail: Range<Int>?
    /// Where the value of `sub_type` stands.
    package var subType: Range<Int>?

    package init() {}
}
