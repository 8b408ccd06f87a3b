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
        package var retiredAt: Date?
        package var graceEndsAt: Date?

        package init(_ state: State, retiredAt: Date? = nil, graceEndsAt: Date? = nil) {
            self.state = state
            self.retiredAt = retiredAt
            self.graceEndsAt = graceEndsAt
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

    package var key: Secret
    package var allowAnonymous: Bool
    package var boundKeys: [BoundKey]
    /// The token of NapCat's WebUI, which is pasted in the key's place; empty: not known.
    package var panelToken: Secret
    /// Looks bytes up among the replaced keys. Called only for keys that are not accepted otherwise.
    package var recognise: @Sendable ([UInt8]) -> RetiredKey

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
    }

    /// Any presented key that is right opens, wherever it stood: an empty or stale header beside a right
    /// `access_token` harms nobody.
    package func decide(_ request: HandshakeRequest, address: String) -> Decision {
        let presented = PresentedKey.all(in: request)
        if self.key.isEmpty && self.allowAnonymous { return .accepted(.nobodys) }
        for candidate in presented where candidate.scheme != .other && !candidate.bytes.isEmpty {
            if !self.key.isEmpty, self.key.matches(candidate.bytes) { return .accepted(.main) }
            for bound in self.boundKeys where !bound.key.isEmpty && bound.key.matches(candidate.bytes) {
                if self.allows(bound, request, address: address) { return .accepted(.bound(bound.name)) }
            }
            let retired = self.recognise(candidate.bytes)
            if retired.state == .inGrace { return .accepted(.inGrace(retired)) }
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
        let isBound = given.contains { candidate in
            candidate.scheme != .other && self.boundKeys.contains { $0.key.matches(candidate.bytes) }
        }
        let finding =
            isBound
            ? KeyClassifier.Finding(.boundElsewhere)
            : KeyClassifier.classify(
                presented,
                key: self.key,
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

    private func allows(_ bound: BoundKey, _ request: HandshakeRequest, address: String) -> Bool {
        if !bound.selfID.isEmpty, request.value("X-Self-ID")?.trimmingBlanks() != bound.selfID { return false }
        return bound.allowsAddress(address)
    }
}
