import Foundation
import Logging
import NIOCore
import Synchronization

/// What a link does about the key it was opened with.
extension LinkHandler {
    /// Ends the link when its key has been taken away.
    ///
    /// - Returns: Whether it has been.
    func closeIfRevoked() -> Bool {
        guard case .bound = self.proof, self.phase == .open else { return false }
        let proof = self.proof
        guard self.state.guarded.withLock({ $0.access.hasRevoked(proof) }) else { return false }
        self.close(.policyViolation, reason: "the key was revoked")
        return true
    }

    /// Ends a link whose events are not, or not evidently, of the account that its key is bound to: the events are not kept, and the
    /// ledger has an entry for the doctor (SEC-05).
    @inline(never)
    func refuseForeign(_ named: Int64?, bound: Int64) {
        guard case .bound(let name, _) = self.proof else { return }
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
