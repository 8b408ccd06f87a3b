package import OneBot

/// A key that is wished for.
package struct KeyWish: Equatable, Sendable {
    package var name: String
    /// Nil: the console makes one.
    package var key: Secret?
    /// The only account it shall be good for; empty: any.
    package var selfID: String
    /// Address ranges that it shall be good from; empty: any.
    package var from: [String]

    package init(name: String, key: Secret? = nil, selfID: String = "", from: [String] = []) {
        self.name = name
        self.key = key
        self.selfID = selfID
        self.from = from
    }
}

/// A key that has been added.
package struct MadeKey: Equatable, Sendable {
    package var name: String
    package var key: Secret

    package init(name: String, key: Secret) {
        self.name = name
        self.key = key
    }
}

/// A key that has been taken away.
package struct RevokedKey: Equatable, Sendable {
    package var name: String
    /// Links that it had opened and that were closed for it.
    package var closedLinks: Int

    package init(name: String, closedLinks: Int) {
        self.name = name
        self.closedLinks = closedLinks
    }
}

/// Why a key was not added or revoked, as a sentence in the language that was asked for. Nothing has changed.
package struct KeyRefusal: Error, Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// What was given is no name, key, account or range.
        case invalid
        /// The name or the key is in use.
        case taken
        case missing
        /// It could not be saved.
        case failed
    }

    package var kind: Kind
    package var sentence: String

    package init(_ kind: Kind, _ sentence: String) {
        self.kind = kind
        self.sentence = sentence
    }
}
