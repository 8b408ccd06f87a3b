import ConsoleUI
import Control
import Endpoint
import Foundation
import Logging
import OneBot
import Snapshot

/// Carries out what a screen asks for, through the same core as the command line.
struct EffectRunner: Sendable {
    /// Events handed to a screen at once: more than it can show.
    private static let eventPage = 500

    let core: ConsoleCore
    let doctor: DoctorKeeper
    let alarms: AlarmKeeper
    let napCat: NapCatKeeper

    @concurrent
    func events(after cursor: EventCursor) async -> (page: EventPage, cursor: EventCursor) {
        await self.core.server.events(after: cursor, limit: Self.eventPage)
    }

    /// - Returns: What to tell the screen; nil when there is nothing to tell.
    @concurrent
    func run(_ effect: ConsoleEffect, language: Language) async -> ConsoleMessage? {
        let phrases = EffectPhrases(language: language)
        switch effect {
        case .judgeSetting(let path, let text):
            let verdict = await self.core.judge(path: path, text: text, language: language)
            return .judged(SettingJudgement(path: path, text: text, verdict: verdict))
        case .applySetting(let path, let text):
            switch await self.core.change(path: path, text: text, language: language) {
            case .applied(let sentence): return .finished(.settingApplied(path: path, text: sentence))
            case .refused(let reason): return .finished(.settingRefused(path: path, reason: reason))
            }
        case .undoSetting:
            guard let (path, outcome) = await self.core.undo(language: language) else {
                return .finished(.failed(phrases.nothingToUndo))
            }
            switch outcome {
            case .applied: return .finished(.done(phrases.undone(path)))
            case .refused(let reason): return .finished(.failed(reason))
            }
        case .rotateKey(let graceSeconds):
            switch await self.core.rotateKey(graceSeconds: graceSeconds, language: language) {
            case .rotated: return .finished(.done(phrases.rotated(graceSeconds: graceSeconds)))
            case .pinned(let sentence), .failed(let sentence): return .finished(.failed(sentence))
            }
        case .addKey(let name, let selfID, let from):
            do throws(KeyRefusal) {
                let made = try await self.core.addKey(
                    KeyWish(name: name, selfID: selfID, from: from),
                    language: language
                )
                return .finished(.keyAdded(name: made.name, text: phrases.keyAdded(made.name)))
            } catch {
                return .finished(.keyRefused(error.sentence))
            }
        case .revokeKey(let name):
            do throws(KeyRefusal) {
                let revoked = try await self.core.revokeKey(named: name, language: language)
                return .finished(.done(phrases.keyRevoked(name, closedLinks: revoked.closedLinks)))
            } catch {
                return .finished(.failed(error.sentence))
            }
        case .ping(let selfID):
            let answers = await self.core.server.ping(selfID: selfID)
            guard !answers.isEmpty else { return .finished(.failed(phrases.noSuchBot(selfID))) }
            return .finished(.done(phrases.pinged(selfID, milliseconds: answers)))
        case .disconnect(let selfID):
            let links = await self.core.server.disconnect(selfID: selfID)
            guard links > 0 else { return .finished(.failed(phrases.noSuchBot(selfID))) }
            return .finished(.done(phrases.disconnected(selfID, links: links)))
        case .block(let address):
            await self.core.server.block(address: address)
            return .finished(.done(phrases.blocked(address)))
        case .release(let address):
            return .finished(.done(phrases.released(address, was: self.core.server.release(address: address))))
        case .stopEndpoint:
            await self.core.requestStop()
            return nil
        case .call(let id, let request):
            return .called(id: id, await self.core.server.call(request))
        case .searchJournal(let search):
            return .journalFound(await self.core.search(search, language: language))
        case .saveEvents(let records):
            let export = EventExport(folder: self.core.facts.stateDirectory, mask: await self.core.journal.mask)
            switch await export.write(records) {
            case .done(let path):
                // The last line may have no room for the whole path.
                self.core.logger.info("events written", metadata: ["file": "\(path)"])
                let shown = Paths.shown(path, ProcessInfo.processInfo.environment)
                return .finished(.done(phrases.eventsWritten(records.count, shown)))
            case .failed(let errno): return .finished(.failed(phrases.eventsNotWritten(errno)))
            }
        case .examine, .selfTest, .writeReport, .mend, .testAlarm:
            return await self.doctor(effect, language: language)
        case .planConnection, .applyConnection, .lookAtNapCat, .enterNapCatCode, .restartNapCat, .changeNapCatToken,
            .moveToFreePort, .movePanelPort, .refreshQRCode, .probeDataFolder:
            return await self.napCat(effect, language: language)
        case .copy, .copyAddress, .repaint, .detach, .suspend:
            // The session's own.
            return nil
        }
    }
}
