import Glibc
import NIOCore
import OneBot

/// One account, acted: its connections, its reconnecting, its heartbeat and its events. Lives on one event loop.
final class SimulatedBot {
    /// The connection for a role, as the bot knows it; it may have forgotten others that are still open.
    private struct Slot {
        var role: Implementation.Role
        var link: BotLink?
        var dials = 0
        var first: FirstOutcome?
        /// ``Fault/orphan`` has happened.
        var wasOrphaned = false
    }

    let configuration: FleetConfiguration
    let selfID: Int64
    let loop: any EventLoop
    let meter: FleetMeter
    var maker: EventMaker
    var answerer: Answerer
    /// Events sent, meta events not counted.
    var sent = 0
    /// Seeds the pauses between events.
    var rhythm: SeededGenerator
    var nextEvent = NIODeadline.now()
    var eventTimer: Scheduled<Void>?
    var heartbeatTimer: Scheduled<Void>?
    private var masks: SeededGenerator
    private var slots: [Slot]
    private var links: [BotLink] = []
    private var firstOutcome: EventLoopPromise<FirstOutcome>?
    private var ended: EventLoopPromise<Void>?
    private var isDone = false
    private var lateAnswers = 0
    /// Answers that wait for their late moment at most; further calls stay unanswered.
    private static let mostLateAnswers = 1024
    private let report: @Sendable (Happening) -> Void
    private let whenDone: @Sendable () -> Void
    private(set) var isStopped = false

    /// - Parameters:
    ///   - report: Called for each happening, on the event loop.
    ///   - whenDone: Called once when all that was asked for is sent.
    init(
        _ configuration: FleetConfiguration,
        selfID: Int64,
        loop: any EventLoop,
        meter: FleetMeter,
        report: @escaping @Sendable (Happening) -> Void,
        whenDone: @escaping @Sendable () -> Void
    ) {
        self.configuration = configuration
        self.selfID = selfID
        self.loop = loop
        self.meter = meter
        self.report = report
        self.whenDone = whenDone
        self.maker = EventMaker(configuration, selfID: selfID)
        self.answerer = Answerer(configuration, selfID: selfID)
        let stream = UInt64(bitPattern: selfID)
        self.rhythm = SeededGenerator(seed: configuration.seed ^ 1, stream: stream)
        self.masks = SeededGenerator(seed: .random(in: 0 ... .max), stream: stream)
        self.slots = configuration.implementation.roles.map { Slot(role: $0) }
    }

    // MARK: - From the beginning to the end

    /// Dials, and from then on always again.
    ///
    /// - Returns: How the first try of all its connections ended.
    func start() -> EventLoopFuture<FirstOutcome> {
        let promise = self.loop.makePromise(of: FirstOutcome.self)
        self.firstOutcome = promise
        for index in self.slots.indices { self.dial(index) }
        if self.configuration.implementation == .napCat || self.configuration.implementation == .llBot {
            // Their timer starts with the entry and not with the connection.
            self.scheduleHeartbeat()
        }
        return promise.futureResult
    }

    /// Closes everything with close frames.
    ///
    /// - Returns: When all connections have ended.
    func stop() -> EventLoopFuture<Void> {
        if let ended = self.ended { return ended.futureResult }
        let promise = self.loop.makePromise(of: Void.self)
        self.ended = promise
        self.isStopped = true
        self.eventTimer?.cancel()
        self.heartbeatTimer?.cancel()
        // The bots on Node name no code.
        let code: UInt16? = self.configuration.implementation.sendsEmptyCode ? nil : 1000
        for link in self.links { link.close(code: code, patience: self.configuration.pace.closing) }
        self.endIfEmpty()
        return promise.futureResult
    }

    private func endIfEmpty() {
        guard self.isStopped, self.links.isEmpty else { return }
        self.firstOutcome?.succeed(.failed(.hungUp))
        self.firstOutcome = nil
        self.ended?.succeed(())
    }

    /// All that was asked for is sent, or nothing ever will be.
    func finish() {
        guard !self.isDone else { return }
        self.isDone = true
        self.whenDone()
    }

    // MARK: - Dialling

    private func dial(_ index: Int) {
        guard !self.isStopped, self.slots[index].link == nil else { return }
        let role = self.slots[index].role
        if self.slots[index].dials > 0 { self.meter.count { $0.reconnects += 1 } }
        self.slots[index].dials += 1
        let nonce = Base64.text((0..<16).map { _ in UInt8(truncatingIfNeeded: self.masks.next()) })
        let head = RequestHead(configuration: self.configuration, selfID: self.selfID, role: role, nonce: nonce)
        let neverReads = self.configuration.has(.slowReader) || role == .event
        let link = BotLink(
            role: role,
            request: self.configuration.has(.httpPost)
                ? head.post(self.maker.next(now: Self.now)) : Array(head.text.utf8),
            acceptHash: AcceptHash.accept(for: nonce),
            manners: BotLink.Manners(
                pongs: self.configuration.has(.dead) ? 0 : self.configuration.implementation.pongs,
                neverReads: neverReads,
                isMasked: !self.configuration.has(.unmasked),
                timeout: self.configuration.handshakeTimeout,
                verifiesCertificate: self.configuration.verifiesCertificate
            ),
            masks: SeededGenerator(seed: self.masks.next()),
            loop: self.loop,
            meter: self.meter,
            owner: self
        )
        self.slots[index].link = link
        self.links.append(link)
        link.dial(self.configuration.address)
    }

    private func dialLater(_ index: Int) {
        guard !self.isStopped else { return }
        self.loop.assumeIsolated().scheduleTask(in: self.configuration.reconnectInterval) { [weak self] in
            self?.dial(index)
        }
    }

    private func index(of role: Implementation.Role) -> Int? { self.slots.firstIndex { $0.role == role } }

    private func decide(_ index: Int, _ outcome: FirstOutcome) {
        guard self.slots[index].first == nil else { return }
        self.slots[index].first = outcome
        let all = self.slots.compactMap(\.first)
        guard all.count == self.slots.count, let promise = self.firstOutcome else { return }
        self.firstOutcome = nil
        promise.succeed(all.first { $0 != .connected } ?? .connected)
    }

    // MARK: - Sending

    /// Seconds since 1970.
    static var now: Int64 { Int64(time(nil)) }

    /// Where events go; nil while that is not open.
    var eventLink: BotLink? {
        self.slots.first { $0.role.carriesEvents }?.link.flatMap { $0.isOpen ? $0 : nil }
    }

    /// Sends an event of any kind, if there is where to.
    func send(event: [UInt8], isMeta: Bool) {
        guard let link = self.eventLink else { return }
        link.send(self.configuration.has(.binary) && !isMeta ? .binary : .text, event)
        self.meter.count {
            $0.events += 1
            if isMeta { $0.metaEvents += 1 }
        }
    }

    /// Sends answers: over the link that was asked, or over the one that a NapCat remembers.
    private func answer(_ frames: [String], on link: BotLink) -> Bool {
        guard let target = self.configuration.has(.orphan) ? self.eventLink : link, target.isOpen else { return false }
        for frame in frames { target.send(.text, Array(frame.utf8)) }
        return true
    }

    private func answerLate(_ frames: [String], on link: BotLink) {
        guard !frames.isEmpty, self.lateAnswers < Self.mostLateAnswers else { return }
        self.lateAnswers += 1
        self.loop.assumeIsolated().scheduleTask(in: self.configuration.pace.lateAnswer) { [weak self, weak link] in
            guard let self else { return }
            self.lateAnswers -= 1
            guard let link, self.answer(frames, on: link) else { return }
            self.meter.count { $0.answered += 1 }
        }
    }

    private func tell(_ role: Implementation.Role, _ kind: Happening.Kind) {
        self.report(Happening(selfID: self.selfID, role: role, kind: kind))
    }
}

extension SimulatedBot: BotLinkOwner {
    func opened(_ link: BotLink) {
        guard let index = self.index(of: link.role) else { return }
        self.tell(link.role, .connected(milliseconds: Double(link.age.nanoseconds) / 1_000_000))
        let isOrphan = self.configuration.has(.orphan) && !self.slots[index].wasOrphaned
        if link.role.carriesEvents { self.introduce(link, isOrphan: isOrphan) }
        if self.configuration.has(.halfClose) {
            self.loop.assumeIsolated().scheduleTask(in: self.configuration.pace.halfCloseAfter) { [weak link] in
                link?.halfClose()
            }
        }
        if self.configuration.has(.reconnect) {
            self.loop.assumeIsolated().scheduleTask(in: self.configuration.pace.dropAfter) { [weak link] in
                link?.drop()
            }
        }
        if isOrphan {
            self.slots[index].wasOrphaned = true
            self.slots[index].link = nil
            self.dialLater(index)
        }
        self.decide(index, .connected)
    }

    func received(_ message: [UInt8], on link: BotLink) {
        self.meter.count { $0.calls += 1 }
        let ignoring: Set<Fault> = [.silent, .dead]
        guard self.configuration.faults.isDisjoint(with: ignoring) else { return }
        var reply = self.answerer.answer(message, maker: self.maker)
        if self.configuration.has(.lateAnswer) {
            self.answerLate(reply.frames, on: link)
        } else if !reply.frames.isEmpty {
            if self.answer(reply.frames, on: link) {
                self.meter.count { $0.answered += 1 }
            } else {
                reply.outcome = .unanswered
            }
        }
        let record = CallRecord(
            action: self.masked(reply.action),
            echo: reply.echo.map(self.masked),
            result: reply.outcome
        )
        self.tell(link.role, .called(record))
    }

    func becameWritable(_ link: BotLink) {
        if self.configuration.has(.flood), link === self.eventLink { self.pump() }
    }

    func ended(_ link: BotLink, _ ending: BotLink.Ending) {
        self.links.removeAll { $0 === link }
        guard let index = self.index(of: link.role) else { return }
        // As NapCat has it: whichever connection ends, the present one is forgotten.
        if self.slots[index].link === link || self.configuration.has(.orphan) { self.slots[index].link = nil }
        switch ending {
        case .refused(let status, let body):
            let refusal = HandshakeRefusal(status: status, sentence: self.firstLine(body))
            self.meter.count { $0.refused += 1 }
            if !self.isStopped { self.tell(link.role, .refused(refusal)) }
            self.decide(index, .refused(refusal))
            if self.configuration.count != nil { self.finish() }
        case .failed(let failure):
            if !self.isStopped {
                self.meter.count { $0.failed += 1 }
                self.tell(link.role, .failed(failure))
            }
            self.decide(index, .failed(failure))
        case .closed(let code, let reason):
            if !self.isStopped { self.tell(link.role, .closed(code: code, reason: self.firstLine(reason))) }
        }
        self.dialLater(index)
        self.endIfEmpty()
    }

    /// Foreign text in one line.
    private func firstLine(_ text: String) -> String {
        String(self.masked(text).prefix { !$0.isNewline }.prefix(300))
    }

    /// Foreign text without our key, should the server have sent it back.
    private func masked(_ text: String) -> String {
        let key = self.configuration.key
        guard key.count >= 4 else { return text }
        return text.replacing(key.exposed, with: key.masked)
    }
}

extension Implementation {
    /// Whether it closes without a code.
    fileprivate var sendsEmptyCode: Bool { self == .napCat || self == .llBot }
}
