import ConsoleUI
import Control
import Snapshot

/// What a screen asks of NapCat.
extension EffectRunner {
    func napCat(_ effect: ConsoleEffect, language: Language) async -> ConsoleMessage? {
        do throws(BackendRefusal) {
            switch effect {
            case .planConnection(let url):
                return .connectionPlanned(try await self.napCat.propose(url: url, language: language))
            case .applyConnection(let number):
                let applied = try await self.napCat.apply(number: number, language: language)
                return .finished(applied.end == .awaited ? .failed(applied.sentence) : .done(applied.sentence))
            case .lookAtNapCat:
                return .finished(.done(await self.napCat.check(language: language)))
            case .enterNapCatCode(let code):
                return .finished(.done(try await self.napCat.enter(code: code, language: language)))
            case .restartNapCat:
                return .finished(.done(try await self.napCat.restart(language: language)))
            case .changeNapCatToken:
                return .finished(.done(try await self.napCat.changeToken(language: language)))
            case .movePanelPort:
                return .finished(.done(try await self.napCat.movePanelPort(language: language)))
            case .moveToFreePort:
                return .finished(.done(try await self.napCat.moveToFreePort(language: language)))
            case .refreshQRCode:
                return .finished(.done(try await self.napCat.renewCode(language: language)))
            case .probeDataFolder:
                return .finished(.done(try await self.napCat.probeFolder(language: language)))
            default:
                return nil
            }
        } catch {
            return .finished(.failed(error.sentence))
        }
    }
}
