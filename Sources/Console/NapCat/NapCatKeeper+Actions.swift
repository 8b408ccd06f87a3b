import Control
import Doctor
import Endpoint
import Foundation
import Host
import Logging
import NapCat
import OneBot
import Settings
import Snapshot

/// What the operator has done to NapCat besides connecting it. Each tells how it ended as a sentence.
extension NapCatKeeper {
    /// Looks at once, and lets a token that was refused be tried once more.
    func check(language: Language) async -> String {
        await self.looker.lastClient?.retry()
        self.hasChanged()
        await self.lookAfresh()
        let snapshot = await self.core.snapshot()
        let guide = ConnectGuide(snapshot, language: language, findings: self.doctor.diagnosis.findings)
        return NapCatOutcomePhrases(language: language).looked(guide.steps)
    }

    /// Logs in with a code of two-factor login.
    func enter(code: Secret, language: Language) async throws(BackendRefusal) -> String {
        try await self.reporting(language) { client async throws(WebUIProblem) in
            try await client.enter(code: code.exposed)
        }
        self.lookSoon()
        return NapCatOutcomePhrases(language: language).codeTaken
    }

    /// Has NapCat make a new login code.
    func renewCode(language: Language) async throws(BackendRefusal) -> String {
        try await self.reporting(language) { client async throws(WebUIProblem) in try await client.refreshQRCode() }
        await self.looker.forgetCode()
        await self.lookAfresh()
        return NapCatOutcomePhrases(language: language).qrCodeRenewed
    }

    /// Restarts its container, or else the program through its WebUI.
    func restart(language: Language) async throws(BackendRefusal) -> String {
        try await self.undertake(language) { keeper async throws(BackendRefusal) in
            try await keeper.restartNow(language)
        }
    }

    private func restartNow(_ language: Language) async throws(BackendRefusal) -> String {
        let phrases = NapCatOutcomePhrases(language: language)
        guard let engine = self.sight?.engine, let container = self.sight?.container else {
            try await self.reporting(language) { client async throws(WebUIProblem) in try await client.restart() }
            self.hasRestarted()
            self.logger.info("NapCat restarted")
            return phrases.restarted("NapCat")
        }
        do throws(EngineProblem) {
            try await engine.restart(container.id)
        } catch {
            throw await self.refusal(NapCatTrouble(error), language)
        }
        self.hasRestarted()
        self.logger.info("NapCat's container restarted", metadata: ["container": "\(container.name)"])
        return phrases.restarted(container.name)
    }

    // MARK: - Token

    /// Gives NapCat's WebUI a strong token, kept where the present one is kept.
    func changeToken(language: Language) async throws(BackendRefusal) -> String {
        try await self.undertake(language) { keeper async throws(BackendRefusal) in
            try await keeper.changeTokenNow(language)
        }
    }

    private func changeTokenNow(_ language: Language) async throws(BackendRefusal) -> String {
        let phrases = NapCatOutcomePhrases(language: language)
        let old = await self.core.settingsInForce.settings.napcat.token
        let isOurs = !old.isEmpty
        let new = StrongToken.make()
        self.core.redactor.register(new)
        let file = isOurs ? self.core.facts.settingsFile : self.sight?.folder?.webUI ?? "webui.json"
        let place = Paths.shown(file, ProcessInfo.processInfo.environment)
        // Kept before anything is changed: a token that nobody knows would shut the operator out.
        if isOurs, case .refused(let reason) = await self.keep(new, language) {
            throw BackendRefusal(phrases.tokenNotSaved(reason))
        }
        let end = await self.asking { client async throws(WebUIProblem) in try await client.changeToken(to: new) }
        switch end {
        case nil: break
        case .some(let trouble) where trouble.leavesDoubt:
            if isOurs { self.doubtedToken = old }
            throw BackendRefusal(phrases.tokenInDoubt(place: place))
        case .some(let trouble):
            if isOurs, case .refused(let reason) = await self.keep(old, language) {
                throw BackendRefusal(phrases.tokenNotSaved(reason))
            }
            throw await self.refusal(trouble, language)
        }
        self.logger.info("token of NapCat's WebUI changed")
        return phrases.tokenChanged(place: place)
    }

    private func keep(_ token: Secret, _ language: Language) async -> SettingChangeOutcome {
        await self.core.change(path: "napcat.token", text: token.exposed, language: language, canBeUndone: false)
    }

    /// After a change whose answer was lost: has what NapCat says of the new token decide which one is kept.
    func settleToken(_ look: NapCatLook) async {
        guard let old = self.doubtedToken, let isAccepted = look.token.isAccepted else { return }
        self.doubtedToken = nil
        guard !isAccepted else { return }
        _ = await self.keep(old, .english)
        self.lookSoon()
    }

    // MARK: - Ports

    /// Has NapCat's WebUI listen on a high port that is free; our setting follows.
    func movePanelPort(language: Language) async throws(BackendRefusal) -> String {
        try await self.undertake(language) { keeper async throws(BackendRefusal) in
            try await keeper.movePanelPortNow(language)
        }
    }

    private func movePanelPortNow(_ language: Language) async throws(BackendRefusal) -> String {
        let phrases = NapCatOutcomePhrases(language: language)
        let settings = await self.core.settingsInForce
        let old = settings.settings.napcat.webUIURL
        guard let address = WebUIAddress(old), var url = URLComponents(string: old) else {
            throw await self.refusal(.badAddress, language)
        }
        if let container = await self.publishingContainer() { throw BackendRefusal(phrases.portOfContainer(container)) }
        let machine = await self.doctor.lastEvidence?.machine
        guard WebUIPlace.isHere(address.host, machine) else {
            throw BackendRefusal(phrases.panelElsewhere(address.host))
        }
        guard let port = await Self.freePort(host: "0.0.0.0") else { throw BackendRefusal(phrases.noFreePort) }
        url.port = port
        guard let new = url.string else { throw await self.refusal(.badAddress, language) }
        // Before anything is changed: NapCat must not be where the settings do not say.
        do throws(SettingProblem) {
            _ = try SettingChange.preview(SettingChange(path: "napcat.webui_url", text: new), in: settings)
        } catch {
            throw BackendRefusal(phrases.panelNotMoved(error.reason(SettingsLanguage(language))))
        }
        try await self.reporting(language) { client async throws(WebUIProblem) in try await client.changePort(to: port)
        }
        // It may end before it has answered; that it comes back at the new port is seen by the next looks.
        let end = await self.asking { client async throws(WebUIProblem) in try await client.restart() }
        self.hasRestarted()
        self.logger.info("NapCat's WebUI moved", metadata: ["port": "\(port)"])
        let outcome = await self.core.change(
            path: "napcat.webui_url",
            text: new,
            language: language,
            canBeUndone: false
        )
        if case .refused(let reason) = outcome { throw BackendRefusal(phrases.panelMovedOnly(to: port, reason)) }
        if let end, !end.leavesDoubt { throw BackendRefusal(phrases.restartToMove(to: port)) }
        return phrases.panelMoved(to: port)
    }

    /// The container whose ports are given out by whoever started it, as far as anything speaks for one.
    private func publishingContainer() async -> String? {
        if let container = self.sight?.container { return container.usesHostNetwork ? nil : container.name }
        let machine = await self.doctor.lastEvidence?.machine
        let isContained = machine?.containedBots.isEmpty == false
        // Nekro Agent's compose file keeps it there.
        let isNekro = self.sight?.folder?.path.hasSuffix("/napcat_data/napcat") ?? false
        return isContained || isNekro ? "NapCat" : nil
    }

    /// Listens on a high port that is free.
    func moveToFreePort(language: Language) async throws(BackendRefusal) -> String {
        let phrases = NapCatOutcomePhrases(language: language)
        let host = await self.core.settingsInForce.settings.endpoint.host
        guard let port = await Self.freePort(host: host) else { throw BackendRefusal(phrases.noFreePort) }
        switch await self.core.change(path: "endpoint.port", text: String(port), language: language) {
        case .applied(let more):
            await self.doctor.examine()
            self.lookSoon()
            return phrases.movedTo(port, more: more)
        case .refused(let reason): throw BackendRefusal(reason)
        }
    }

    /// High, and below what the system gives to connections that go out.
    @concurrent
    private static func freePort(host: String) async -> Int? {
        for _ in 0..<32 {
            let port = Int.random(in: 20_000...32_000)
            if BindProbe.check(host: host, port: port) == .free { return port }
        }
        return nil
    }

    // MARK: - Data folder

    /// Has the bot make a file, and looks for it here.
    func probeFolder(language: Language) async throws(BackendRefusal) -> String {
        let phrases = NapCatOutcomePhrases(language: language)
        let folder = await self.core.settingsInForce.settings.napcat.dataFolder
        guard !folder.isEmpty else { throw BackendRefusal(phrases.noFolder) }
        guard let bot = await self.napCatBot() else { throw BackendRefusal(phrases.noBotToAsk) }
        let probe = SightProbe()
        let request = CallRequest(
            selfID: bot,
            action: SightProbe.action,
            parameters: Array(probe.params.rendered.utf8)
        )
        let outcome = await self.core.server.call(request)
        guard case .answered(let answer) = outcome, let response = try? JSONParser.parse(answer.response),
            answer.succeeded, let path = SightProbe.answered(response["data"] ?? .null)
        else { throw BackendRefusal(phrases.notProbed(Self.words(outcome, phrases))) }
        let mounts = self.sight?.container.map { PathMap(mounts: $0.mounts) }
        let candidates = SightProbe.candidates(for: path, mounts: mounts, dataFolder: folder)
        // A file that lies elsewhere is left to NapCat, which clears its temporary folder by itself.
        let found = await Offload.run("probe", limit: Self.disk) { probe.find(candidates) }
        self.probe = (folder, found.map { .probed(path: $0.path) } ?? .probedElsewhere(path: path))
        await self.lookAfresh()
        guard found != nil else { throw BackendRefusal(phrases.probedElsewhere(path)) }
        return phrases.probed
    }

    /// The bot of the account that NapCat is logged in with, or else one that says it is NapCat.
    private func napCatBot() async -> String? {
        let bots = await self.core.snapshot().bots.filter { !$0.links.isEmpty && !$0.selfID.isEmpty }
        let account = self.board.look?.account
        return bots.first { $0.selfID == account }?.selfID
            ?? bots.first { $0.implementation?.lowercased().hasPrefix("napcat") == true }?.selfID
    }

    private static func words(_ outcome: CallOutcome, _ phrases: NapCatOutcomePhrases) -> String {
        switch outcome {
        case .answered(let answer) where answer.succeeded: phrases.noPath
        case .answered(let answer):
            Response(answer.response)?.message ?? answer.retcode.map { "retcode \($0)" } ?? phrases.noPath
        case .noSuchBot, .notConnected, .linkLost: phrases.botGone
        case .tooMany, .tooBig, .notTaken: phrases.botBusy
        case .timedOut(let seconds): phrases.botSilent(seconds: seconds)
        }
    }

    // MARK: - Asking

    /// Asks NapCat's WebUI.
    ///
    /// - Returns: What went wrong; nil when nothing did.
    private func asking(_ question: (WebUIClient) async throws(WebUIProblem) -> Void) async -> NapCatTrouble? {
        guard let client = await self.looker.lastClient else { return .badAddress }
        do throws(WebUIProblem) {
            try await question(client)
            return nil
        } catch {
            return NapCatTrouble(error) ?? .cutShort
        }
    }

    /// Asks NapCat's WebUI; what goes wrong becomes the operator's sentence.
    private func reporting(
        _ language: Language,
        _ question: (WebUIClient) async throws(WebUIProblem) -> Void
    ) async throws(BackendRefusal) {
        if let trouble = await self.asking(question) { throw await self.refusal(trouble, language) }
    }

    private func refusal(_ trouble: NapCatTrouble, _ language: Language) async -> BackendRefusal {
        BackendRefusal(
            self.sentence(trouble, await self.core.settingsInForce.settings, self.board.look, language)
        )
    }
}
