import Snapshot

/// What the words of findings on attempts share, whatever the language.
struct AttemptWords {
    let context: FindingContext
    let caller: Caller

    init(_ context: FindingContext, _ caller: Caller = Caller()) {
        self.context = context
        self.caller = caller
    }

    var subject: String { self.context.subject }
    var finding: Finding { self.context.finding }
    var kind: ClientKind { self.caller.kind }
    var first: String { self.context.clock(self.finding.since) }
    var last: String { self.context.clock(self.finding.last) }
    /// Paths and the like as long as they may be in a title.
    func short(_ text: String) -> String { self.cut(text, 24) }

    func cut(_ text: String, _ limit: Int) -> String {
        text.unicodeScalars.count <= limit ? text : String(text.unicodeScalars.prefix(limit).map(Character.init)) + "…"
    }

    /// The name of the field that takes the key.
    var tokenField: String {
        switch self.kind {
        case .lagrange: "AccessToken"
        case .goCqhttp: "access-token"
        default: "Token"
        }
    }

    /// What nginx needs to pass a WebSocket on.
    static let nginx =
        "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; "
        + "proxy_set_header Connection \"upgrade\"; proxy_read_timeout 3600s;"
}
