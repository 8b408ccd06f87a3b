import Control
import Doctor
import Endpoint
import OneBot
import Settings
import Snapshot

/// What the console does about a finding when the operator says so.
extension ConsoleCore {
    /// How long a replaced key is accepted once more.
    private static let graceSeconds = 600

    /// - Returns: What was done, or why it was not, as a sentence.
    func mend(_ remedy: Remedy, language: Language) async -> Result<String, MendFailure> {
        let phrases = RemedyPhrases(language: language)
        switch remedy {
        case .acceptPreviousKey:
            guard await self.acceptPreviousKey(for: Self.graceSeconds) != nil else {
                return .failure(MendFailure(phrases.noPreviousKey))
            }
            return .success(phrases.previousKeyAccepted(minutes: Self.graceSeconds / 60))
        case .addAlias(let path):
            let aliases = self.settingsInForce.settings.endpoint.aliases
            guard !aliases.contains(path) else { return .success(phrases.pathAccepted(path)) }
            let text = SettingValue.list(aliases + [path]).editableText.exposed
            return await self.put("endpoint.aliases", text, language, done: phrases.pathAccepted(path))
        case .closeLinks(let selfID, let links):
            let closed = await self.server.close(links: Set(links), of: selfID)
            return closed > 0 ? .success(phrases.linksClosed(closed)) : .failure(MendFailure(phrases.linksGone))
        case .usePort(let port):
            return await self.put("endpoint.port", String(port), language, done: phrases.portUsed(port))
        case .listenEverywhere:
            return await self.put("endpoint.host", "0.0.0.0", language, done: phrases.listensEverywhere)
        case .rotateKey:
            switch await self.rotateKey(graceSeconds: Self.graceSeconds, language: language) {
            case .rotated: return .success(phrases.keyRotated(minutes: Self.graceSeconds / 60))
            case .pinned(let sentence), .failed(let sentence): return .failure(MendFailure(sentence))
            }
        case .block(let address):
            await self.server.block(address: address)
            return .success(EffectPhrases(language: language).blocked(address))
        case .release(let address):
            let was = self.server.release(address: address)
            return .success(EffectPhrases(language: language).released(address, was: was))
        }
    }

    private func put(
        _ path: String,
        _ text: String,
        _ language: Language,
        done sentence: String
    ) async -> Result<String, MendFailure> {
        switch await self.change(path: path, text: text, language: language) {
        case .applied(let more): .success(more.isEmpty ? sentence : "\(sentence) \(more)")
        case .refused(let reason): .failure(MendFailure(reason))
        }
    }
}

/// Why a remedy was not carried out, as a sentence.
struct MendFailure: Error, Equatable {
    var sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }
}
