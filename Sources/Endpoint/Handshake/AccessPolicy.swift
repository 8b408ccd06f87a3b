package import OneBot

package import struct Foundation.Date

/// Which keys open the endpoint. A value: replaced as a whole when the operator changes or rotates a key.
package struct AccessPolicy: Sendable {
    /// A further key, bound to one account or to address ranges where the operator says so.
    package struct BoundKey: Sendable {
        package var name: String
        package var key: Secret
        /// Empty: any account.
        package var selfID: String
        /// Whether it may come from an address.
        package var allowsAddress: @Sendable (String) -> Bool

        package init(
            name: String,
            key: Secret,
            selfID: String = "",
            allowsAddress: @escaping @Sendable (String) -> Bool = { _ in true }
        ) {
            self.name = name
            self.key = key
            self.selfID = selfID
            self.allowsAddress = allowsAddress
        }
    }

    /// What is known of a key that is not the present one.
    package struct RetiredKey: Equatable, Sendable {
        package enum State: Equatable, Sendable {
            case unknown
            /// Replaced, and no longer accepted.
            case retired
            /// Replaced, and still accepted for its time of grace.
            case inGrace
        }

        package var state: State
        /// Tells it from others, and says nothing of the key; nil: not known.
        package var id: String?
        package var retiredAt: Date?
        package var graceEndsAt: Date?
        /// Of a further key that was revoked its name; nil: it was the access key.
        package var name: String?

        package init(
            _ state: State,
            id: String? = nil,
            retiredAt: Date? = nil,
            graceEndsAt: Date? = nil,
            name: String? = nil
        ) {
            self.state = state
            self.id = id
            self.retiredAt = retiredAt
            self.graceEndsAt = graceEndsAt
            self.name = name
        }

        package static let unknown = RetiredKey(.unknown)
        package static let retired = RetiredKey(.retired)
        package static let inGrace = RetiredKey(.inGrace)
    }

    /// What opened the endpoint.
    package enum Credential: Equatable, Sendable {
        /// There is no key to be had.
        case nobodys
        case main
        case bound(String)
        case inGrace(RetiredKey)
    }

    package enum Decision: Equatable, Sendable {
        case accepted(Credential)
        /// No key came, or an empty one.
        case missing(KeyMistake)
        /// A wrong one; how, ``AccessPolicy/classify(_:)`` tells when the answer is out.
        case wrong
    }

    /// What was wrong with a key, for the operator.
    package struct Mistake: Equatable, Sendable {
        package var kind: KeyMistake
        /// Of the first key, in bytes.
        package var length: Int
        /// What more can be told of the key that shows the mistake.
        package var note: KeyNote
    }

    package let key: Secret
    package let allowAnonymous: Bool
    package let boundKeys: [BoundKey]
    /// The token of NapCat's WebUI, which is pasted in the key's place; empty: not known.
    package let panelToken: Secret
    /// Looks bytes up among the replaced keys. Called only for keys that are not accepted otherwise.
    package let recognise: @Sendable ([UInt8]) -> RetiredKey
    let book: KeyBook

    package init(
        key: Secret,
        allowAnonymous: Bool = false,
        boundKeys: [BoundKey] = [],
        panelToken: Secret = Secret(""),
        recognise: @escaping @Sendable ([UInt8]) -> RetiredKey = { _ in .unknown }
    ) {
        self.key = key
        self.allowAnonymous = allowAnonymous
        self.boundKeys = boundKeys
        self.panelToken = panelToken
        self.recognise = recognise
        self.book = KeyBook(key: key, boundKeys: boundKeys, panelToken: panelToken)
    }

    /// Any presented key that is right opens, wherever it stood: an empty or stale header beside a right
    /// `access_token` harms nobody.
    package func decide(_ request: HandshakeRequest, address: String) -> Decision {
        let presented = PresentedKey.all(in: request)
        if self.key.isEmpty && self.allowAnonymous { return .accepted(.nobodys) }
        for candidate in presented where candidate.scheme != .other && !candidate.bytes.isEmpty {
            let index = self.book.table.match(candidate.bytes)
            if index == 0 { return .accepted(.main) }
            if let bound = self.bound(index) ?? self.boundKeys.first {
                // Looked at whether the key is this one or none, so that the time of a refusal does not tell.
                let isAllowed = self.fault(of: bound, request, address: address) == nil
                if index != nil, isAllowed { return .accepted(.bound(bound.name)) }
            }
            let retired = self.recognise(candidate.bytes)
            // A grace for what was once a key for all does not lift what the key is bound to now.
            if index == nil, retired.state == .inGrace { return .accepted(.inGrace(retired)) }
        }
        guard presented.contains(where: { !$0.bytes.isEmpty }) else {
            return .missing(presented.isEmpty ? .absent : .empty)
        }
        return .wrong
    }

    /// Tells how the key of a refused request is wrong. Its time depends on the key, so it runs when the answer is out.
    package func classify(_ request: HandshakeRequest) -> Mistake {
        let presented = PresentedKey.all(in: request)
        let given = presented.filter { !$0.bytes.isEmpty }
        let bound = given.lazy.filter { $0.scheme != .other }
            .compactMap { self.bound(self.book.table.match($0.bytes)) }.first
        let finding =
            bound.map { KeyClassifier.Finding(.boundElsewhere, self.note(on: $0, request)) }
            ?? KeyClassifier.classify(
                presented,
                keys: self.book.known,
                panelToken: self.panelToken,
                recognise: self.recognise
            )
        var note = finding.note
        // One request is one try, however many keys it brings.
        note.fingerprint = given.isEmpty ? nil : Set(given.map(\.bytes)).hashValue
        return Mistake(
            kind: finding.mistake,
            length: given.first?.bytes.count ?? 0,
            note: note
        )
    }

    /// `text` without any key of ours; see ``KeyMask``.
    package func redact(_ text: String) -> String {
        var mask = KeyMask(self)
        return mask.redact(text)
    }

    /// The account that links of a credential speak for alone; nil: any.
    func account(of credential: Credential) -> String? {
        guard case .bound(let name) = credential, let bound = self.boundKeys.first(where: { $0.name == name }),
            !bound.selfID.isEmpty
        else { return nil }
        return Self.number(bound.selfID)
    }

    // MARK: - What a key is bound to

    private enum Fault {
        case account
        case address
    }

    /// The further key at an index of the table, where the access key is the first.
    private func bound(_ index: Int?) -> BoundKey? {
        guard let index, index > 0 else { return nil }
        return self.boundKeys[index - 1]
    }

    /// A request that does not say whose it is passes: then the first event must.
    private func fault(of bound: BoundKey, _ request: HandshakeRequest, address: String) -> Fault? {
        let isFromThere = bound.allowsAddress(address)
        if self.isOfAnother(request, than: bound) { return .account }
        return isFromThere ? nil : .address
    }

    private func isOfAnother(_ request: HandshakeRequest, than bound: BoundKey) -> Bool {
        guard !bound.selfID.isEmpty, let claimed = request.value("X-Self-ID")?.trimmingBlanks(), !claimed.isEmpty else {
            return false
        }
        return Self.number(claimed) != Self.number(bound.selfID)
    }

    private func note(on bound: BoundKey, _ request: HandshakeRequest) -> KeyNote {
        KeyNote(name: bound.name, boundTo: self.isOfAnother(request, than: bound) ? bound.selfID : nil)
    }

    /// One number, however it is written.
    static func number(_ text: String) -> String { String(text.drop { $0 == "0" }) }
}
