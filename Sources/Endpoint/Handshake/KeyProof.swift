import OneBot

/// What a link was opened with, so that it can be told later whether that would still open the endpoint. Holds hashes that
/// mean nothing beyond this run, never a key.
package enum KeyProof: Equatable, Sendable {
    /// There was no key to be had.
    case nobodys
    case main(Int)
    /// With a further key, called so then.
    case bound(name: String, Int)
    /// With a key that had been replaced already, then.
    case inGrace(id: String?)
}

extension AccessPolicy {
    /// What is to become of a link whose keys are judged anew.
    enum Standing: Equatable {
        /// It stays; it speaks for this account alone, nil: any.
        case good(account: String?)
        /// Its key has been taken away.
        case revoked
        /// Its key is bound to another account or address now.
        case elsewhere
    }

    func proof(_ credential: Credential) -> KeyProof {
        switch credential {
        case .nobodys: .nobodys
        case .main: .main(self.key.hashValue)
        case .bound(let name):
            .bound(name: name, self.boundKeys.first { $0.name == name }?.key.hashValue ?? 0)
        case .inGrace(let retired): .inGrace(id: retired.id)
        }
    }

    /// The same proof with the name that its key has now, or as that of the access key when it has become that.
    func current(_ proof: KeyProof) -> KeyProof {
        guard case .bound(_, let hash) = proof else { return proof }
        if let bound = self.bound(hash: hash) { return .bound(name: bound.name, hash) }
        return self.isMain(hash) ? .main(hash) : proof
    }

    /// Whether a link that was opened with `proof` could be opened again with the same, its binding aside.
    func stillAccepts(_ proof: KeyProof) -> Bool {
        switch proof {
        case .nobodys: self.key.isEmpty && self.allowAnonymous
        case .main(let hash): self.isMain(hash)
        case .bound(_, let hash): self.bound(hash: hash) != nil || self.isMain(hash)
        case .inGrace: false
        }
    }

    /// How a link that was opened with `proof` stands now. A replaced access key leaves its links alone; a further key
    /// must still be there, by whatever name, and be good for the link's account and address.
    ///
    /// - Parameter account: The link's, as far as it is known.
    func standing(of proof: KeyProof, account: String?, address: String) -> Standing {
        guard case .bound(_, let hash) = proof else { return .good(account: nil) }
        guard let bound = self.bound(hash: hash) else { return self.isMain(hash) ? .good(account: nil) : .revoked }
        let own = bound.selfID.isEmpty ? nil : Self.number(bound.selfID)
        let isOfAnother = own.flatMap { own in account.map { Self.number($0) != own } } ?? false
        return isOfAnother || !bound.allowsAddress(address) ? .elsewhere : .good(account: own)
    }

    /// By the key alone: its name may be another by now.
    private func bound(hash: Int) -> BoundKey? { self.boundKeys.first { $0.key.hashValue == hash } }

    private func isMain(_ hash: Int) -> Bool { !self.key.isEmpty && self.key.hashValue == hash }
}
