package import Snapshot

/// PANEL, SEC-06 and SEC-07 of the WebUI's port, SEC-08, AUTH-13, and NET-01, NET-02, FILE-01 where NapCat, its files or its
/// container prove them. Nothing is said of a machine without a NapCat.
package struct NapCatRule: Rule {
    package init() {}

    package func observe(_ evidence: Evidence) -> [Observation] {
        let snapshot = evidence.snapshot
        guard let look = snapshot.napcat.look else { return [] }
        let place = NapCatPlace(snapshot.napcat)
        return [self.panel(look, snapshot, place), self.login(look, snapshot, place)].compactMap { $0 }
            + PanelExposure.observe(evidence, look, place)
            + [self.weakToken(look, place), self.reach(look, evidence), self.dataFolder(look, snapshot)]
            .compactMap { $0 }
    }

    private func panel(_ look: NapCatLook, _ snapshot: Snapshot, _ place: NapCatPlace) -> Observation? {
        let trouble: NapCatTrouble
        var isUp = false
        switch look.webUI {
        // Who has restarted it need not be told that it is away.
        case .down where look.isRestarting(at: snapshot.takenAt): return nil
        case .down(let reason): trouble = reason
        case .up:
            guard let reason = look.trouble else { return nil }
            trouble = reason
            isUp = true
        }
        let symptom: NapCatSymptom
        switch trouble {
        case .tokenMissing, .tokenRefused, .codeNeeded, .codeRefused, .rateLimited, .addressBlocked:
            symptom = .panelLocked(trouble, place)
        case .badAddress, .refused, .unreachable, .timedOut, .tls:
            // One that answers otherwise was slow once.
            guard !isUp, let sign = NapCatSign(snapshot) else { return nil }
            symptom = .panelDown(trouble, place, sign)
        case .redirected, .otherProgram:
            guard NapCatSign(snapshot) != nil else { return nil }
            symptom = .panelForeign(trouble, place)
        case .heldBack, .notLoggedIn, .tooLarge, .notTaken, .changedMeanwhile, .said, .folderMissing, .fileMissing,
            .fileBroken, .fileUnreadable, .fileReadOnly, .severalAccounts, .noContainer, .engine:
            return nil
        }
        return Observation(.napcat(symptom), of: place.subject, severity: .notice)
    }

    /// Where the bot itself says that it is online, that is newer.
    private func login(_ look: NapCatLook, _ snapshot: Snapshot, _ place: NapCatPlace) -> Observation? {
        let isOffline: Bool
        var reason: String?
        switch look.login {
        case .offline: isOffline = true
        case .waiting(let said):
            isOffline = false
            reason = said.map { FindingContext.cut($0, to: 120) }.flatMap { $0.isEmpty ? nil : $0 }
        case .online, nil: return nil
        }
        let napcat = NapCatBot(snapshot)
        if let bot = napcat.connected, bot.state == .online { return nil }
        // Waiting, it does not say for whom: the only one of its kind that has been here is most likely meant.
        let lost = snapshot.bots.filter { !$0.selfID.isEmpty && $0.links.isEmpty && BotKind($0) == .napcat }
        let account = napcat.account ?? (lost.count == 1 ? lost.first?.selfID : nil)
        return Observation(
            .napcat(
                .loginNeeded(isOffline: isOffline, reason: reason, hasCode: look.qrCode != nil, place)
            ),
            of: account.map { .bot($0) } ?? place.subject,
            severity: .warning
        )
    }

    private func weakToken(_ look: NapCatLook, _ place: NapCatPlace) -> Observation? {
        // One that NapCat refuses is not its token.
        guard look.token.origin != nil, look.token.isAccepted != false, !look.token.weaknesses.isEmpty else {
            return nil
        }
        return Observation(
            .napcat(.panelTokenWeak(look.token.weaknesses, place)),
            of: place.subject,
            severity: .warning,
            certainty: look.token.isAccepted == true ? .proved : .likely
        )
    }

    /// Why the bot of this NapCat does not come, as far as its settings show it.
    private func reach(_ look: NapCatLook, _ evidence: Evidence) -> Observation? {
        guard let proof = NapCatProof(evidence.snapshot), let source = look.configuration?.source else { return nil }
        let advice = AddressAdviser(evidence).advice
        let url = ConnectGuide.choice(of: advice, look: look).flatMap { advice[$0].url }
        let symptom: NapCatSymptom
        let severity: Severity
        switch proof {
        case .notLoggedIn: return nil
        case .unsendableKey(let entry): (symptom, severity) = (.unsendableKey(entry: entry, source: source), .error)
        case .ownLoopback(let entry):
            (symptom, severity) = (.ownLoopback(entry: entry, source: source, url: url), .error)
        case .badURL(let entry):
            (symptom, severity) = (.notDialled(.badURL(entry: entry), source: source, url: url), .error)
        case .disabled(let entry):
            (symptom, severity) = (.notDialled(.disabled(entry: entry), source: source, url: url), .warning)
        // It may be meant for something else than this console.
        case .onlyServers(let names):
            (symptom, severity) = (.notDialled(.onlyServers(names), source: source, url: url), .notice)
        case .ofOtherAccounts(let accounts):
            (symptom, severity) = (.notDialled(.ofOtherAccounts(accounts), source: source, url: url), .notice)
        case .missing(let others):
            (symptom, severity) = (.notDialled(.missing(others: others), source: source, url: url), .notice)
        }
        return Observation(
            .napcat(symptom),
            of: NapCatBot(evidence.snapshot).account.map { .bot($0) } ?? .machine,
            severity: severity,
            // A file may have been changed since NapCat read it.
            certainty: source == .webUI ? .proved : .likely
        )
    }

    /// Only of a folder that the operator has named.
    private func dataFolder(_ look: NapCatLook, _ snapshot: Snapshot) -> Observation? {
        guard let folder = look.dataFolder,
            snapshot.settings.contains(where: { $0.path == "napcat.data_dir" && !$0.value.isEmpty })
        else { return nil }
        let fault: NapCatSymptom.FolderFault
        switch (folder.state, folder.sight) {
        case (.missing, _): fault = .missing
        case (.notFolder, _): fault = .notFolder
        case (.closed, _): fault = .closed
        case (.readOnly, _): fault = .readOnly(owner: folder.owner)
        case (.good, .notMounted): fault = .notMounted
        case (.good, .probedElsewhere(let path)): fault = .elsewhere(path: path)
        case (.good, .mounted), (.good, .probed), (.good, .same), (.good, .unknown): return nil
        }
        let container = look.container.map { FindingContext.cut($0.name, to: 32) }
        return Observation(
            .napcat(.dataFolder(fault, container: container)),
            of: .path(folder.path),
            // What keeps this console out may not keep the bot out.
            severity: folder.state == .closed || folder.state == .readOnly ? .notice : .warning
        )
    }
}

extension NapCatPlace {
    /// The WebUI, as findings are about it.
    var subject: Subject { .listener(host: self.host, port: self.port) }
}
