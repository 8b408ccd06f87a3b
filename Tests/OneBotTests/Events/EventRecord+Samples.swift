import OneBot

import struct Foundation.Date

extension EventRecord {
    /// As the endpoint would make it of a frame.
    init(_ bytes: [UInt8]) {
        let envelope = EnvelopeScanner.scan(bytes)
        self.init(
            number: 1,
            time: Date(timeIntervalSince1970: 1_785_000_000),
            selfID: envelope.selfID.map(String.init),
            postType: envelope.postType ?? .other,
            userID: envelope.userID,
            groupID: envelope.groupID,
            length: bytes.count,
            bytes: bytes
        )
    }
}
