import Snapshot

extension ConsoleModel {
    /// Lines that mean that something is wrong, notices left out.
    var troubleCount: Int { self.snapshot.attention.count { !$0.isNotice } }

    /// The line of attention the cursor is on; nil when there is none.
    var selectedAttentionRow: Int? {
        let lines = self.snapshot.attention
        guard !lines.isEmpty else { return nil }
        if let selected = self.overview.attention, let row = lines.firstIndex(where: { $0.identity == selected }) {
            return row
        }
        return min(max(0, self.overview.attentionRow), lines.count - 1)
    }

    /// The line that keys act on: the one opened, else the one under the cursor.
    var selectedAttention: AttentionFacts? {
        if case .attention(let facts, _) = self.popup { return facts }
        return self.selectedAttentionRow.map { self.snapshot.attention[$0] }
    }

    var selectedAttentionAddress: String? {
        guard case .refused(_, let address, _, _, _, _) = self.selectedAttention, !address.isEmpty else { return nil }
        return address
    }

    var attentionBlockUnavailable: Unavailable? {
        guard self.selectedAttentionAddress != nil else { return .addressUnknown }
        return self.attentionIsBlocked ? .alreadyBlocked : nil
    }

    var attentionReleaseUnavailable: Unavailable? {
        guard self.selectedAttentionAddress != nil else { return .addressUnknown }
        return self.attentionIsBlocked ? nil : .notBlocked
    }

    /// Whether the address of the line is refused at present, by the operator or for guessing.
    private var attentionIsBlocked: Bool {
        guard case .refused(let id, let address, _, _, _, _) = self.selectedAttention else { return false }
        let cause = RefusalCause(id: id)
        return cause == .guessing || cause == .paused || self.snapshot.blocked.contains { $0.address == address }
    }
}

extension AttentionFacts {
    /// What the cursor holds on to while counts and times go on.
    var identity: String {
        switch self {
        case .listenerFailed(let listener): "listener \(listener.host) \(listener.port)"
        case .refused(let cause, let address, _, _, _, _): "refused \(cause) \(address)"
        case .anonymousAllowed: "anonymous"
        case .journalPaused: "journal"
        }
    }

    /// The id of the findings catalogue that the screen shows.
    var findingID: String {
        switch self {
        case .listenerFailed(let listener):
            if case .inUse = listener.problem { "SYS-01" } else { "SYS-02" }
        case .refused(let cause, _, _, _, _, _): cause
        case .anonymousAllowed: "SEC-01"
        case .journalPaused(.diskFull, _): "SYS-03"
        case .journalPaused: "JRN-01"
        }
    }

    var isNotice: Bool {
        if case .refused(let cause, _, _, _, _, _) = self { return RefusalCause(id: cause).isNotice }
        return false
    }
}
