import Control
import Doctor
import Endpoint
import Foundation
import Glibc
import Host
import Logging
import NapCat
import OneBot
import Settings
import Snapshot

/// The change that connects NapCat, as it is shown before anything is done.
extension NapCatKeeper {
    /// A change that was shown.
    struct Proposal: Sendable {
        enum Way: Sendable {
            case webUI
            case file(FileReading)
        }

        var preview: ConnectionPreview
        var target: EndpointTarget
        var plan: ConnectionPlan
        /// What the account's file says, where it can be read.
        var stored: NetworkConfiguration?
        /// Those that it was made under.
        var settings: Settings
        var way: Way
    }

    static let disk: Duration = .seconds(3)

    // MARK: - Showing

    /// - Parameter url: What the bot shall dial; nil leaves it to us.
    func propose(url: String?, language: Language) async throws(BackendRefusal) -> ConnectionPreview {
        let phrases = NapCatOutcomePhrases(language: language)
        let look = await self.lookAfresh()
        let settings = await self.core.settingsInForce.settings
        await self.doctor.examine()
        let surroundings = NapCatSurroundings(
            settings: settings,
            evidence: await self.doctor.lastEvidence,
            advice: self.doctor.diagnosis.advice,
            container: look.container
        )
        guard let url = url ?? surroundings.url(look: look) else { throw BackendRefusal(phrases.nothingListens) }
        guard WebAddress(url, schemes: ["ws", "wss"]) != nil else { throw BackendRefusal(phrases.badURL(url)) }
        let target = surroundings.target(url: url)
        do throws(NapCatTrouble) {
            let proposal = try await self.proposal(target, look, settings)
            self.proposal = proposal
            return proposal.preview
        } catch {
            throw BackendRefusal(self.sentence(error, settings, look, language))
        }
    }

    private func proposal(
        _ target: EndpointTarget,
        _ look: NapCatLook,
        _ settings: Settings
    ) async throws(NapCatTrouble) -> Proposal {
        guard case .up = look.webUI, let client = await self.looker.lastClient else {
            return try await self.fileProposal(target, look, settings)
        }
        switch look.trouble {
        case nil: break
        // In a moment it can be asked: no reason to write beside it.
        case .heldBack?, .rateLimited?, .timedOut?, .notLoggedIn?: throw look.trouble ?? .notLoggedIn
        case _?: return try await self.fileProposal(target, look, settings)
        }
        // What is saved by the WebUI loses `verifyCertificate`; the file keeps it.
        if target.isSelfSigned, self.sight?.folder != nil { return try await self.fileProposal(target, look, settings) }
        let bytes = try await Self.asking { () async throws(WebUIProblem) in try await client.configuration() }
        guard let account = look.account else { throw .notLoggedIn }
        var target = target
        target.account = account
        let stored = await self.stored(account)
        let plan = try Self.plan(target, bytes, stored: stored, path: "WebUI")
        guard plan.documents.allSatisfy(WebUIClient.fits) else {
            return try await self.fileProposal(target, look, settings)
        }
        return self.numbered(
            Draft(plan: plan, target: target, stored: stored, settings: settings, account: account),
            .webUI,
            way: .webUI
        )
    }

    /// The way that is left when the WebUI cannot be used.
    private func fileProposal(
        _ target: EndpointTarget,
        _ look: NapCatLook,
        _ settings: Settings
    ) async throws(NapCatTrouble) -> Proposal {
        guard let folder = self.sight?.folder else {
            // Without files what is in the way of the WebUI is what has to be mended.
            if case .down(let trouble) = look.webUI { throw trouble }
            throw look.trouble ?? .folderMissing
        }
        let accounts = self.sight?.accounts ?? []
        let number: String? = if let known = look.account { known } else { await self.onlyAccount(accounts) }
        guard let account = number, let path = folder.configuration(of: account) else {
            throw accounts.count > 1 ? .severalAccounts(accounts) : .fileMissing(path: folder.path)
        }
        let file: FileReading
        switch await Self.read(path) {
        case .success(let reading): file = reading
        case .failure(let problem): throw NapCatTrouble(problem)
        }
        var target = target
        target.account = account
        // Here what is not said is not left out: it has its default. One that cannot be read is refused by the plan.
        let plan = try Self.plan(target, file.bytes, stored: try? NetworkConfiguration(file.bytes), path: path)
        return self.numbered(
            Draft(plan: plan, target: target, settings: settings, account: account),
            .file(path: path),
            way: .file(file)
        )
    }

    /// What an account's file says; nil where that cannot be read.
    private func stored(_ account: String) async -> NetworkConfiguration? {
        guard let path = self.sight?.folder?.configuration(of: account),
            case .success(let reading) = await Self.read(path)
        else { return nil }
        return try? NetworkConfiguration(reading)
    }

    private static func read(_ path: String) async -> Result<FileReading, NapCatFileProblem> {
        await Offload.run("napcat configuration", limit: Self.disk) {
            () -> Result<FileReading, NapCatFileProblem>? in
            do throws(NapCatFileProblem) {
                return .success(try FileReading(of: path))
            } catch {
                return .failure(error)
            }
        } ?? .failure(.unreadable(path, errno: ETIMEDOUT))
    }

    /// The only account with a configuration, or the one whose bot is connected.
    private func onlyAccount(_ numbers: [String]) async -> String? {
        if numbers.count == 1 { return numbers[0] }
        let linked = Set(await self.core.server.report().links.compactMap(\.selfID))
        let connected = numbers.filter(linked.contains)
        return connected.count == 1 ? connected[0] : nil
    }

    private struct Draft {
        var plan: ConnectionPlan
        var target: EndpointTarget
        var stored: NetworkConfiguration?
        var settings: Settings
        var account: String
    }

    private func numbered(_ draft: Draft, _ shownWay: ConnectionPreview.Way, way: Proposal.Way) -> Proposal {
        self.proposals += 1
        let isFile = if case .file = shownWay { true } else { false }
        return Proposal(
            preview: ConnectionPreview(
                number: self.proposals,
                way: shownWay,
                account: draft.account,
                entry: draft.plan.entryName,
                isNew: draft.plan.isNew,
                reconnects: draft.plan.reconnects,
                lines: draft.plan.lines.map(ConnectionPreview.Line.init),
                restartCommand: isFile && !draft.plan.lines.isEmpty ? self.restartCommand : nil
            ),
            target: draft.target,
            plan: draft.plan,
            stored: draft.stored,
            settings: draft.settings,
            way: way
        )
    }

    var restartCommand: String {
        // Where no container is seen, the usual name is as good a guess as any.
        "docker restart \(self.sight?.container?.name ?? "napcat")"
    }

    // MARK: - Words

    func sentence(_ trouble: NapCatTrouble, _ settings: Settings, _ look: NapCatLook?, _ language: Language) -> String {
        let facts = NapCatFacts(webUI: URLSecrets.bare(settings.napcat.webUIURL), look: look)
        let offset = TimeZone.current.secondsFromGMT()
        return trouble.sentence(language, at: NapCatPlace(facts, utcOffset: offset))
    }

    static func plan(
        _ target: EndpointTarget,
        _ bytes: [UInt8],
        stored: NetworkConfiguration?,
        path: String
    ) throws(NapCatTrouble) -> ConnectionPlan {
        do throws(JSON5Problem) {
            return try ConnectionPlan(for: target, in: try NetworkConfiguration(bytes), stored: stored)
        } catch {
            switch error {
            case .broken(let line, let column): throw .fileBroken(path: path, line: line, column: column)
            case .tooLarge: throw .tooLarge(bytes: bytes.count)
            case .noSuchPlace: throw .changedMeanwhile
            }
        }
    }

    static func asking<Answer: Sendable>(
        _ question: () async throws(WebUIProblem) -> Answer
    ) async throws(NapCatTrouble) -> Answer {
        do throws(WebUIProblem) {
            return try await question()
        } catch {
            throw NapCatTrouble(error) ?? .cutShort
        }
    }
}

extension NapCatLook {
    /// The account that NapCat is logged in with, as far as it says.
    var account: String? {
        switch self.login {
        case .online(let account, _): account
        case .offline(let account): account
        case .waiting, nil: nil
        }
    }
}

extension ConnectionPreview.Line {
    init(_ line: DiffLine) {
        switch line.kind {
        case .kept: self.init(.kept, line.text)
        case .removed: self.init(.removed, line.text)
        case .added: self.init(.added, line.text)
        }
    }
}
