package import OneBot

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

    package enum RetiredKey: Equatable, Sendable {
        case unknown
        /// Replaced, and no longer accepted.
        case retired
        /// Replaced, and still accepted for its time of grace.
        case inGrace
    }

    package enum Decision: Equatable, Sendable {
        case accepted
        /// No key came, or an empty one.
        case missing(KeyMistake)
        /// A wrong one; how, ``AccessPolicy/classify(_:)`` tells when the answer is out.
        case wrong
    }

    /// What was wrong with a key, for the operator.
    package struct Mistake: Equatable, Sendable {
        package var kind: KeyMistake
        /// One for each different key that was tried.
        package var fingerprints: Set<Int>
        /// Of the first key, in bytes.
        package var length: Int
    }

    package var key: Secret
    package var allowAnonymous: Bool
    package var boundKeys: [BoundKey]
    /// Looks bytes up among the replaced keys. Called only for keys that are not accepted otherwise.
    package var recognise: @Sendable ([UInt8]) -> RetiredKey

    package init(
        key: Secret,
        allowAnonymous: Bool = false,
        boundKeys: [BoundKey] = [],
        recognise: @escaping @Sendable ([UInt8]) -> RetiredKey = { _ in .unknown }
    ) {
        self.key = key
        self.allowAnonymous = allowAnonymous
        self.boundKeys = boundKeys
        self.recognise = recognise
    }

    /// Any presented key that is right opens, wherever it stood: an empty or stale header beside a right
    /// `access_token` harms nobody.
    package func decide(_ request: HandshakeRequest, address: String) -> Decision {
        let presented = PresentedKey.all(in: request)
        if self.key.isEmpty && self.allowAnonymous { return .accepted }
        for candidate in presented where candidate.scheme != .other && !candidate.bytes.isEmpty {
            if !self.key.isEmpty, self.key.matches(candidate.bytes) { return .accepted }
            for bound in self.boundKeys where !bound.key.isEmpty && bound.key.matches(candidate.bytes) {
                if self.allows(bound, request, address: address) { return .accepted }
            }
            if self.recognise(candidate.bytes) == .inGrace { return .accepted }
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
        let kind =
            isBound
            ? KeyMistake.boundElsewhere
            : KeyClassifier.classify(presented, key: self.key) { self.recognise($0) != .unknown }
        return Mistake(
            kind: kind,
            fingerprints: Set(given.map(\.bytes.hashValue)),
            length: given.first?.bytes.count ?? 0
        )
    }

    /// `text` without any key of ours, for what is kept of a request: keys are pasted into the oddest places.
    package func redact(_ text: String) -> String {
        ([self.key] + self.boundKeys.map(\.key)).reduce(text) { text, key in
            guard key.count >= 6, text.utf8.count >= key.exposed.utf8.count else { return text }
            return text.replacing(key.exposed, with: key.masked)
        }
    }

    private func allows(_ bound: BoundKey, _ request: HandshakeRequest, address: String) -> Bool {
        if !bound.selfID.isEmpty, request.value("X-Self-ID")?.trimmingBlanks() != bound.selfID { return false }
        return bound.allowsAddress(address)
    }
}
