import Control
import Endpoint
import Foundation
import Host
import Logging
import NapCat
import OneBot
import Settings
import Snapshot

/// Makes the change that was shown, when the operator has said so, and watches until the bot has come.
extension NapCatKeeper {
    /// Why a change was not made, or only half.
    private struct ApplyFailure: Error {
        var trouble: NapCatTrouble
        /// Whether what was saved before it was put right again; nil where nothing was.
        var isRestored: Bool?

        init(_ trouble: NapCatTrouble, isRestored: Bool? = nil) {
            self.trouble = trouble
            self.isRestored = isRestored
        }
    }

    /// What a change means for the bot's link.
    private enum Expectation: Sendable {
        /// Nothing was to be changed.
        case unchanged
        /// It was there, and what was changed lets it be.
        case stays
        /// A new one, after this moment.
        case comes(since: Date)

        var start: Date? { if case .comes(let start) = self { start } else { nil } }
        var isUnchanged: Bool { if case .unchanged = self { true } else { false } }
    }

    private enum Made: Sendable {
        case file(String)
        case webUI(account: String, Expectation)
    }

    /// How long the bot may take: NapCat dials at once, and again after its interval.
    private static let patience: Duration = .seconds(15)
    /// For the old link to end once its entry is off.
    private static let farewell: Duration = .seconds(2)
    /// Off, on, and what somebody else has saved in between.
    private static let mostSaves = 4

    /// Makes the change that was shown under `number`, and watches the bot come.
    func apply(number: Int, language: Language) async throws(BackendRefusal) -> AppliedConnection {
        let phrases = NapCatOutcomePhrases(language: language)
        let made = try await self.undertake(language) { keeper async throws(BackendRefusal) in
            try await keeper.make(number, language)
        }
        switch made {
        case .file(let path):
            return AppliedConnection(sentence: phrases.written(path, restart: self.restartCommand), end: .written)
        case .webUI(let account, let expectation): return await self.awaitBot(account, expectation, phrases)
        }
    }

    private func make(_ number: Int, _ language: Language) async throws(BackendRefusal) -> Made {
        let phrases = NapCatOutcomePhrases(language: language)
        guard let proposal = self.proposal, proposal.preview.number == number else {
            throw BackendRefusal(phrases.overtaken)
        }
        self.proposal = nil
        let settings = await self.core.settingsInForce.settings
        // Another NapCat, another address, another key: not what was shown.
        guard settings.endpoint == proposal.settings.endpoint, settings.napcat == proposal.settings.napcat else {
            throw BackendRefusal(phrases.overtaken)
        }
        do throws(ApplyFailure) {
            switch proposal.way {
            case .webUI: return try await self.save(proposal)
            case .file(let file): return .file(try await self.write(proposal, file))
            }
        } catch {
            let why = self.sentence(error.trouble, settings, self.board.look, language)
            switch error.isRestored {
            case nil: throw BackendRefusal(why)
            case true?: throw BackendRefusal(phrases.restored(why))
            case false?: throw BackendRefusal(phrases.halfDone(why))
            }
        }
    }

    // MARK: - Through the WebUI

    private func save(_ proposal: Proposal) async throws(ApplyFailure) -> Made {
        guard let client = await self.looker.lastClient else { throw ApplyFailure(.tokenMissing) }
        let info = await Self.asked { () async throws(WebUIProblem) in try await client.loginInfo() }
        guard let account = try Self.got(info).account, account == proposal.preview.account else {
            throw ApplyFailure(.changedMeanwhile)
        }
        let start = Date()
        let wasLinked = await self.linked(account, since: nil) != nil
        try await self.converge(proposal, client, account)
        guard !proposal.plan.documents.isEmpty else { return .webUI(account: account, .unchanged) }
        self.logger.info(
            "NapCat's WebSocket client set",
            metadata: ["entry": "\(proposal.plan.entryName)", "self_id": "\(account)"]
        )
        let dials = proposal.plan.isNew || proposal.plan.reconnects || !wasLinked
        return .webUI(account: account, dials ? .comes(since: start) : .stays)
    }

    /// Saves one document after the other, each made from what NapCat says it has at that moment, until nothing is left to
    /// be changed. After an answer that was lost, too, what is read next tells what was taken.
    private func converge(
        _ proposal: Proposal,
        _ client: WebUIClient,
        _ account: String
    ) async throws(ApplyFailure) {
        var original: [UInt8]?
        var losses = 0
        var last = NapCatTrouble.notTaken
        for _ in 0...Self.mostSaves {
            let current = try await self.configuration(client, isHalf: original != nil)
            let plan: ConnectionPlan
            do throws(NapCatTrouble) {
                plan = try Self.plan(proposal.target, current, stored: proposal.stored, path: "WebUI")
            } catch {
                throw ApplyFailure(error)
            }
            guard let document = plan.documents.first else { return }
            // Somebody else has saved meanwhile: done all the same when it comes to what was shown.
            if original == nil, plan.lines != proposal.plan.lines { throw ApplyFailure(.changedMeanwhile) }
            let before = original ?? current
            original = before
            guard losses < 2 else { throw ApplyFailure(last, isRestored: current == before ? nil : false) }
            let answer = await Self.asked { () async throws(WebUIProblem) in try await client.setConfiguration(document)
            }
            if case .failure(let trouble) = answer {
                last = trouble
                losses += 1
                if !trouble.leavesDoubt {
                    guard current != before else { throw ApplyFailure(trouble) }
                    throw ApplyFailure(trouble, isRestored: (try? await client.setConfiguration(before)) != nil)
                }
            }
            if plan.documents.count > 1 { await self.awaitEnd(of: account) }
        }
        throw ApplyFailure(last, isRestored: false)
    }

    /// - Parameter isHalf: Something was saved already, so that not to know is worth a second try, and a word.
    private func configuration(_ client: WebUIClient, isHalf: Bool) async throws(ApplyFailure) -> [UInt8] {
        var answer = await Self.asked { () async throws(WebUIProblem) in try await client.configuration() }
        if case .failure = answer, isHalf {
            answer = await Self.asked { () async throws(WebUIProblem) in try await client.configuration() }
        }
        switch answer {
        case .success(let bytes): return bytes
        case .failure(let trouble): throw ApplyFailure(trouble, isRestored: isHalf ? false : nil)
        }
    }

    private static func asked<Answer: Sendable>(
        _ question: () async throws(WebUIProblem) -> Answer
    ) async -> Result<Answer, NapCatTrouble> {
        do throws(NapCatTrouble) {
            return .success(try await Self.asking(question))
        } catch {
            return .failure(error)
        }
    }

    private static func got<Answer>(_ answer: Result<Answer, NapCatTrouble>) throws(ApplyFailure) -> Answer {
        switch answer {
        case .success(let answer): return answer
        case .failure(let trouble): throw ApplyFailure(trouble)
        }
    }

    // MARK: - By its file

    /// - Returns: Its path.
    private func write(_ proposal: Proposal, _ file: FileReading) async throws(ApplyFailure) -> String {
        guard let document = proposal.plan.fileDocument else { return file.path }
        let isWanted = Wanted()
        let end = await Offload.run("napcat write", limit: Self.disk) {
            () -> Result<Void, NapCatFileProblem>? in
            do throws(NapCatFileProblem) {
                try AtomicReplacement.replace(file, with: document, isWanted: { isWanted.value })
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        switch end {
        case .success: break
        case .failure(let problem): throw ApplyFailure(NapCatTrouble(problem))
        case nil:
            isWanted.end()
            throw ApplyFailure(.fileUnreadable(path: file.path))
        }
        self.logger.info("NapCat's configuration written", metadata: ["file": "\(file.path)"])
        return file.path
    }

    // MARK: - The bot

    private func awaitBot(
        _ account: String,
        _ expectation: Expectation,
        _ phrases: NapCatOutcomePhrases
    ) async -> AppliedConnection {
        let end = ContinuousClock.now + Self.patience
        while true {
            if await self.linked(account, since: expectation.start) != nil {
                let sentence =
                    switch expectation {
                    case .unchanged: phrases.alreadyConnected(account: account)
                    case .stays: phrases.setWhileConnected(account: account)
                    case .comes(let start):
                        phrases.connected(account: account, seconds: Date().timeIntervalSince(start))
                    }
                return AppliedConnection(sentence: sentence, end: .connected)
            }
            // Cancelled: nobody waits any more.
            guard ContinuousClock.now < end, (try? await Task.sleep(for: .milliseconds(50))) != nil else { break }
        }
        return AppliedConnection(
            sentence: phrases.notComeYet(
                account: account,
                seconds: Int(Self.patience / .seconds(1)),
                unchanged: expectation.isUnchanged
            ),
            end: .awaited
        )
    }

    private func linked(_ account: String, since start: Date?) async -> String? {
        let report = await self.core.server.report()
        return report.links.first { link in
            guard link.selfID == account else { return false }
            return start.map { report.date(link.connectedAt) >= $0 } ?? true
        }?.selfID
    }

    /// Waits until the account has no link any more, or long enough.
    private func awaitEnd(of account: String) async {
        let end = ContinuousClock.now + Self.farewell
        while ContinuousClock.now < end, await self.linked(account, since: nil) != nil {
            guard (try? await Task.sleep(for: .milliseconds(20))) != nil else { return }
        }
    }
}

extension NapCatTrouble {
    /// Whether it is unknown if NapCat did what it was asked for: the question may have arrived, its answer did not.
    var leavesDoubt: Bool {
        switch self {
        case .timedOut, .otherProgram(status: 0), .unreachable: true
        default: false
        }
    }
}
