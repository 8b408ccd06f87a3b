import ConsoleUI
import Endpoint
import Foundation
import Logging
import ServiceLifecycle
import Settings
import Snapshot
import Terminal
import TerminalIO

/// All screens of this process: takes terminals, gives them pictures of the state, at most ten a second and none
/// while nobody looks.
@MainActor
final class ScreenService: Service {
    private static let pause: Duration = .milliseconds(100)

    private let server: AttachServer
    private let core: ConsoleCore
    private let doctor: DoctorKeeper
    private let endpoint: EndpointServer
    private let log: LogStore
    private let logger: Logger
    private let changes: ChangeHub
    private let effects: EffectRunner
    private let succession: Succession
    private let language: Language?
    private var sessions: [ObjectIdentifier: ScreenSession] = [:]
    /// What the doctor is told of them.
    private var terminals: [ObjectIdentifier: Evidence.Terminal] = [:]
    private var decay: Task<Void, Never>?
    /// Screens so far.
    private var opened = 0

    init(
        path: String,
        core: ConsoleCore,
        doctor: DoctorKeeper,
        alarms: AlarmKeeper,
        napCat: NapCatKeeper,
        server: EndpointServer,
        log: LogStore,
        changes: ChangeHub,
        succession: Succession,
        language: Language?
    ) throws {
        self.server = try AttachServer(
            path: path,
            leavesTooFew: { DescriptorReserve(for: .operators).isAllThatIsLeft(beside: $0) }
        )
        self.core = core
        self.doctor = doctor
        self.endpoint = server
        self.log = log
        self.logger = log.logger(label: "screen")
        self.changes = changes
        self.effects = EffectRunner(core: core, doctor: doctor, alarms: alarms, napCat: napCat)
        self.succession = succession
        self.language = language
        self.server.onHello = { [weak self] peer, hello in self?.attach(peer, hello) }
        self.server.onFull = { peer, hello in
            let language = TerminalEnvironment(hello.environment).language
            peer.end(.refused(ScreenPhrases.tooMany(AttachLimits().terminals, language)))
        }
    }

    func run() async throws {
        let changes = self.changes
        self.log.onChange { changes.changed() }
        let endpoint = self.endpoint
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask {
                for await _ in endpoint.changes.cancelOnGracefulShutdown() { changes.changed() }
            }
            group.addTask { try await self.feed() }
        }
        self.log.onChange(nil)
        self.decay?.cancel()
        self.stop()
    }

    /// Ends all screens and takes no more terminals.
    func stop() {
        self.server.stop(self.succession.program == nil ? .stopped : .replaced)
    }

    /// Pulls a picture when something changed and somebody looks.
    private func feed() async throws {
        for await _ in self.changes.changes.cancelOnGracefulShutdown() {
            guard !self.sessions.isEmpty else { continue }
            let snapshot = await self.effects.snapshot()
            let diagnosis = self.doctor.diagnosis
            for session in self.sessions.values { session.received(snapshot, diagnosis) }
            self.lookAgain(after: snapshot)
            // Cut short by the shutdown.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
        }
    }

    /// Some things change by time alone: rates fall, so while some are shown the picture is taken anew each second; a
    /// bot falls quiet or is forgotten, for which every five seconds will do.
    private func lookAgain(after snapshot: Snapshot) {
        self.decay?.cancel()
        let hasRates = snapshot.eventRates.suffix(6).contains { $0 > 0 }
        guard hasRates || !snapshot.bots.isEmpty else { return }
        self.decay = Task { [changes = self.changes] in
            // Cancelled by a newer picture.
            guard (try? await Task.sleep(for: .seconds(hasRates ? 1 : 5))) != nil else { return }
            changes.changed()
        }
    }

    // MARK: - Terminals

    var attached: Int { self.sessions.count }

    private func tellDoctor() {
        // An onlooker changes nothing, neither what is found nor whom the endpoint may block.
        let terminals = self.terminals.filter { self.sessions[$0.key]?.isReadOnly == false }.values
            .sorted { ($0.name, $0.columns, $0.rows) < ($1.name, $1.columns, $1.rows) }
        let operators = Set(terminals.compactMap(\.clientAddress))
        Task { [doctor = self.doctor, endpoint = self.endpoint] in
            endpoint.exempt(addresses: operators)
            await doctor.look(at: terminals)
        }
    }

    private func attach(_ peer: AttachPeer, _ hello: AttachHello) {
        let environment = TerminalEnvironment(hello.environment)
        let language = hello.language.flatMap { Language(rawValue: $0) }
        guard AttachHello.versions.contains(hello.version) else {
            self.logger.warning("terminal of another version refused", metadata: ["version": "\(hello.program)"])
            peer.end(.otherVersion(program: ServingProcess.version))
            return
        }
        // The terminal may go or change its size while the first picture is taken.
        var isGone = false
        var size = hello.size
        peer.onGone = { isGone = true }
        peer.onResized = { size = $0 }
        Task {
            let choice = await self.core.settingsInForce.settings.languageChoice
            let snapshot = await self.effects.snapshot()
            guard !isGone else { return }
            let wanted = language ?? self.language ?? Language(choice) ?? environment.language
            // Without UTF-8 a Chinese screen is nothing but question marks.
            let chosen = environment.isUnicode ? wanted : .english
            self.open(peer, hello, environment, size: size, language: chosen, snapshot: snapshot)
        }
    }

    private func open(
        _ peer: AttachPeer,
        _ hello: AttachHello,
        _ environment: TerminalEnvironment,
        size: Size,
        language: Language,
        snapshot: Snapshot
    ) {
        let encoder: FrameEncoder
        do throws(FrameEncoder.Failure) {
            encoder = try FrameEncoder(
                terminal: hello.terminal,
                size: size,
                color: environment.wantsColor,
                unicode: environment.isUnicode
            )
        } catch {
            peer.end(.refused(ScreenPhrases.cannotShow(error, language)))
            return
        }
        self.opened += 1
        let session = ScreenSession(
            number: self.opened,
            link: AttachedScreen(peer: peer),
            encoder: encoder,
            facts: TerminalFacts(
                size: size,
                language: language,
                unicode: environment.isUnicode,
                clipboard: environment.clipboard(terminal: hello.terminal),
                reachedAt: environment.reachedAt,
                utcOffset: hello.utcOffset,
                isReadOnly: hello.isReadOnly,
                otherProgram: hello.program == ServingProcess.version ? nil : hello.program,
                hasShell: hello.hasShell
            ),
            snapshot: snapshot,
            diagnosis: self.doctor.diagnosis,
            effects: self.effects,
            logger: self.logger
        )
        let id = ObjectIdentifier(peer)
        self.sessions[id] = session
        self.terminals[id] = Evidence.Terminal(
            name: hello.terminal,
            isUTF8: environment.isUnicode,
            isKnown: encoder.terminal == hello.terminal,
            columns: size.columns,
            rows: size.rows,
            clientAddress: environment.clientAddress,
            reachedAt: environment.reachedAt
        )
        self.tellDoctor()
        peer.onInput = { session.received($0) }
        peer.onResized = { [weak self] size in
            session.resized(to: size)
            self?.terminals[id]?.columns = size.columns
            self?.terminals[id]?.rows = size.rows
            self?.tellDoctor()
        }
        peer.onResumed = { session.resumed() }
        peer.onDrained = { session.drained() }
        peer.onGone = { [weak self] in
            session.close()
            self?.sessions[id] = nil
            self?.terminals[id] = nil
            self?.tellDoctor()
            self?.logger.info("terminal left")
        }
        session.render()
        self.tell(of: hello)
    }

    private func tell(of hello: AttachHello) {
        var metadata: Logger.Metadata = ["terminal": "\(hello.terminal)"]
        if hello.isReadOnly { metadata["access"] = "read-only" }
        self.logger.info("terminal attached", metadata: metadata)
        guard hello.program != ServingProcess.version else { return }
        self.logger.warning(
            "the terminal's program has another version; restart the console to use that one",
            metadata: ["console": "\(ServingProcess.version)", "terminal": "\(hello.program)"]
        )
    }
}

/// A screen on an attached client.
@MainActor
private final class AttachedScreen: ScreenLink {
    private let peer: AttachPeer

    init(peer: AttachPeer) {
        self.peer = peer
    }

    var canSend: Bool { self.peer.canSend }

    func send(_ bytes: [UInt8]) {
        // A message holds at most so much; only a screen of absurd size needs more than one.
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = rest.prefix(AttachMessage.longest)
            self.peer.show(Array(part))
            rest = rest.dropFirst(part.count)
        }
    }

    func sendToTmux(_ text: String) {
        self.peer.send(.clipboard(Array(text.utf8)))
    }

    func suspend() {
        self.peer.send(.suspend)
    }

    func end(_ reason: ScreenEnd) {
        self.peer.end(reason == .detached ? .detached : .stopped)
    }
}

extension Language {
    /// Nil for `auto`: then the terminal's locale decides.
    init?(_ choice: LanguageChoice) {
        guard let language = Language(rawValue: choice.rawValue) else { return nil }
        self = language
    }
}
