import Glibc
package import NIOCore
import NIOHTTP1
import NIOPosix
package import OneBot
package import Snapshot

/// Asks the running console of a state folder through its control socket, one connection for each question.
package struct ControlClient: Sendable {
    let path: String
    private let language: Language
    let deadline: TimeAmount
    let group: any EventLoopGroup

    /// Larger than any status can be.
    private static let maximumAnswer = 16 * 1024 * 1024

    /// - Parameters:
    ///   - path: The socket.
    ///   - language: Of the sentences that come back.
    ///   - deadline: For connecting, asking and being answered together.
    package init(
        path: String,
        language: Language = .english,
        deadline: TimeAmount = .seconds(5),
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        self.path = path
        self.language = language
        self.deadline = deadline
        self.group = group
    }

    package func status() async throws(ControlClientError) -> StatusDocument {
        guard let document = StatusDocument(json: try await self.statusJSON()) else { throw .badAnswer }
        return document
    }

    /// The status as it came, with whatever a newer console adds to it.
    package func statusJSON() async throws(ControlClientError) -> JSONValue {
        try await self.ask("GET", "/v1/status")
    }

    /// What is wrong, judged when asked.
    ///
    /// - Parameter testing: Whether the console shall first test its addresses and look at the machine anew.
    package func doctor(testing: Bool) async throws(ControlClientError) -> DoctorDocument {
        guard let document = DoctorDocument(json: try await self.doctorJSON(testing: testing)) else { throw .badAnswer }
        return document
    }

    /// The same as it came.
    package func doctorJSON(testing: Bool) async throws(ControlClientError) -> JSONValue {
        try await self.ask("GET", testing ? "/v1/doctor?test=1" : "/v1/doctor")
    }

    /// NapCat beside us, looked at anew.
    package func napCatJSON() async throws(ControlClientError) -> JSONValue {
        try await self.ask("GET", "/v1/napcat?fresh=1")
    }

    /// - Parameter url: What the bot shall dial; nil leaves it to the console.
    package func planConnection(url: String?) async throws(ControlClientError) -> ConnectionPreview {
        let json = try await self.ask("POST", "/v1/napcat/plan", .object([JSONMember("url", .text(url))]))
        guard let document = ConnectionDocument(json: json) else { throw .badAnswer }
        return document.preview
    }

    package func applyConnection(number: Int) async throws(ControlClientError) -> AppliedConnection {
        let json = try await self.ask("POST", "/v1/napcat/apply", .object([JSONMember("number", .integer(number))]))
        guard let applied = AppliedConnection(json: json) else { throw .badAnswer }
        return applied
    }

    package func settingsJSON() async throws(ControlClientError) -> JSONValue {
        try await self.ask("GET", "/v1/settings")
    }

    package func change(path: String, text: String) async throws(ControlClientError) -> [AppliedSetting] {
        try await self.change([SettingWish(path: path, text: text)])
    }

    /// Changes settings that belong together: all of them, or none.
    package func change(_ wishes: [SettingWish]) async throws(ControlClientError) -> [AppliedSetting] {
        let members = wishes.map { JSONMember($0.path, .string($0.text)) }
        let json = try await self.ask("PATCH", "/v1/settings", .object(members))
        let applied = json["applied"]?.all { element in
            element["path"]?.string.map { AppliedSetting(path: $0, text: element["text"]?.string ?? "") }
        }
        guard let applied else { throw .badAnswer }
        return applied
    }

    /// - Parameter graceSeconds: How long the old key is still accepted; nil refuses it at once.
    package func rotateKey(graceSeconds: Int?) async throws(ControlClientError) -> RotatedKey {
        let grace = graceSeconds.map(JSONValue.integer) ?? .null
        let json = try await self.ask("POST", "/v1/key/rotate", .object([JSONMember("grace_s", grace)]))
        guard let key = json["access_key"]?.string else { throw .badAnswer }
        return RotatedKey(key: Secret(key), graceEndsAt: json["grace_ends_at"]?.date)
    }

    /// Begins the replacement of the console by the program that lies on disk now.
    package func replace() async throws(ControlClientError) {
        _ = try await self.ask("POST", "/v1/replace")
    }

    /// Begins the graceful end of the console.
    package func stop() async throws(ControlClientError) {
        _ = try await self.ask("POST", "/v1/stop")
    }

    func ask(
        _ method: String,
        _ target: String,
        _ body: JSONValue? = nil
    ) async throws(ControlClientError)
        -> JSONValue
    {
        let answer = try await self.send(method, target, body)
        guard (200..<300).contains(answer.status) else {
            guard let sentence = answer.json["error"]?.string else { throw .badAnswer }
            throw .refused(status: answer.status, sentence: sentence)
        }
        return answer.json
    }

    /// One request as it stands; an answer of any status is an answer.
    package func send(
        _ method: String,
        _ target: String,
        _ body: JSONValue? = nil
    ) async throws(ControlClientError)
        -> ControlAnswer
    {
        let raw: ControlAnswerHandler.Answer
        do {
            raw = try await self.exchange(method, target, body)
        } catch let error as ControlClientError {
            throw error
        } catch {
            throw Self.meaning(of: error)
        }
        do {
            return ControlAnswer(status: raw.status, json: try JSONParser.parse(raw.body))
        } catch {
            throw .badAnswer
        }
    }

    static func meaning(of error: any Error) -> ControlClientError {
        switch error {
        case let error as IOError where error.errnoCode == ENOENT || error.errnoCode == ECONNREFUSED: .nobodyThere
        case let error as IOError where error.errnoCode == EACCES || error.errnoCode == EPERM: .notPermitted
        case is ChannelError: .timedOut
        default: .badAnswer
        }
    }

    private func exchange(
        _ method: String,
        _ target: String,
        _ body: JSONValue?
    ) async throws
        -> ControlAnswerHandler.Answer
    {
        let loop = self.group.any()
        let answer = loop.makePromise(of: ControlAnswerHandler.Answer.self)
        let timer = loop.scheduleTask(in: self.deadline) { answer.fail(ControlClientError.timedOut) }
        defer { timer.cancel() }
        let connecting = ClientBootstrap(group: loop)
            .connectTimeout(self.deadline)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(
                        ControlAnswerHandler(promise: answer, limit: Self.maximumAnswer)
                    )
                }
            }
            .connect(unixDomainSocketPath: self.path)
        // Before anything else can fail: the promise is always kept, whoever loses.
        connecting.cascadeFailure(to: answer)
        connecting.whenSuccess { channel in
            answer.futureResult.whenComplete { _ in channel.close(promise: nil) }
            self.write(method, target, body, on: channel)
        }
        return try await answer.futureResult.get()
    }

    private func write(_ method: String, _ target: String, _ body: JSONValue?, on channel: any Channel) {
        let text = body.map { Array($0.rendered.utf8) }
        let head = self.head(method, target, text)
        let bytes = channel.allocator.buffer(bytes: text ?? [])
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        channel.write(HTTPClientRequestPart.body(.byteBuffer(bytes)), promise: nil)
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
    }

    func head(_ method: String, _ target: String, _ body: [UInt8]?) -> HTTPRequestHead {
        var headers = HTTPHeaders([
            ("host", "localhost"), ("accept-language", self.language.rawValue), ("connection", "close"),
            ("content-length", String(body?.count ?? 0)),
        ])
        if body != nil { headers.add(name: "content-type", value: "application/json") }
        return HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: method),
            uri: target,
            headers: headers
        )
    }
}
