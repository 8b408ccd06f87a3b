import OneBot
import Terminal

import struct Foundation.Date

/// The parts of the API panel, in the order that Tab goes through.
enum ApiBox: Int, CaseIterable {
    case actions
    case form
    case response
    case bot
}

/// The API panel as one terminal has it.
struct ApiState: Equatable {
    /// Calls kept for `↑`.
    static let historyLimit = 50

    var focus = ApiBox.actions
    /// Account that was chosen; nil calls the one selected in the table, or the first connected.
    var bot: String?
    var filter = FilterState()
    /// Name of the action the cursor is on.
    var action = ActionCatalogue.actions.first?.name ?? ""
    /// A name that the catalogue does not have, in front of the others.
    var custom: String?
    var top = 0
    /// What was filled in, by action.
    var forms: [String: CallForm] = [:]
    var field: OpenParameter?
    var progress = CallProgress.none
    /// The response of the last call that ended.
    var response = ScrolledText([])
    /// Names of calls whose place another one took while they waited.
    var others: [Int: String] = [:]
    /// Calls that were sent, newest first.
    var history: [CallEntry] = []
    /// Place in the history while the operator goes through it, 0 the newest.
    var historyIndex: Int?
    /// What stood in the form before the history was gone through.
    var stash: CallEntry?
    var nextID = 1
}

/// A field of the form that is being typed in.
struct OpenParameter: Equatable {
    var row: Int
    var editor: LineEditor
}

/// A call as it can be brought back.
package struct CallEntry: Equatable, Sendable {
    var action: String
    var values: [String]
    var other: String
}

/// A call that is ready to be sent.
package struct CallDraft: Equatable, Sendable {
    var selfID: String
    var entry: CallEntry
    /// One JSON object.
    var parameters: String
    /// What the action is known to do; nil where the catalogue does not know it.
    var effect: Action.Effect?
    /// Parameters that are demanded and not there.
    var missing: [String]
    /// Paths that the bot cannot open.
    var unseen: [UnseenPath] = []

    /// Whether it is sent without a question.
    var isHarmless: Bool { self.effect == .reads && self.missing.isEmpty && self.unseen.isEmpty }
}

/// Where the last call stands.
enum CallProgress: Equatable {
    case none
    case waiting(SentCall)
    case ended(SentCall, EndedCall)
}

struct SentCall: Equatable {
    var id: Int
    var action: String
    var selfID: String
    var at: Date
}

/// How a call ended, without the response's bytes.
struct EndedCall: Equatable {
    /// The outcome; its response is empty.
    var outcome: CallOutcome
    /// What the bot itself said of it.
    var words: String?
    /// Bytes of the response, and how many of them are shown.
    var length = 0
    var shown = 0
}
