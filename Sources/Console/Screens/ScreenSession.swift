import ConsoleUI
import Doctor
import Endpoint
import Foundation
import Logging
import OneBot
import Snapshot
import Terminal
import TerminalIO

/// One attached terminal: its model, its encoder and its timers. Keys go in, at most one frame is on its way out.
@MainActor
final class ScreenSession {
    private let link: any ScreenLink
    private let encoder: FrameEncoder
    private let effects: EffectRunner
    private let facts: TerminalFacts
    private let logger: Logger
    private let escapeDelay: Duration
    /// Sizes of a terminal that changes them faster wait so long, and only the last of them counts; longer where one takes
    /// long to draw, so that most of the time is left to the others.
    private static let shortestSize: Duration = .milliseconds(50)
    private var wantedSize: Size?
    private var resizePause: Task<Void, Never>?
    private var parser: InputParser
    private var model: ConsoleModel
    /// Something changed while a frame was on its way.
    private var isStale = true
    private var isSuspended = false
    private var nextChange: Task<Void, Never>?
    private var escapeTimer: Task<Void, Never>?
    private var running: [Int: Task<Void, Never>] = [:]
    /// Behind the last event that was handed to the model; nil before the first.
    private var eventCursor: EventCursor?
    private var isPullingEvents = false
    /// Something may have come while the last fetch was under way.
    private var mustPullAgain = false
    /// Whether NapCat's keeper was told last that this screen shows its state.
    private var isWatchingNapCat = false
    /// One after the other, so that the last word is the last one heard.
    private var telling: Task<Void, Never>?
    /// Tells this screen from others, for NapCat's keeper.
    private let number: Int
    private var nextRun = 0

    init(
        number: Int,
        link: any ScreenLink,
        encoder: FrameEncoder,
        facts: TerminalFacts,
        snapshot: Snapshot,
        diagnosis: Diagnosis,
        effects: EffectRunner,
        logger: Logger
    ) {
        self.number = number
        self.link = link
        self.encoder = encoder
        self.effects = effects
        self.facts = facts
        self.logger = logger
        self.parser = InputParser(keys: encoder.keys)
        self.model = ConsoleModel(terminal: facts, snapshot: snapshot, diagnosis: diagnosis)
        // tmux hands keys on whole, so its own shorter delay is enough there.
        self.escapeDelay = facts.clipboard == .tmux ? .milliseconds(10) : .milliseconds(25)
    }

    /// Whether it is an onlooker's.
    var isReadOnly: Bool { self.facts.isReadOnly }

    // MARK: - What happens

    func received(_ bytes: [UInt8]) {
        self.escapeTimer?.cancel()
        self.handle(self.parser.consume(bytes, burstIsPaste: true))
        guard self.parser.waiting != .none else { return }
        let delay = self.parser.waiting == .ending ? Duration.seconds(5) : self.escapeDelay
        self.escapeTimer = Task { [weak self] in
            guard (try? await Task.sleep(for: delay)) != nil, let self else { return }  // cancelled by more input
            self.handle(self.parser.flush())
        }
    }

    func resized(to size: Size) {
        guard self.resizePause == nil else {
            self.wantedSize = size
            return
        }
        let began = ContinuousClock.now
        self.encoder.resize(to: size)
        self.update(.resized(size))
        let pause = max(Self.shortestSize, (ContinuousClock.now - began) * 4)
        self.resizePause = Task { [weak self] in
            // Cancelled when the terminal is gone.
            guard (try? await Task.sleep(for: pause)) != nil, let self else { return }
            self.resizePause = nil
            guard let wanted = self.wantedSize else { return }
            self.wantedSize = nil
            self.resized(to: wanted)
        }
    }

    /// The client is back from job control: the terminal shows something else.
    func resumed() {
        self.isSuspended = false
        // The client has given the terminal back: the next frame takes it anew.
        _ = self.encoder.leave()
        self.render()
    }

    func received(_ snapshot: Snapshot, _ diagnosis: Diagnosis) {
        var effects = self.model.update(.snapshot(snapshot), at: Date())
        effects += self.model.update(.diagnosed(diagnosis), at: Date())
        self.render()
        for effect in effects { self.run(effect) }
        self.pullEvents()
    }

    /// Fetches what came since the last time, while the screen shows events. One fetch at a time; one that is asked for
    /// meanwhile follows it.
    private func pullEvents() {
        guard self.model.wantsEvents else { return }
        self.mustPullAgain = self.isPullingEvents
        guard !self.isPullingEvents else { return }
        self.isPullingEvents = true
        Task { [weak self, effects = self.effects, cursor = self.eventCursor] in
            let (page, behind) = await effects.events(after: cursor ?? EventCursor())
            guard let self else { return }
            self.isPullingEvents = false
            self.eventCursor = behind
            // What had come before anybody looked is not missed.
            let skipped = cursor == nil ? 0 : page.skipped
            if !page.records.isEmpty || skipped > 0 {
                self.update(.events(EventPage(records: page.records, skipped: skipped)))
            }
            if self.mustPullAgain { self.pullEvents() }
        }
    }

    /// The last frame is out.
    func drained() {
        if self.isStale { self.render() }
    }

    /// The terminal is gone: stops everything that would draw on it.
    func close() {
        self.nextChange?.cancel()
        self.escapeTimer?.cancel()
        self.resizePause?.cancel()
        self.tellNapCat(false)
        for task in self.running.values { task.cancel() }
        self.encoder.close()
    }

    private func handle(_ events: [InputEvent]) {
        guard !events.isEmpty else { return }
        var effects: [ConsoleEffect] = []
        let now = Date()
        for event in events { effects += self.model.update(.input(event), at: now) }
        self.render()
        for effect in effects { self.run(effect) }
        self.pullEvents()
    }

    private func update(_ message: ConsoleMessage) {
        let effects = self.model.update(message, at: Date())
        self.render()
        for effect in effects { self.run(effect) }
    }

    /// Tells NapCat's keeper when this screen begins, or ceases, to show its state.
    private func tellNapCat(_ isWatching: Bool) {
        guard isWatching != self.isWatchingNapCat else { return }
        self.isWatchingNapCat = isWatching
        self.telling = Task { [keeper = self.effects.napCat, number = self.number, before = self.telling] in
            await before?.value
            await keeper.watch(isWatching, by: number)
        }
    }

    // MARK: - Drawing

    func render() {
        // An onlooker has no login code renewed, which would void the one that the operator is about to scan.
        self.tellNapCat(self.model.wantsNapCat && !self.isReadOnly)
        guard !self.isSuspended, self.link.canSend else {
            self.isStale = true
            return
        }
        self.isStale = false
        let frame = self.model.frame(at: Date())
        let bytes = self.encoder.encode(frame.grid, cursor: frame.cursor, mouse: frame.mouse)
        if !bytes.isEmpty { self.link.send(bytes) }
        self.schedule(frame.nextChange)
    }

    private func schedule(_ date: Date?) {
        self.nextChange?.cancel()
        guard let date else {
            self.nextChange = nil
            return
        }
        let delay = Duration.milliseconds(max(1, Int64(date.timeIntervalSinceNow * 1000) + 1))
        self.nextChange = Task { [weak self] in
            // Cancelled when something else was drawn meanwhile.
            guard (try? await Task.sleep(for: delay)) != nil else { return }
            self?.update(.ticked)
        }
    }

    // MARK: - Effects

    /// The one way to carry something out. What an onlooker may not is refused here, whatever his model let pass.
    private func run(_ effect: ConsoleEffect) {
        guard !self.facts.isReadOnly || effect.isForOnlookers else {
            self.logger.warning("a read-only terminal asked for what it may not")
            self.update(.finished(.failed(self.model.phrases.unavailable(.readOnly))))
            return
        }
        switch effect {
        case .copy(let text):
            self.copy(text.exposed)
        case .copyAddress(let address):
            self.copy(address)
        case .repaint:
            self.encoder.invalidate()
            self.render()
        case .detach:
            self.link.end(.detached)
        case .suspend:
            self.isSuspended = true
            self.link.suspend()
        default:
            self.runElsewhere(effect)
        }
    }

    /// Runs what takes time off the main actor; the answer comes back as a message.
    private func runElsewhere(_ effect: ConsoleEffect) {
        let language = self.model.language
        let number = self.nextRun
        self.nextRun += 1
        self.running[number] = Task { [effects = self.effects, weak self] in
            let answer = await effects.run(effect, language: language)
            guard let self else { return }
            self.running[number] = nil
            if let answer, !Task.isCancelled { self.update(answer) }
        }
    }

    private func copy(_ text: String) {
        switch self.facts.clipboard {
        case .plain:
            if let bytes = ControlSequence.clipboard(text) { self.link.send(bytes) }
        case .tmux:
            // A default tmux drops the sequence; one with `set-clipboard on` takes it.
            self.link.sendToTmux(text)
            if let bytes = ControlSequence.clipboard(text) { self.link.send(bytes) }
        case .screen:
            if let bytes = ControlSequence.clipboardForScreen(text) { self.link.send(bytes) }
        }
    }
}
