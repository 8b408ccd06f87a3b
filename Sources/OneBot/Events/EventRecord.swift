package import struct Foundation.Date

/// One event as it arrived: its bytes, and what the envelope told of it without decoding them.
package struct EventRecord: Equatable, Sendable {
    /// Rises from event to event for one reader; in the journal, the row.
    package var number: Int64
    /// When it arrived here; not the `time` that the bot put into it.
    package var time: Date
    /// The account; nil while the link had not named itself.
    package var selfID: String?
    package var postType: Envelope.PostType
    package var userID: Int64?
    package var groupID: Int64?
    /// Length in bytes as it came. More than `bytes.count` when long texts in it were shortened.
    package var length: Int
    /// The event as one JSON object.
    package var bytes: [UInt8]

    package init(
        number: Int64,
        time: Date,
        selfID: String?,
        postType: Envelope.PostType,
        userID: Int64? = nil,
        groupID: Int64? = nil,
        length: Int,
        bytes: [UInt8]
    ) {
        self.number = number
        self.time = time
        self.selfID = selfID
        self.postType = postType
        self.userID = userID
        self.groupID = groupID
        self.length = length
        self.bytes = bytes
    }
}
