import Control
import Logging
import NIOCore
import OneBot
import Snapshot
import Synchronization

import struct Foundation.Date

@testable import Console

/// A folder with a settings file and a state folder, and commands that work in it.
struct CommandFixture {
    let folder: String
    let output = RecordedOutput()
    var language = Language.english
    var environment: [String: String] = [:]

    var settingsFile: String { self.folder + "/config.yaml" }
    var stateFolder: String { self.folder + "/state" }

    static let key = "Xk29fhQmv7Lp3TzRw8Ny5BcD4gJh6KsA"

    init(_ folder: String) {
        self.folder = folder
        makeFile(
            self.settingsFile,
            "# mine\nendpoint:\n  port: 8021  # the port\n  access_key: \(Self.key)\n"
        )
    }

    var context: CommandContext {
        CommandContext(
            options: CommandOptions(
                settingsFile: self.settingsFile,
                stateFolder: self.stateFolder,
                language: self.language
            ),
            environment: self.environment,
            output: self.output,
            // The machine of a test may be busy with everything else.
            patience: .seconds(60)
        )
    }

    /// Runs `body` beside a running console of this state folder.
    func withConsole(
        _ backend: FakeConsole,
        _ body: () async throws -> Void
    ) async throws {
        backend.settingsFile = self.settingsFile
        let claim = try await ServingClaim.claim(try StateFolder.prepare(at: self.stateFolder), environment: [:])
        let server = try await ControlServer.bind(
            path: claim.sockets.control,
            backend: backend,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        backend.onStop {
            server.shutDown()
            claim.release()
        }
        async let served: Void = server.run()
        do {
            try await body()
        } catch {
            server.shutDown()
            await served
            claim.release()
            throw error
        }
        server.shutDown()
        await served
        claim.release()
    }
}

/// What answers on the control socket of the console that the commands ask.
final class FakeConsole: ControlBackend {
    private struct State {
        var settingsFile = ""
        var changes: [String] = []
        var refusal: String?
        var graces: [Int?] = []
        var keyWishes: [KeyWish] = []
        var revocations: [String] = []
        var keys: [NamedKey] = []
        var rotation = KeyRotationOutcome.rotated(key: Secret("the-new-key-of-a-test"), graceEndsAt: nil)
        var onStop: @Sendable () -> Void = {}
        var onReplacement: @Sendable () -> String? = { "A test has no other program." }
        var startedAt: Date?
        var listeners: [ListenerFacts]?
        var calls: [CallRequest] = []
        var outcome = CallOutcome.noSuchBot
        var parts: [String] = []
        var requests: [EventsRequest] = []
        var pages: [EventPage] = []
        var napCat = NapCatDocument(webUI: "", steps: [], address: nil, look: nil, trouble: nil)
        var plan = Result<ConnectionPreview, BackendRefusal>.failure(BackendRefusal("no plan"))
        var applied = Result<AppliedConnection, BackendRefusal>.failure(BackendRefusal("not applied"))
        /// What was asked of NapCat, in order.
        var wishes: [String] = []
        var diagnosis = DoctorDocument(
            isRunning: true,
            checkedAt: Date(timeIntervalSince1970: 0),
            findings: [],
            checks: [],
            selfTest: []
        )
    }

    private let state = Mutex(State())

    var settingsFile: String {
        get { self.state.withLock { $0.settingsFile } }
        set { self.state.withLock { $0.settingsFile = newValue } }
    }

    var changes: [String] { self.state.withLock { $0.changes } }
    var graces: [Int?] { self.state.withLock { $0.graces } }

    var calls: [CallRequest] { self.state.withLock { $0.calls } }
    var eventRequests: [EventsRequest] { self.state.withLock { $0.requests } }

    func answerCalls(_ outcome: CallOutcome, parts: [String] = []) {
        self.state.withLock { state in
            state.outcome = outcome
            state.parts = parts
        }
    }

    func diagnose(_ document: DoctorDocument) { self.state.withLock { $0.diagnosis = document } }
    func giveEvents(_ pages: [EventPage]) { self.state.withLock { $0.pages = pages } }
    func refuse(_ sentence: String) { self.state.withLock { $0.refusal = sentence } }
    func onReplacement(_ action: @escaping @Sendable () -> String?) {
        self.state.withLock { $0.onReplacement = action }
    }
    func start(at moment: Date) { self.state.withLock { $0.startedAt = moment } }
    func listen(_ listeners: [ListenerFacts]) { self.state.withLock { $0.listeners = listeners } }
    func onStop(_ action: @escaping @Sendable () -> Void) { self.state.withLock { $0.onStop = action } }
    func rotation(_ outcome: KeyRotationOutcome) { self.state.withLock { $0.rotation = outcome } }

    static func snapshot(settingsFile: String, now: Date = Date()) -> Snapshot {
        Snapshot(
            takenAt: now,
            console: ConsoleFacts(
                version: "0.1.0",
                pid: 4242,
                startedAt: now.addingTimeInterval(-273_600),
                stateDirectory: "/srv/state",
                settingsFile: settingsFile
            ),
            endpoint: EndpointFacts(
                path: "/onebot/v11/ws",
                listeners: [ListenerFacts(host: "0.0.0.0", port: 8021, state: .listening)]
            ),
            access: AccessFacts(key: Secret(""), keyOrigin: .file),
            napcat: NapCatFacts(webUI: "")
        )
    }

    func metrics() async -> [UInt8]? { nil }

    func health() async -> ConsoleHealth { ConsoleHealth(loopsAnswer: true, listeners: []) }

    func status() async -> Snapshot {
        var snapshot = Self.snapshot(settingsFile: self.settingsFile)
        snapshot.access.key = Secret("0123456789abcdef0123456789abcdef")
        snapshot.access.named = self.state.withLock { $0.keys }
        if let startedAt = self.state.withLock({ $0.startedAt }) { snapshot.console.startedAt = startedAt }
        if let listeners = self.state.withLock({ $0.listeners }) { snapshot.endpoint.listeners = listeners }
        return snapshot
    }

    func examine(testing: Bool, language: Language) async -> DoctorDocument {
        self.state.withLock { $0.diagnosis }
    }

    func settings() async -> [ControlSetting] {
        [
            ControlSetting(path: "endpoint.port", value: .integer(9999), origin: .argument),
            ControlSetting(path: "endpoint.access_key", value: .secret(Secret("0123456789abcdef")), origin: .file),
            ControlSetting(path: "endpoint.allow_anonymous", value: .boolean(false), origin: .builtIn),
            ControlSetting(path: "endpoint.aliases", value: .list(["/a", "/b"]), origin: .file),
        ]
    }

    func call(
        _ request: CallRequest,
        part: @escaping @Sendable ([UInt8]) -> Void,
        finish: @escaping @Sendable (CallOutcome) -> Void
    ) {
        let (outcome, parts) = self.state.withLock { state in
            state.calls.append(request)
            return (state.outcome, state.parts)
        }
        for text in parts { part(Array(text.utf8)) }
        finish(outcome)
    }

    func events(_ request: EventsRequest, language: Language) async throws(EventsUnavailable) -> any EventSource {
        self.state.withLock { state in
            state.requests.append(request)
            return GivenEvents(state.pages)
        }
    }

    // MARK: - NapCat

    var wishes: [String] { self.state.withLock { $0.wishes } }
    func giveNapCat(_ document: NapCatDocument) { self.state.withLock { $0.napCat = document } }
    func answerPlans(_ plan: Result<ConnectionPreview, BackendRefusal>) { self.state.withLock { $0.plan = plan } }
    func answerApplying(_ end: Result<AppliedConnection, BackendRefusal>) { self.state.withLock { $0.applied = end } }

    func napCat(fresh: Bool, language: Language) async -> NapCatDocument {
        self.state.withLock { state in
            state.wishes.append(fresh ? "look" : "recall")
            return state.napCat
        }
    }

    func planConnection(url: String?, language: Language) async throws(BackendRefusal) -> ConnectionPreview {
        let plan = self.state.withLock { state in
            state.wishes.append("plan \(url ?? "-")")
            return state.plan
        }
        return try plan.get()
    }

    func applyConnection(number: Int, language: Language) async throws(BackendRefusal) -> AppliedConnection {
        let applied = self.state.withLock { state in
            state.wishes.append("apply \(number)")
            return state.applied
        }
        return try applied.get()
    }

    func change(_ wishes: [SettingWish], language: Language) async -> SettingChangesOutcome {
        self.state.withLock { state in
            if let refusal = state.refusal { return .refused(refusal, path: nil) }
            state.changes += wishes.map { "\($0.path)=\($0.text)" }
            return .applied("1 bot stays connected.")
        }
    }

    // MARK: - Further keys

    var keyWishes: [KeyWish] { self.state.withLock { $0.keyWishes } }
    var revocations: [String] { self.state.withLock { $0.revocations } }
    func giveKeys(_ keys: [NamedKey]) { self.state.withLock { $0.keys = keys } }

    func addKey(_ wish: KeyWish, language: Language) async throws(KeyRefusal) -> MadeKey {
        self.state.withLock { $0.keyWishes.append(wish) }
        if wish.name == "taken" { throw KeyRefusal(.taken, "There is one already.") }
        return MadeKey(name: wish.name, key: wish.key ?? Secret("made-key-of-a-test-0123456789abc"))
    }

    func revokeKey(named name: String, language: Language) async throws(KeyRefusal) -> RevokedKey {
        self.state.withLock { $0.revocations.append(name) }
        return RevokedKey(name: name, closedLinks: 1)
    }

    func rotateKey(graceSeconds: Int?, language: Language) async -> KeyRotationOutcome {
        self.state.withLock { state in
            state.graces.append(graceSeconds)
            return state.rotation
        }
    }

    func requestReplacement(language: Language) async -> String? { self.state.withLock { $0.onReplacement }() }

    func requestStop() async {
        let action = self.state.withLock { $0.onStop }
        action()
    }
}

/// Pages made before, then the end.
private actor GivenEvents: EventSource {
    private var pages: [EventPage]

    init(_ pages: [EventPage]) {
        self.pages = pages.reversed()
    }

    func next() async -> EventPage? { self.pages.popLast() }
}
