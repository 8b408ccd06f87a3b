/// One of NapCat's WebSocket clients as seen from this console. No key is in it.
package struct ClientJudgement: Equatable, Sendable {
    /// Where it stands in `websocketClients`.
    package let index: Int
    package let name: String
    package let isEnabled: Bool
    /// As written, any key in it masked.
    package let url: String
    /// It leads to this console.
    package let pointsHere: Bool
    /// It is meant for this console: it leads here, or has our name or our key and dials what is taken for us.
    package let isOurs: Bool
    /// What is wrong with one of ours; empty for others.
    package let faults: [ClientFault]
}

extension NetworkConfiguration {
    /// All WebSocket clients, in order, as seen from `target`.
    package func judged(against target: EndpointTarget) -> [ClientJudgement] {
        let verdicts = self.clients.map(ClientJudge(target).verdict)
        let chosen = self.chosen(of: verdicts, name: target.entryName)
        return self.clients.indices.map { position in
            let client = self.clients[position]
            var faults = verdicts[position].faults
            let isDoubled = client.isEnabled && verdicts[position].pointsHere && verdicts[position].hasOurKey
            if let chosen, chosen != position, isDoubled {
                faults.append(.twice(name: self.clients[chosen].name))
            }
            return ClientJudgement(
                index: client.index,
                name: client.name,
                isEnabled: client.isEnabled,
                url: MaskedURL.text(client.url, hiding: target.key),
                pointsHere: verdicts[position].pointsHere,
                isOurs: verdicts[position].isOurs,
                faults: faults
            )
        }
    }

    /// Which of ours is kept and mended: one that leads here, then one that is on; of those the one that connects best,
    /// of others the one with our name; then the first.
    ///
    /// - Returns: Where it stands in ``clients``.
    func chosen(for target: EndpointTarget) -> Int? {
        self.chosen(of: self.clients.map(ClientJudge(target).verdict), name: target.entryName)
    }

    private func chosen(of verdicts: [ClientJudge.Verdict], name: String) -> Int? {
        func rank(_ position: Int) -> Int {
            let client = self.clients[position]
            let verdict = verdicts[position]
            if isLive(position) {
                return 8 + (verdict.faults.isEmpty ? 2 : verdict.faults.allSatisfy(\.letsConnect) ? 1 : 0)
            }
            return (verdict.pointsHere ? 4 : 0) + (client.isEnabled ? 2 : 0) + (client.name == name ? 1 : 0)
        }
        func isLive(_ position: Int) -> Bool { self.clients[position].isEnabled && verdicts[position].pointsHere }
        // Of equal ones the first.
        let best = self.clients.indices.filter { verdicts[$0].isOurs }.max { (rank($0), $1) < (rank($1), $0) }
        // Of two with one name NapCat goes by the last.
        let namesake = best.flatMap { best in
            self.clients.indices.last { isLive($0) && self.clients[$0].name == self.clients[best].name }
        }
        return namesake ?? best
    }
}
