import Snapshot

/// Step 4: whether NapCat has an entry that leads here.
extension ConnectGuide {
    func client(isBlocked: Bool) -> ConnectStep {
        let isConnected = self.napcat.isConnected
        guard isConnected || !self.isRestarting else { return self.step(.client, .waiting) }
        if let trouble = self.troubled(.client), !isConnected { return self.clientTrouble(trouble, isBlocked) }
        guard let configuration = self.look?.configuration else {
            return isConnected
                ? self.step(.client, .done, StepWords(self.words.connectedAnyway.brief)) : self.step(.client, .waiting)
        }
        guard let entry = configuration.best(anonymousAllowed: self.anonymousAllowed) else {
            if isConnected {
                let words = self.words.connectedAnyway
                // What was looked at may be what stood there before the change.
                return self.hasChanged(within: Self.settling)
                    ? self.step(.client, .done, StepWords(words.brief)) : self.step(.client, .warning, words)
            }
            return self.step(.client, .failed, self.absence(configuration), offers: [.apply])
        }
        let faults = entry.ordered(anonymousAllowed: self.anonymousAllowed)
        guard let worst = faults.first else {
            // NapCat reads its files when it starts.
            if self.look?.isUp == true, !isConnected, case .file = configuration.source {
                return self.step(.client, .waiting, self.words.inFile, offers: self.restart)
            }
            return self.step(.client, .done, StepWords(self.words.pointsHere(entry.name)))
        }
        return self.faulty(entry, faults, worst, isConnected: isConnected)
    }

    private func faulty(
        _ entry: NapCatConfiguration.Entry,
        _ faults: [NapCatConfiguration.Fault],
        _ worst: NapCatConfiguration.Fault,
        isConnected: Bool
    ) -> ConnectStep {
        let weight = worst.weight(anonymousAllowed: self.anonymousAllowed)
        let stray = faults.lazy.compactMap { self.stray($0, entry, isConnected: isConnected) }.first
        var sentences = faults.map { fault in
            if let stray, case .otherAddress = fault { return stray.sentence }
            return fault.sentence(self.language, entry: entry.name, inPanel: self.place.keys.areNear)
        }
        if weight != .blemish, isConnected { sentences.append(self.words.connectedStill) }
        let brief = weight == .blemish ? stray?.brief : nil
        return self.step(
            .client,
            isConnected || weight == .blemish && stray == nil ? .warning : .failed,
            StepWords(brief ?? worst.brief(self.language), TroubleWords.joined(sentences, self.language)),
            offers: [.apply]
        )
    }

    /// The words on an address whose port is none that we listen on; nil for any other fault.
    private func stray(
        _ fault: NapCatConfiguration.Fault,
        _ entry: NapCatConfiguration.Entry,
        isConnected: Bool
    ) -> StepWords? {
        let endpoint = self.snapshot.endpoint
        guard case .otherAddress(let address) = fault, let dialled = DialledAddress(address),
            let now = endpoint.listening.first?.port, !endpoint.listening.contains(where: { $0.port == dialled.port }),
            // Whoever has set that URL has something that leads on to us.
            endpoint.socketURL.flatMap({ SocketURL($0) })?.port != dialled.port
        else { return nil }
        // Connected all the same, and to this machine: it was listened on when it dialled.
        if isConnected, dialled.isHere(self.look?.container) { return self.words.formerPort(dialled.port, now: now) }
        return self.words.astray(entry.name, to: PanelAddress.strippedSocket(address))
    }

    private var anonymousAllowed: Bool { self.snapshot.access.anonymousAllowed }

    private func absence(_ configuration: NapCatConfiguration) -> StepWords {
        if !configuration.enabledServers.isEmpty { return self.words.onlyServers(configuration.enabledServers) }
        if !configuration.otherAccountsPointingHere.isEmpty {
            return self.words.ofOtherAccounts(configuration.otherAccountsPointingHere)
        }
        return self.words.noEntry(configuration.clients.count)
    }

    private func clientTrouble(_ trouble: NapCatTrouble, _ isBlocked: Bool) -> ConnectStep {
        switch trouble {
        // The files are the second way: without them nothing is wrong yet, where the first is only not there yet.
        case .folderMissing, .fileMissing:
            self.step(.client, isBlocked ? .waiting : .failed, trouble)
        case .notTaken, .changedMeanwhile: self.step(.client, .failed, trouble, offers: [.apply])
        default: self.step(.client, .failed, trouble)
        }
    }
}
