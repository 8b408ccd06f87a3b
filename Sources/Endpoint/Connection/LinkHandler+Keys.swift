import Foundation
import Logging
import NIOCore
import Synchronization

/// What a link does about the key it was opened with.
extension LinkHandler {
    /// Ends the link when its key has been taken away or is bound to others now.
    ///
    /// - Returns: Whether it is.
    func closeIfRevoked() -> Bool {
        guard case .bound = self.proof, self.phase == .open else { return false }
        let (proof, account, address) = (self.proof, self.registration.selfID, self.address)
        switch self.state.guarded.withLock({ $0.access.standing(of: proof, account: account, address: address) }) {
        case .good(let account):
            self.boundAccount = account.flatMap { Int64($0) }
            return false
        case .revoked: self.close(.policyViolation, reason: "the key was revoked")
        case .elsewhere: self.close(.policyViolation, reason: "the key is bound to another account or address now")
        }
        return true
    }

    /// Ends a link whose events are not, or not evidently, of the account that its key is bound to: the events are not kept, and the
    /// ledger has an entry for the doctor (SEC-05).
    @inline(never)
    func refuseForeign(_ named: Int64?, bound: Int64) {
        let proof = self.proof
        guard case .bound(let name, _) = self.state.guarded.withLock({ $0.access.current(proof) }) else { return }
        var entry = LedgerEntry(
            time: Date(),
            address: self.address,
            port: self.port,
            localPort: self.context?.channel.localAddress?.port ?? 0,
            firstBytes: .http,
            end: .refused
        )
        entry.asksUpgrade = true
        entry.hasWebSocketKey = true
        entry.selfID = named.map(String.init)
        entry.role = self.role.rawValue
        entry.userAgent = self.userAgent.map { LedgerEntry.cut($0, 128) }
        entry.proxyMarks = self.proxyMarks
        entry.keyMistake = .boundElsewhere
        entry.key = KeyNote(name: name, boundTo: String(bound))
        entry.cause = KeyMistake.boundElsewhere.cause
        self.state.ledger.append(entry)
        var metadata = self.logMetadata
        metadata["key"] = "\(name)"
        metadata["named"] = "\(named.map(String.init) ?? "none")"
        self.state.logger.warning("event of another account than the key's", metadata: metadata)
        self.close(.policyViolation, reason: "this key is for another account")
    }
}
