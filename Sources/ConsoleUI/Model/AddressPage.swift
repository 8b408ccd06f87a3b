import Doctor
import Snapshot

/// The page of addresses as one terminal looks at it.
package struct AddressPage: Equatable, Sendable {
    /// What the cursor is on: it stays there while other addresses come and go.
    var place: BotPlace?
    var url: String?
    /// Its entry when it was last seen, for when it goes.
    var entry = 0
    var top = 0
    /// What is shown under the address; nil shows nothing.
    var fields: FieldsPage?
}

/// Whose fields stand under an address.
enum FieldsPage: Equatable, Sendable {
    case of(Implementation)
    /// What every implementation has in one way or other.
    case others

    static let all = Implementation.allCases.map { Self.of($0) } + [.others]
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

/// The entries, kept between two snapshots: many places ask for them.
struct AddressBook: Equatable {
    /// Tells one set of what the entries are made from from another.
    struct Source: Equatable {
        var generation: Int
        var examinations: Int
        var language: Language
    }

    var entries: [AddressEntry] = []
    var source: Source?
}
