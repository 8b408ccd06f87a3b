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
        case refused(KeyMistake, fingerprint: Int, length: Int?)
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
        var boundElsewhere = false
        for candidate in presented where candidate.scheme != .other && !candidate.bytes.isEmpty {
            if !self.key.isEmpty, self.key.matches(candidate.bytes) { return .accepted }
            for bound in self.boundKeys where !bound.key.isEmpty && bound.key.matches(candidate.bytes) {
                if self.allows(bound, request, address: address) { return .accepted }
                boundElsewhere = true
            }
            if self.recognise(candidate.bytes) == .inGrace { return .accepted }
        }
        let first = presented.first { !$0.bytes.isEmpty }
        let mistake =
            boundElsewhere
            ? KeyMistake.boundElsewhere
            : KeyClassifier.classify(presented, key: self.key) { self.recognise($0) != .unknown }
        return .refused(mistake, fingerprint: (first?.bytes ?? []).hashValue, length: first?.bytes.count)
    }

    private func allows(_ bound: BoundKey, _ request: HandshakeRequest, address: String) -> Bool {
        if !bound.selfID.isEmpty, request.value("X-Self-ID")?.trimmingBlanks() != bound.selfID { return false }
        return bound.allowsAddress(address)
    }
}
