/// Causes of refused connections as the screen words them, read from the catalogue's ids.
package enum RefusalCause: Equatable, Hashable, Sendable, CaseIterable {
    case wrongPath
    case httpPost
    case noUpgrade
    case notHTTP
    case browser
    case tlsToPlain
    case noKey
    case emptyKey
    case anotherKey
    case blanksInKey
    case schemeInKey
    case quotedKey
    case cutKey
    case encodedKey
    case oldKey
    case otherSecret
    case boundKey
    case badIdentity
    case fifthLink
    case oneBot12
    case guessing
    case full
    case paused
    case other

    /// - Parameter id: An id of the catalogue as the ledger has it; one that is not known gives ``other``.
    package init(id: String) {
        self = Self.byID[id] ?? (id.hasPrefix("OPS") ? .paused : .other)
    }

    /// Nothing is wrong with a bot of ours: shown as a notice and not counted.
    package var isNotice: Bool { self == .notHTTP || self == .browser }

    /// Whether telling the lengths of both keys helps.
    package var showsKeyLength: Bool { self == .anotherKey || self == .cutKey }

    private static let byID: [String: RefusalCause] = [
        "HS-01": .wrongPath,
        "HS-03": .httpPost,
        "HS-06": .noUpgrade,
        "HS-09": .notHTTP,
        "HS-11": .browser,
        "TLS-01": .tlsToPlain,
        "AUTH-01": .noKey,
        "AUTH-02": .emptyKey,
        "AUTH-03": .anotherKey,
        "AUTH-04": .blanksInKey,
        "AUTH-05": .schemeInKey,
        "AUTH-06": .quotedKey,
        "AUTH-07": .cutKey,
        "AUTH-08": .encodedKey,
        "AUTH-09": .oldKey,
        "AUTH-10": .otherSecret,
        "SEC-05": .boundKey,
        "ID-01": .badIdentity,
        "ID-03": .fifthLink,
        "ID-05": .oneBot12,
        "SEC-03": .guessing,
        "SYS-04": .full,
        "FULL": .full,
        "PAUSED": .paused,
    ]
}
