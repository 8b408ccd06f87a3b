/// An API action that some implementation knows.
package struct Action: Equatable, Sendable {
    package enum Effect: Equatable, Sendable {
        case reads
        /// Reads what must stay secret (cookies, client keys).
        case readsSecrets
        case changes
        /// Cannot be taken back, removes people or files, stops the bot, or reaches past the protocol.
        case dangerous
    }

    /// Whose invention it is.
    package enum Origin: Equatable, Sendable {
        case standard
        case goCQHTTP
        case napCat
        case llBot
        case lagrange
        case others
    }

    package struct Parameter: Equatable, Sendable {
        package enum Kind: Equatable, Sendable {
            case integer
            case string
            case boolean
            /// A message: a text, an array of segments, or one segment.
            case message
            case object
            case array
            case any
        }

        package var name: String
        package var kind: Kind
        /// Also set where the standard has a default that implementations contradict dangerously: then the default is
        /// to be sent in so many words.
        package var isRequired: Bool
        /// JSON literal of the default; nil when there is none.
        package var defaultValue: String?

        package init(name: String, kind: Kind, isRequired: Bool, defaultValue: String? = nil) {
            self.name = name
            self.kind = kind
            self.isRequired = isRequired
            self.defaultValue = defaultValue
        }
    }

    package var name: String
    /// In the order of the documents; empty also where only the name is known (``Origin/llBot`` and after).
    package var parameters: [Parameter]
    package var effect: Effect
    package var origin: Origin
    /// Names of implementations that know it, for example `NapCat`.
    package var knownBy: [String]

    package init(
        name: String,
        parameters: [Parameter],
        effect: Effect,
        origin: Origin,
        knownBy: [String]
    ) {
        self.name = name
        self.parameters = parameters
        self.effect = effect
        self.origin = origin
        self.knownBy = knownBy
    }
}
