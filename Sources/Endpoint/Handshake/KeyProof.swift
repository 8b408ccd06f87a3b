import OneBot

package import struct Foundation.Date

/// What a link was opened with, so that it can be told later whether that would still open the endpoint. Holds hashes that
/// mean nothing beyond this run, never a key.
package enum KeyProof: Equatable, Sendable {
    /// There was no key to be had.
    case nobodys
    case main(Int)
    case bound(name: String, Int)
    /// With a key that had been replaced already, then.
    case inGrace(retiredAt: Date?)
}

extension AccessPolicy {
    func proof(_ credential: Credential) -> KeyProof {
        switch credential {
        case .nobodys: .nobodys
        case .main: .main(self.key.hashValue)
        case .bound(let name):
            .bound(name: name, self.boundKeys.first { $0.name == name }?.key.hashValue ?? 0)
        case .inGrace(let retired): .inGrace(retiredAt: retired.retiredAt)
        }
    }

    /// Whether a link that was opened with `proof` could be opened again with the same.
    func stillAccepts(_ proof: KeyProof) -> Bool {
        switch proof {
        case .nobodys: self.key.isEmpty && self.allowAnonymous
        case .main(let hash): !self.key.isEmpty && self.key.hashValue == hash
        case .bound(let name, let hash): self.boundKeys.contains { $0.name == name && $0.key.hashValue == hash }
        case .inGrace: false
        }
    }

    /// Whether a link that was opened with `proof` must end: its key has been taken away, not merely replaced.
    func hasRevoked(_ proof: KeyProof) -> Bool {
        guard case .bound = proof else { return false }
        return !self.stillAccepts(proof)
    }
}
