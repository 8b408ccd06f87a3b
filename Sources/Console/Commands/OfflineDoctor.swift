import Certificates
import Control
import Doctor
import Endpoint
import Foundation
import Host
import OneBot
import Settings
import Snapshot

/// What the doctor can say while no console runs: the settings, the port, this machine, and what the last run saw.
struct OfflineDoctor: Sendable {
    private let context: CommandContext
    private let paths: SettingsPaths

    private let store: SettingsStore

    init(_ context: CommandContext) throws(CommandFailure) {
        self.context = context
        self.paths = try context.paths()
        self.store = try context.settingsStore()
    }

    @concurrent
    func document() async -> DoctorDocument {
        let now = Date()
        var settings = Settings()
        var fault: Evidence.SettingsFileFault?
        do throws(SettingsRefusal) {
            let loaded = try self.store.load()
            settings = loaded.settings
            // The next start makes one.
            fault = Self.certificateFault(settings.endpoint)
            if loaded.lacksKey { settings.endpoint.accessKey = AccessKeyGenerator.make() }
        } catch {
            // Nothing is known of the key then, and nothing is said of it.
            settings.endpoint.accessKey = AccessKeyGenerator.make()
            fault = Evidence.SettingsFileFault(
                english: error.sentences(.english).first ?? "",
                chinese: error.sentences(.chinese).first ?? "",
                line: error.problems.first?.line
            )
        }
        let evidence = Evidence(
            snapshot: Snapshot(
                takenAt: now,
                console: ConsoleFacts(
                    version: ServingProcess.version,
                    pid: ProcessInfo.processInfo.processIdentifier,
                    startedAt: now,
                    stateDirectory: self.paths.stateFolder,
                    settingsFile: self.paths.settingsFile
                ),
                endpoint: EndpointFacts(
                    path: settings.endpoint.path,
                    listeners: fault == nil ? [Self.listener(settings.endpoint)] : []
                ),
                access: AccessFacts(
                    key: settings.endpoint.accessKey,
                    keyOrigin: .file,
                    anonymousAllowed: settings.endpoint.allowAnonymous
                ),
                napcat: NapCatFacts(webUI: URLSecrets.bare(settings.napcat.webUIURL))
            ),
            attempts: self.attempts,
            machine: await MachineLook(folders: [self.paths.stateFolder, self.paths.settingsFile]).facts(
                port: settings.endpoint.port
            ),
            keyWeakness: KeyStrength.weaknesses(of: settings.endpoint.accessKey).map(Evidence.KeyWeakness.init),
            settingsFault: fault
        )
        var examiner = Examiner()
        let redactor = Redactor()
        redactor.register(secretsOf: settings)
        return DoctorDocument(
            examiner.examine(evidence),
            selfTest: nil,
            isRunning: false,
            language: self.context.language,
            safe: redactor.redact
        )
    }

    /// Why a start would end at a certificate; one that has expired is served.
    private static func certificateFault(_ endpoint: EndpointSettings) -> Evidence.SettingsFileFault? {
        for files in CertificateFiles.all(endpoint) {
            do throws(CertificateProblem) {
                _ = try CertificatePair(files, validAt: nil)
            } catch {
                let trouble = CertificateTrouble(error)
                return Evidence.SettingsFileFault(
                    english: trouble.sentence(.english),
                    chinese: trouble.sentence(.chinese)
                )
            }
        }
        return nil
    }

    /// Whether the configured address could be listened on; nothing listens there yet.
    private static func listener(_ endpoint: EndpointSettings) -> ListenerFacts {
        let problem: ListenProblem? =
            switch BindProbe.check(host: endpoint.host, port: endpoint.port) {
            case .free: nil
            case .inUse: .inUse(port: endpoint.port, owner: PortOwners.owner(of: endpoint.port))
            case .notPermitted: .notPermitted(port: endpoint.port)
            case .addressNotHere: .addressNotHere(host: endpoint.host)
            case .other(let code): .other(String(cString: strerror(code)))
            }
        return ListenerFacts(
            host: endpoint.host,
            port: endpoint.port,
            tls: endpoint.tls.enabled,
            state: problem == nil ? .stopped : .failed,
            problem: problem,
            certificate: Self.certificate(endpoint.tls)
        )
    }

    private static func certificate(_ tls: TLSSettings) -> CertificateFacts? {
        // One that cannot be used is told as the fault of the settings.
        guard let files = CertificateFiles(tls), let pair = try? CertificatePair(files, validAt: nil) else {
            return nil
        }
        return CertificateFacts(pair.summary, file: files.certificate, problem: nil)
    }

    /// What the last run wrote down; a file that cannot be read tells nothing.
    private var attempts: [AttemptFacts] {
        Self.attempts(stateFolder: self.paths.stateFolder).map(AttemptFacts.init)
    }

    /// The same as the endpoint wrote it.
    static func attempts(stateFolder: String) -> [LedgerEntry] {
        var file = LedgerFile(path: stateFolder + "/ledger.jsonl")
        return (try? file.load()) ?? []
    }
}
