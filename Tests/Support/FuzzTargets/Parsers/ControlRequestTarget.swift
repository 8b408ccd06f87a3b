import NIOCore
import NIOEmbedded
import NIOHTTP1
import OneBot
import Snapshot
import Synchronization

import struct Foundation.Date

@testable import Control

/// What comes in on the control socket, up to the answer of every request in it.
enum ControlRequestTarget {
    private static let limits: ControlLimits = {
        var limits = ControlLimits()
        limits.headers = 512
        limits.body = 400
        limits.settings = 4
        return limits
    }()
    private static let router = ControlRouter(backend: FuzzBackend(), limits: Self.limits)

    static func check(_ bytes: [UInt8]) throws {
        let whole = try Self.inbound([bytes[...]])
        let inPieces = try Self.inbound(FuzzChoice.pieces(of: bytes))
        try holdEqual(inPieces.map(Self.withoutHaste), whole.map(Self.withoutHaste), "whole and in pieces")
        for case .request(let request) in whole {
            let answer = Self.answer(request)
            try hold(!answer.isEmpty || request.path == "/v1/events", "no answer to \(request)")
        }
        for case .refused(let refusal, let language) in whole {
            _ = ControlResponse(refusal, language, limits: Self.limits).content.bytes
        }
    }

    /// Of a head that is both too long and malformed the HTTP library tells whatever it comes upon first, and that
    /// depends on the pieces.
    private static func withoutHaste(_ inbound: ControlInbound) -> ControlInbound {
        guard case .refused(.headersTooLarge, let language) = inbound else { return inbound }
        return .refused(.malformed, language)
    }

    private static func inbound(_ pieces: [ArraySlice<UInt8>]) throws -> [ControlInbound] {
        let channel = EmbeddedChannel()
        var headers = NIOHTTPDecoderLimitConfiguration()
        headers.maxHeaderFieldSize = Self.limits.headers
        headers.maxHeaderListSize = Self.limits.headers
        headers.maxHeaderFieldCount = Self.limits.headerFields
        let decoder = HTTPRequestDecoder(
            leftOverBytesStrategy: .dropBytes,
            informationalResponseStrategy: .drop,
            limitConfiguration: headers
        )
        try channel.pipeline.syncOperations.addHandlers([
            ByteToMessageHandler(decoder), ControlConnectionHandler(limits: Self.limits),
        ])
        for piece in pieces where !piece.isEmpty { channel.pipeline.fireChannelRead(ByteBuffer(bytes: piece)) }
        var inbound: [ControlInbound] = []
        while let next = try channel.readInbound(as: ControlInbound.self) { inbound.append(next) }
        _ = try? channel.finish(acceptAlreadyClosed: true)
        return inbound
    }

    /// The bytes of the answer, all that come.
    private static func answer(_ request: ControlRequest) -> [UInt8] {
        let bytes = Mutex<[UInt8]>([])
        // Nothing in it waits, so the task has ended when it was begun.
        let isOver = Mutex(false)
        InlineExecutor.run {
            switch await Self.router.respond(to: request) {
            case .whole(let response): bytes.withLock { $0 = response.content.bytes }
            case .stream(let stream):
                while let part = await stream.next() { bytes.withLock { $0 += part } }
            }
            isOver.withLock { $0 = true }
        }
        precondition(isOver.withLock { $0 })
        return bytes.withLock { $0 }
    }
}

/// Runs what is asynchronous where it is begun: a thread that waited for it would be one of those it needs.
private final class InlineExecutor: TaskExecutor {
    private static let shared = InlineExecutor()

    static func run(_ work: @escaping @Sendable () async -> Void) {
        _ = Task(executorPreference: self.shared) { await work() }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        job.runSynchronously(on: self.asUnownedTaskExecutor())
    }
}

/// A console that has nothing and takes everything.
private struct FuzzBackend: ControlBackend {
    private struct NoEvents: EventSource {
        func next() async -> EventPage? { nil }
    }

    private static let start = Date(timeIntervalSince1970: 1_767_323_045)

    func status() async -> Snapshot {
        Snapshot(
            takenAt: Self.start,
            console: ConsoleFacts(
                version: "0",
                pid: 1,
                startedAt: Self.start,
                stateDirectory: "/s",
                settingsFile: "/c"
            ),
            endpoint: EndpointFacts(path: "/", listeners: []),
            access: AccessFacts(key: Secret("never-to-be-seen-anywhere"), keyOrigin: .file),
            napcat: NapCatFacts(webUI: "http://127.0.0.1:6099/webui")
        )
    }

    func examine(testing: Bool, language: Language) async -> DoctorDocument {
        DoctorDocument(isRunning: true, checkedAt: Self.start, findings: [], checks: [], selfTest: [])
    }

    func settings() async -> [ControlSetting] {
        [ControlSetting(path: "endpoint.port", value: .integer(8021), origin: .file)]
    }

    func change(_ wishes: [SettingWish], language: Language) async -> SettingChangesOutcome {
        let empty = wishes.first { $0.text.isEmpty }
        return empty.map { .refused($0.path, path: $0.path) } ?? .applied("done")
    }

    func rotateKey(graceSeconds: Int?, language: Language) async -> KeyRotationOutcome {
        .rotated(key: Secret("new"), graceEndsAt: graceSeconds.map { Self.start.addingTimeInterval(Double($0)) })
    }

    func metrics() async -> [UInt8]? { nil }

    func health() async -> ConsoleHealth { ConsoleHealth(loopsAnswer: true, listeners: []) }

    func addKey(_ wish: KeyWish, language: Language) async throws(KeyRefusal) -> MadeKey {
        MadeKey(name: wish.name, key: wish.key ?? Secret("made"))
    }

    func revokeKey(named name: String, language: Language) async throws(KeyRefusal) -> RevokedKey {
        RevokedKey(name: name, closedLinks: 0)
    }

    func call(
        _ request: CallRequest,
        part: @escaping @Sendable ([UInt8]) -> Void,
        finish: @escaping @Sendable (CallOutcome) -> Void
    ) {
        part(request.parameters)
        finish(request.action.utf8.count % 2 == 0 ? .noSuchBot : .timedOut(seconds: 30))
    }

    func events(_ request: EventsRequest, language: Language) async throws(EventsUnavailable) -> any EventSource {
        NoEvents()
    }

    func napCat(fresh: Bool, language: Language) async -> NapCatDocument {
        NapCatDocument(webUI: "", steps: [], address: nil, look: nil, trouble: nil)
    }

    func planConnection(url: String?, language: Language) async throws(BackendRefusal) -> ConnectionPreview {
        throw BackendRefusal(url ?? "none")
    }

    func applyConnection(number: Int, language: Language) async throws(BackendRefusal) -> AppliedConnection {
        throw BackendRefusal("\(number)")
    }

    func requestReplacement(language: Language) async -> String? { "No." }

    func requestStop() async {}
}
