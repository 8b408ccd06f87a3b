import OneBot

/// What is made of a policy's keys once, so that no handshake makes it anew: for comparing, for telling how a wrong key is
/// wrong, and for taking keys out of texts. Prints nothing of it.
final class KeyBook: Sendable, CustomReflectable {
    /// The access key first, then the further ones in their order.
    let table: KeyTable
    let known: [KeyClassifier.Known]
    let patterns: KeyPatterns

    init(key: Secret, boundKeys: [AccessPolicy.BoundKey], panelToken: Secret) {
        let all = [key] + boundKeys.map(\.key)
        self.table = KeyTable(all)
        self.known =
            [KeyClassifier.Known(name: nil, key: key)]
            + boundKeys.map { KeyClassifier.Known(name: $0.name, key: $0.key) }
        // The panel's default token is a word that stands in many a name and is no secret.
        self.patterns = KeyPatterns(all + [panelToken].filter { $0.count >= 8 })
    }

    var customMirror: Mirror { Mirror(self, children: []) }
}
