package import struct Foundation.Date

/// What can be told of a key beside its mistake. Says nothing of the key itself.
package struct KeyNote: Codable, Equatable, Sendable {
    /// Where the first character stands that does not belong there, from 1 (AUTH-04).
    package var oddPosition: Int?
    /// Which character that is: its Unicode number.
    package var oddCharacter: UInt32?
    /// Which part of ours it is, when it is cut: the first characters or the last (AUTH-07).
    package var isBeginning: Bool?
    /// When the key was replaced, and until when it is still accepted (AUTH-09).
    package var retiredAt: Date?
    package var graceEndsAt: Date?
    /// Tells one replaced key from others (of one second, too); says nothing of it.
    package var retiredID: String?
    /// The name of the further key that it is, or was, or comes near to.
    package var name: String?
    /// The account that this key is bound to, where another one used it; nil where its address was not right (SEC-05).
    package var boundTo: String?
    /// Tells different wrong keys apart within this run, and is not written down: it would mean nothing in the next.
    package var fingerprint: Int?

    private enum CodingKeys: String, CodingKey {
        case oddPosition, oddCharacter, isBeginning, retiredAt, graceEndsAt, retiredID, name, boundTo
    }

    package init() {}

    init(_ retired: AccessPolicy.RetiredKey) {
        self.retiredAt = retired.retiredAt
        self.graceEndsAt = retired.graceEndsAt
        self.retiredID = retired.id
        self.name = retired.name
    }

    /// Of a further key.
    init(name: String, boundTo: String? = nil) {
        self.name = name
        self.boundTo = boundTo
    }
}
