import Control
import OneBot
import Snapshot
import Synchronization

import struct Foundation.Date

/// A console that remembers what it was asked and answers as it was told to.
final class FakeBackend: ControlBackend {
    struct Change: Equatable {
        var path: String
        var text: String
        var language: Language
    }

    private struct State {
        var snapshot = Samples.snapshot
        var settings: [ControlSetting] = []
        var changes: [Change] = []
        var refusedPaths: [String: String] = [:]
        var rotation = KeyRotationOutcome.rotated(key: Secret("new-key-of-a-test"), graceEndsAt: nil)
        var graces: [Int?] = []
        var keyWishes: [KeyWish] = []
        var revocations: [String] = []
        var keyRefusal: KeyRefusal?
        var stops = 0
        var metrics: String? = "# HELP a A.\n# TYPE a gauge\na 1\n"
        var loopsAnswer = true
        var replacements = 0
        var replacementRefusal: String?
        var calls: [CallRequest] = []
        var callParts: [String] = []
        var callOutcome = CallOutcome.noSuchBot
        var eventRequests: [EventsRequest] = []
        var eventPages: [EventPage] = []
        var eventsEnd = true
        var eventsUnavailable: String?
        var beforeEvents: @Sendable () -> Void = {}
        var examinations: [Bool] = []
        var looks: [Bool] = []
        var napCat = NapCatDocument(webUI: "", steps: [], address: nil, look: nil, trouble: nil)
        var plannedURLs: [String?] = []
        var plan = Result<ConnectionPreview, BackendRefusal>.failure(BackendRefusal("no plan"))
        var appliedNumbers: [Int] = []
        var applied = Result<AppliedConnection, BackendRefusal>.failure(BackendRefusal("not applied"))
        var diagnosis = DoctorDocument(
            isRunning: true,
            checkedAt: Samples.time(5),
            findings: [],
            checks: [],
            selfTest: []
        )
    }

    private let state = Mutex(State())

    var snapshot: Snapshot {
        get { self.state.withLock { $0.snapshot } }
        set { self.state.withLock { $0.snapshot = newValue } }
    }

    var settingList: [ControlSetting] {
        get { self.state.withLock { $0.settings } }
        set { self.state.withLock { $0.settings = newValue } }
    }

    var rotation: KeyRotationOutcome {
        get { self.state.withLock { $0.rotation } }
        set { self.state.withLock { $0.rotation = newValue } }
    }

    var changes: [Change] { self.state.withLock { $0.changes } }
    var graces: [Int?] { self.state.withLock { $0.graces } }
    var diagnosis: DoctorDocument {
        get { self.state.withLock { $0.diagnosis } }
        set { self.state.withLock { $0.diagnosis = newValue } }
    }

    /// Whether each examination was to test the console's own addresses first.
    var examinations: [Bool] { self.state.withLock { $0.examinations } }
    var replacements: Int { self.state.withLock { $0.replacements } }

    /// What a request to be replaced is answered with; nil agrees.
    var replacementRefusal: String? {
        get { self.state.withLock { $0.replacementRefusal } }
        set { self.state.withLock { $0.replacementRefusal = newValue } }
    }

    var stops: Int { self.state.withLock { $0.stops } }

    var calls: [CallRequest] { self.state.withLock { $0.calls } }
    var eventRequests: [EventsRequest] { self.state.withLock { $0.eventRequests } }

    /// What every call meets.
    func answerCalls(_ outcome: CallOutcome, parts: [String] = []) {
        self.state.withLock { state in
            state.callOutcome = outcome
            state.callParts = parts
        }
    }

    /// The events there are, and whether the answer ends with them or waits for more for ever.
    func giveEvents(_ pages: [EventPage], end: Bool = true) {
        self.state.withLock { state in
            state.eventPages = pages
            state.eventsEnd = end
        }
    }

    /// Called before events are given.
    func beforeEvents(_ action: @escaping @Sendable () -> Void) {
        self.state.withLock { $0.beforeEvents = action }
    }

    func refuseEvents(_ sentence: String) {
        self.state.withLock { $0.eventsUnavailable = sentence }
    }

    func refuse(_ path: String, _ sentence: String) {
        self.state.withLock { $0.refusedPaths[path] = sentence }
    }

    /// The page; nil when it cannot be made.
    var page: String? {
        get { self.state.withLock { $0.metrics } }
        set { self.state.withLock { $0.metrics = newValue } }
    }

    var loopsAnswer: Bool {
        get { self.state.withLock { $0.loopsAnswer } }
        set { self.state.withLock { $0.loopsAnswer = newValue } }
    }

    func metrics() async -> [UInt8]? { self.page.map { Array($0.utf8) } }

    func health() async -> ConsoleHealth {
        ConsoleHealth(loopsAnswer: self.loopsAnswer, listeners: self.snapshot.endpoint.listeners)
    }

    func status() async -> Snapshot { self.snapshot }

    func examine(testing: Bool, language: Language) async -> DoctorDocument {
        self.state.withLock { state in
            state.examinations.append(testing)
            return state.diagnosis
        }
    }

    // MARK: - NapCat

    var napCat: NapCatDocument {
        get { self.state.withLock { $0.napCat } }
        set { self.state.withLock { $0.napCat = newValue } }
    }

    /// Whether each look was to be a new one.
    var looks: [Bool] { self.state.withLock { $0.looks } }
    var plannedURLs: [String?] { self.state.withLock { $0.plannedURLs } }
    var appliedNumbers: [Int] { self.state.withLock { $0.appliedNumbers } }

    func answerPlans(_ plan: Result<ConnectionPreview, BackendRefusal>) { self.state.withLock { $0.plan = plan } }
    func answerApplying(_ end: Result<AppliedConnection, BackendRefusal>) { self.state.withLock { $0.applied = end } }

    func napCat(fresh: Bool, language: Language) async -> NapCatDocument {
        self.state.withLock { state in
            state.looks.append(fresh)
            return state.napCat
        }
    }

    func planConnection(url: String?, language: Language) async throws(BackendRefusal) -> ConnectionPreview {
        let plan = self.state.withLock { state in
            state.plannedURLs.append(url)
            return state.plan
        }
        return try plan.get()
    }

    func applyConnection(number: Int, language: Language) async throws(BackendRefusal) -> AppliedConnection {
        let applied = self.state.withLock { state in
            state.appliedNumbers.append(number)
            return state.applied
        }
        return try applied.get()
    }

    func settings() async -> [ControlSetting] { self.settingList }

    func change(_ wishes: [SettingWish], language: Language) async -> SettingChangesOutcome {
        self.state.withLock { state in
            for wish in wishes {
                if let sentence = state.refusedPaths[wish.path] { return .refused(sentence, path: wish.path) }
            }
            state.changes += wishes.map { Change(path: $0.path, text: $0.text, language: language) }
            return .applied("done")
        }
    }

    /// Every wish and revocation, in order.
    var keyWishes: [KeyWish] { self.state.withLock { $0.keyWishes } }
    var revocations: [String] { self.state.withLock { $0.revocations } }

    func refuseKeys(_ refusal: KeyRefusal) { self.state.withLock { $0.keyRefusal = refusal } }

    func addKey(_ wish: KeyWish, language: Language) async throws(KeyRefusal) -> MadeKey {
        let refusal = self.state.withLock { state in
            state.keyWishes.append(wish)
            return state.keyRefusal
        }
        if let refusal { throw refusal }
        return MadeKey(name: wish.name, key: wish.key ?? Secret("made-key-of-a-test"))
    }

    func revokeKey(named name: String, language: Language) async throws(KeyRefusal) -> RevokedKey {
        let refusal = self.state.withLock { state in
            state.revocations.append(name)
            return state.keyRefusal
        }
        if let refusal { throw refusal }
        return RevokedKey(name: name, closedLinks: 2)
    }

    func rotateKey(graceSeconds: Int?, language: Language) async -> KeyRotationOutcome {
        self.state.withLock { state in
            state.graces.append(graceSeconds)
            return state.rotation
        }
    }

    func call(
        _ request: CallRequest,
        part: @escaping @Sendable ([UInt8]) -> Void,
        finish: @escaping @Sendable (CallOutcome) -> Void
    ) {
        let (outcome, parts) = self.state.withLock { state in
            state.calls.append(request)
            return (state.callOutcome, state.callParts)
        }
        for text in parts { part(Array(text.utf8)) }
        finish(outcome)
    }

    func events(_ request: EventsRequest, language: Language) async throws(EventsUnavailable) -> any EventSource {
        let (pages, end, sentence, before) = self.state.withLock { state in
            state.eventRequests.append(request)
            return (state.eventPages, state.eventsEnd, state.eventsUnavailable, state.beforeEvents)
        }
        before()
        if let sentence { throw EventsUnavailable(sentence) }
        return FakeEvents(pages, end: end)
    }

    func requestReplacement(language: Language) async -> String? {
        self.state.withLock { state in
            state.replacements += 1
            return state.replacementRefusal
        }
    }

    func requestStop() async {
        self.state.withLock { $0.stops += 1 }
    }
}

/// Pages made before, then the end or nothing any more.
private actor FakeEvents: EventSource {
    private var pages: [EventPage]
    private let end: Bool

    init(_ pages: [EventPage], end: Bool) {
        self.pages = pages.reversed()
        self.end = end
    }

    func next() async -> EventPage? {
        if let page = self.pages.popLast() { return page }
        guard !self.end else { return nil }
        // Until the caller goes away.
        try? await Task.sleep(for: .seconds(3600))
        return nil
    }
}

/// Values that the tests share.
enum Samples {
    static let finding = FindingDocument(
        id: "SYS-03",
        severity: .error,
        subject: "/srv/state",
        title: "The disk is full",
        evidence: "Nothing is left.",
        fix: ["Free some space."],
        since: Samples.time(3),
        last: Samples.time(4),
        count: 2,
        certainty: "proved",
        clears: "with space"
    )

    static let doctor = DoctorDocument(
        isRunning: true,
        checkedAt: Samples.time(5),
        findings: [Samples.finding],
        checks: [.init(id: "listener", state: "good", detail: "")],
        selfTest: [.init(address: "127.0.0.1", port: 8021, question: "rightKey", passed: true, answer: "let in")]
    )

    static func time(_ seconds: Double) -> Date { Date(timeIntervalSince1970: 1_767_323_045 + seconds) }

    static let snapshot = Snapshot(
        takenAt: Self.time(12.5),
        console: ConsoleFacts(
            version: "0.1.0",
            pid: 4242,
            startedAt: Self.time(0),
            stateDirectory: "/srv/state",
            settingsFile: "/srv/config.yaml"
        ),
        endpoint: EndpointFacts(
            path: "/onebot/v11/ws",
            listeners: [ListenerFacts(host: "0.0.0.0", port: 8021, state: .listening)]
        ),
        access: AccessFacts(key: Secret("never-to-be-seen-anywhere"), keyOrigin: .file),
        napcat: NapCatFacts(webUI: "http://127.0.0.1:6099/webui")
    )

    static let bot = BotFacts(
        selfID: "1000010001",
        name: "小助手",
        implementation: "NapCat.Onebot",
        implementationVersion: "4.8.1",
        state: .online,
        links: [
            LinkFacts(
                id: 1,
                role: .event,
                peer: "10.0.0.3:1",
                userAgent: nil,
                connectedAt: Self.time(1),
                speaks: false
            ),
            LinkFacts(
                id: 2,
                role: .api,
                peer: "10.0.0.3:2",
                userAgent: "OneBot/11",
                connectedAt: Self.time(2),
                speaks: true
            ),
            LinkFacts(id: 3, role: .event, peer: "10.0.0.3:3", connectedAt: Self.time(3), speaks: false),
        ],
        peer: "10.0.0.3:1",
        connectedAt: Self.time(1),
        lastEventAt: Self.time(4.25),
        lastHeartbeatAt: nil,
        events: EventCounts(messages: 3, notices: 2, metas: 7, others: 1),
        calls: 5,
        callFailures: 1,
        bytesIn: 1000,
        bytesOut: 2000,
        roundTrip: RoundTrip(last: 0.812_345, median: 1, worst: 2)
    )
}
