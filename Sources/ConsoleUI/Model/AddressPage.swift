import Doctor

/// The page of addresses as one terminal looks at it.
package struct AddressPage: Equatable, Sendable {
    /// What the cursor is on: it stays there while other addresses come and go.
    var place: BotPlace?
    var url: String?
    /// Its entry when it was last seen, for when it goes.
    var entry = 0
    var top = 0
    /// Whose fields are shown under the address; nil shows none.
    var implementation: Implementation?
}

/// The address for bots of one place with its words, safe for the screen.
struct AddressEntry: Equatable {
    /// Nil for the one that is offered before anybody has looked.
    var place: BotPlace?
    var label: String
    /// How sure it is that bots come in by it; nil where that says nothing.
    var certainty: String?
    var url: String?
    var notes: [String]
}

/// A line of the page.
struct AddressLine: Equatable {
    var entry: Int
    /// Whether it is the address or a part of it.
    var isURL = false
    var pieces: [Piece]
}
