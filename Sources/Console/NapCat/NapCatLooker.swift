import Doctor
import Foundation
import Glibc
import Host
import NIOCore
import NapCat
import OneBot
import Settings
import Snapshot

/// One look at NapCat: its files, the container engine, its WebUI. Everything has a deadline; what fails is part of what
/// is told.
actor NapCatLooker {
    /// Disks may hang.
    static let disk: Duration = .seconds(3)
    /// A code that QQ has let expire is asked for anew.
    private static let codeLasts: TimeInterval = 100

    private let group: any EventLoopGroup
    private let environment: [String: String]
    private let redactor: Redactor
    private let logins: LoginLedger
    private let identity = OwnIdentity.read()
    private var current: (address: WebUIAddress, token: Secret, client: WebUIClient)?
    private var isOver = false
    private var code: QRCode?
    /// When NapCat was last asked for a new one: the age of any other is not known.
    private var codeAskedAt: Date?

    init(
        group: any EventLoopGroup,
        environment: [String: String],
        redactor: Redactor,
        logins: LoginLedger
    ) {
        self.group = group
        self.environment = environment
        self.redactor = redactor
        self.logins = logins
    }

    /// Ends what is asked at present; nothing is asked any more.
    func shutDown() async {
        self.isOver = true
        await self.current?.client.shutdown()
        self.current = nil
    }

    /// The client for these settings; nil for a URL that is none, and at the end of the console: one that is made then
    /// would outlive the event loops it needs.
    func client(for settings: NapCatSettings, fileToken: Secret?) async -> WebUIClient? {
        guard !self.isOver, let address = WebUIAddress(settings.webUIURL) else { return nil }
        let token = settings.token.isEmpty ? (fileToken ?? Secret("")) : settings.token
        self.redactor.register(token)
        if let current = self.current, current.address == address, current.token == token { return current.client }
        let old = self.current?.client
        let client = WebUIClient(address: address, token: token, group: self.group, logins: self.logins)
        self.current = (address, token, client)
        (self.code, self.codeAskedAt) = (nil, nil)
        await old?.shutdown()
        return client
    }

    /// The client of the last look.
    var lastClient: WebUIClient? { self.current?.client }

    /// NapCat has been asked for a new code.
    func forgetCode() {
        self.code = nil
        self.codeAskedAt = Date()
    }

    func look(
        settings: Settings,
        evidence: Evidence?,
        advice: [AddressAdvice],
        probe: (folder: String, sight: DataFolderFacts.Sight)?,
        isWatched: Bool
    ) async -> NapCatSight {
        async let engine = self.engine(settings.napcat.containers, hiding: settings.secrets)
        async let files = self.files(settings.napcat.dataFolder)
        let (found, read) = await (engine, files)
        var sight = NapCatSight(
            look: NapCatLook(takenAt: Date(), webUI: .down(.badAddress)),
            container: found.container,
            engine: found.engine,
            folder: read.folder,
            accounts: read.accounts
        )
        sight.look.hasEngine = found.engine != nil
        sight.look.container = found.container.map { NapCatContainer($0, neighbour: found.neighbour, log: found.log) }
        let fileToken = read.webUI?.token
        sight.look.token = Self.token(settings.napcat.token, file: fileToken)
        if let client = await self.client(for: settings.napcat, fileToken: fileToken) {
            await self.ask(client, &sight.look, isWatched: isWatched)
        }
        await self.configure(&sight, settings, evidence, advice, read)
        sight.look.dataFolder = await self.dataFolder(settings.napcat.dataFolder, sight, evidence, probe)
        sight.look.takenAt = Date()
        return sight
    }

    // MARK: - Engine

    private struct Engine: Sendable {
        var engine: ContainerEngine?
        var container: EngineContainer?
        var neighbour: NapCatContainer.Neighbour?
        var log: [String] = []
    }

    private func engine(
        _ names: [String],
        hiding secrets: [Secret]
    ) async -> Engine {
        let environment = self.environment
        let looked = await Offload.run("container engines", limit: Self.disk) {
            () -> EngineSearch? in EngineSearch.look(environment: environment)
        }
        guard let search = looked else { return Engine() }
        // One that does not answer is as good as none: nobody complains of an engine.
        guard let found = try? await search.find(names) else { return Engine(engine: search.engines.first) }
        var told = Engine(engine: found.engine, container: found.container)
        told.log = ((try? await found.engine.log(of: found.container.id, hiding: secrets)) ?? [])
            .map(self.redactor.redact)
        if self.identity.isInContainer {
            let place = try? await found.engine.ownPlace(beside: found.container, identity: self.identity)
            if let network = place?.sharedNetwork, let name = place?.serviceName {
                told.neighbour = NapCatContainer.Neighbour(network: network, name: name)
            }
        }
        return told
    }

    // MARK: - Files

    struct Files: Sendable {
        var folder: NapCatFolder?
        /// The one changed last first.
        var accounts: [String] = []
        var webUI: WebUIFile?
        var problem: NapCatFileProblem?
    }

    private func files(_ dataFolder: String) async -> Files {
        guard !dataFolder.isEmpty else { return Files() }
        let read = await Offload.run("napcat files", limit: Self.disk) { () -> Files? in
            var files = Files()
            do throws(NapCatFileProblem) {
                let folder = try NapCatFolder(dataFolder: dataFolder)
                files.folder = folder
                files.accounts = try folder.accounts().map(\.number)
                files.webUI = try WebUIFile(in: folder)
            } catch {
                files.problem = error
            }
            return files
        }
        return read ?? Files(problem: .unreadable(dataFolder, errno: ETIMEDOUT))
    }

    private static func token(_ setting: Secret, file: Secret?) -> NapCatLook.Token {
        let (origin, token): (NapCatLook.Token.Origin?, Secret?) =
            if !setting.isEmpty { (.settings, setting) } else if let file { (.file, file) } else { (nil, nil) }
        return NapCatLook.Token(origin: origin, weaknesses: token.map(WebUITokenStrength.weaknesses(of:)) ?? [])
    }

    // MARK: - WebUI

    private func ask(_ client: WebUIClient, _ look: inout NapCatLook, isWatched: Bool) async {
        do throws(WebUIProblem) {
            let time = try await client.reach()
            look.webUI = .up(milliseconds: Int(time / .milliseconds(1)))
        } catch {
            if let trouble = NapCatTrouble(error) { look.webUI = .down(trouble) }
            return
        }
        do throws(WebUIProblem) {
            let status = try await client.loginStatus()
            look.version = try? await client.version()
            look.login = await self.login(client, status)
            if case .waiting = look.login {
                look.qrCode = await self.code(client, mayRenew: isWatched)
            } else {
                (self.code, self.codeAskedAt) = (nil, nil)
            }
        } catch {
            look.trouble = NapCatTrouble(error)
        }
        look.token.isAccepted = await client.isTokenAccepted
        // Why it was not tried once more says less than what came of it before.
        if case .heldBack = look.trouble, look.token.isAccepted == false { look.trouble = .tokenRefused }
    }

    private func login(_ client: WebUIClient, _ status: WebUILoginStatus) async -> NapCatLook.Login {
        guard status.isLoggedIn || status.isOffline else { return .waiting(reason: status.loginError) }
        let info = try? await client.loginInfo()
        let account = info?.account
        guard status.isLoggedIn, let account else { return .offline(account: account) }
        return .online(account: account, name: info?.name)
    }

    /// The code to scan; the one that is shown stays until it is old or another is given.
    ///
    /// - Parameter mayRenew: Somebody looks: one that is old, or of unknown age, is worth nothing to him.
    private func code(_ client: WebUIClient, mayRenew: Bool) async -> QRCode? {
        let isOld = self.codeAskedAt.map { Date().timeIntervalSince($0) > Self.codeLasts } ?? true
        if mayRenew, isOld {
            // Without success, too: not to ask again at every look.
            self.codeAskedAt = Date()
            if (try? await client.refreshQRCode()) != nil { self.code = nil }
        }
        guard let text = try? await client.qrCode(), !text.isEmpty else { return self.code }
        if let code = self.code, code.link == text { return code }
        guard let matrix = QRMatrix(text) else { return nil }
        let code = QRCode(side: matrix.side, dark: matrix.dark, link: text, takenAt: Date())
        self.code = code
        return code
    }
}
