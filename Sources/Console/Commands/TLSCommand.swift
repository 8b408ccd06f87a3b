import Certificates
import Control
package import Foundation
package import OneBot
import Settings
import Snapshot

/// `tls self-signed`: makes a certificate for this machine, and lets the endpoint serve it.
package struct TLSCommand: Sendable {
    /// Makes a certificate for these names, valid between these moments; both in PEM.
    package typealias Maker =
        @Sendable ([String], ClosedRange<Date>) throws -> (certificate: String, privateKey: Secret)

    /// Days that a certificate may be valid.
    package static let days = 1...3650
    /// Longer lives are refused by some clients.
    package static let usualDays = 825

    private let context: CommandContext
    private let names: [String]
    private let days: Int
    private let enables: Bool
    private let force: Bool
    private let maker: Maker

    /// - Parameters:
    ///   - names: Further names and addresses that bots dial.
    ///   - enables: Whether the settings are changed so that it is served.
    ///   - force: Whether a certificate that is none of ours may be replaced.
    package init(
        _ context: CommandContext,
        names: [String],
        days: Int,
        enables: Bool,
        force: Bool,
        maker: @escaping Maker
    ) {
        self.maker = maker
        self.context = context
        self.names = names
        self.days = days
        self.enables = enables
        self.force = force
    }

    /// What the settings say of TLS, wherever they are.
    private struct Place {
        var running: RunningConsole?
        var settingsFile: String
        var publicURL: String
        var certificate: String
    }

    /// Makes the certificate.
    ///
    /// - Returns: The exit code.
    package func selfSigned() async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let phrases = self.context.phrases
            if let odd = self.names.first(where: { !TLSNames.isUsable($0) }) {
                throw CommandFailure(phrases.badCertificateName(odd), exit: CommandExit.usage)
            }
            let place = try await self.place()
            let folder = PrivateFile.folder(of: place.settingsFile) + "/tls"
            let files = CertificateFiles(
                certificate: folder + "/certificate.pem",
                privateKey: folder + "/private_key.pem"
            )
            try self.mayReplace(files, place)
            try self.make(files, place)
            self.context.output.line(phrases.madeCertificate(try self.read(files), files))
            if self.enables { try await self.enable(files, place) }
            self.context.output.line(phrases.napCatAndSelfSigned())
            return CommandExit.done
        }
    }

    private func place() async throws(CommandFailure) -> Place {
        if let running = try await SettingsOwner.find(self.context) {
            let status = try await running.ask { client async throws(ControlClientError) in try await client.status() }
            let json = try await running.ask { client async throws(ControlClientError) in
                try await client.settingsJSON()
            }
            return Place(
                running: running,
                settingsFile: status.settingsFile,
                publicURL: json["endpoint.public_url"]?["value"]?.string ?? "",
                certificate: json["endpoint.tls.certificate"]?["value"]?.string ?? ""
            )
        }
        let store = try self.context.settingsStore()
        if self.enables { try self.context.checkChange(of: store) }
        let endpoint = try self.context.loadedSettings(store).settings.endpoint
        return Place(
            settingsFile: store.file,
            publicURL: endpoint.publicURL,
            certificate: endpoint.tls.certificate
        )
    }

    /// Ours may always be made anew; anything else only where that is wanted.
    private func mayReplace(_ files: CertificateFiles, _ place: Place) throws(CommandFailure) {
        guard !self.force else { return }
        let isThere = FileFacts(path: files.certificate) != nil || FileFacts(path: files.privateKey) != nil
        // What cannot be read is not ours. Whether the key belongs to it does not matter: one of ours may be broken.
        let isOurs = (try? CertificatePair.summary(of: files.certificate))?.isOurs ?? false
        guard !isThere || isOurs else {
            throw CommandFailure(self.context.phrases.notOurCertificate(files.certificate))
        }
        guard self.enables, !place.certificate.isEmpty, place.certificate != files.certificate else { return }
        throw CommandFailure(self.context.phrases.otherCertificateSet(place.certificate))
    }

    private func make(_ files: CertificateFiles, _ place: Place) throws(CommandFailure) {
        let names = TLSNames(
            given: self.names,
            publicURL: place.publicURL,
            environment: self.context.environment
        )
        let now = Date()
        let made: (certificate: String, privateKey: Secret)
        do {
            made = try self.maker(names.all, now...now.addingTimeInterval(Double(self.days) * 86_400))
        } catch {
            throw CommandFailure(self.context.phrases.certificateNotMade("\(error)"))
        }
        do throws(SettingProblem) {
            // Between the one and the other the two do not match: the earlier pair is served on.
            try PrivateFile.write([
                (files.privateKey, Array(made.privateKey.exposed.utf8)),
                (files.certificate, Array(made.certificate.utf8)),
            ])
        } catch {
            throw CommandFailure(error.sentence(self.context.settingsLanguage))
        }
    }

    /// As it will be served.
    private func read(_ files: CertificateFiles) throws(CommandFailure) -> CertificateSummary {
        do throws(CertificateProblem) {
            return try CertificatePair(files, validAt: nil).summary
        } catch {
            throw CommandFailure(CertificateTrouble(error).sentence(self.context.language))
        }
    }

    private func enable(_ files: CertificateFiles, _ place: Place) async throws(CommandFailure) {
        let wishes = [
            SettingWish(path: "endpoint.tls.certificate", text: files.certificate),
            SettingWish(path: "endpoint.tls.private_key", text: files.privateKey),
            SettingWish(path: "endpoint.tls.enabled", text: "true"),
        ]
        guard let running = place.running else {
            let store = try self.context.settingsStore()
            let loaded = try self.context.loadedSettings(store)
            do throws(SettingProblem) {
                _ = try store.apply(wishes.map { SettingChange(path: $0.path, text: $0.text) }, to: loaded)
            } catch {
                throw CommandFailure(error.sentence(self.context.settingsLanguage))
            }
            self.context.output.line(self.context.phrases.tlsSet())
            return
        }
        // Together: the console must neither serve plain text in between nor a pair that does not match.
        let applied = try await running.ask { client async throws(ControlClientError) in
            try await client.change(wishes)
        }
        let text = applied.last?.text ?? ""
        self.context.output.line(text.isEmpty ? self.context.phrases.tlsSet() : text)
    }
}
