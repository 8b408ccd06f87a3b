/// Makes the events of one acted bot, in the form of its implementation: fields, their order, kinds of values.
struct EventMaker: Sendable {
    let implementation: Implementation
    let cast: Cast
    private let faults: Set<Fault>
    private let messageBytes: Int?
    private var generator: SeededGenerator
    private var ownsHugeEvent: Bool
    private var sequence: Int64 = 0
    private(set) var messages = 0

    /// What ``Fault/huge`` sends, in bytes.
    static let hugeEvent = 50 << 20

    init(_ configuration: FleetConfiguration, selfID: Int64) {
        self.implementation = configuration.implementation
        self.cast = Cast(selfID: selfID, bigIDs: configuration.has(.bigIDs))
        self.faults = configuration.faults
        self.messageBytes = configuration.messageBytes
        self.generator = SeededGenerator(seed: configuration.seed, stream: UInt64(bitPattern: selfID))
        self.ownsHugeEvent = configuration.has(.huge)
    }

    private var sendsSegments: Bool { self.implementation.sendsSegments && !self.faults.contains(.stringFormat) }

    // MARK: - Meta events

    /// - Parameter now: Seconds since 1970, as in every function here.
    func lifecycle(now: Int64) -> [UInt8] {
        self.bytes(
            [("post_type", "\"meta_event\""), ("meta_event_type", "\"lifecycle\""), ("sub_type", "\"connect\"")],
            now: now
        )
    }

    /// - Parameter interval: Milliseconds.
    func heartbeat(now: Int64, interval: Int64) -> [UInt8] {
        let online = self.faults.contains(.offline) ? "false" : "true"
        let status: JSONObject
        switch self.implementation {
        case .napCat, .llBot: status = JSONObject([("online", online), ("good", "true")])
        case .lagrange:
            status = JSONObject([
                ("app_initialized", "true"), ("app_enabled", "true"), ("app_good", "true"), ("online", online),
                ("good", "true"),
            ])
        case .goCQHTTP: status = JSONObject(self.goStatus(online: online))
        }
        let type: (key: String, value: String) = ("meta_event_type", "\"heartbeat\"")
        let fields: [(key: String, value: String)] =
            switch self.implementation {
            case .napCat: [type, ("interval", "\(interval)"), ("status", status.text)]
            case .llBot: [type, ("status", status.text), ("interval", "\(interval)")]
            case .lagrange, .goCQHTTP: [("interval", "\(interval)"), ("status", status.text), type]
            }
        return self.bytes([("post_type", "\"meta_event\"")] + fields, now: now)
    }

    /// The `status` of go-cqhttp, for heartbeats and `get_status`.
    func goStatus(online: String) -> [(key: String, value: String)] {
        let figures = JSONObject([
            ("packet_received", "\(self.messages * 3 + 41)"), ("packet_sent", "\(self.messages * 2 + 37)"),
            ("packet_lost", "0"), ("message_received", "\(self.messages)"), ("message_sent", "0"),
            ("disconnect_times", "0"), ("lost_times", "0"),
        ])
        return [
            ("app_enabled", "true"), ("app_good", "true"), ("app_initialized", "true"), ("good", "true"),
            ("online", online), ("plugins_good", "null"), ("stat", figures.text),
        ]
    }

    // MARK: - What happens in QQ

    /// What NapCat and Lagrange report when QQ has thrown the account out.
    func botOffline(now: Int64) -> [UInt8] {
        self.bytes(
            [
                ("post_type", "\"notice\""), ("notice_type", "\"bot_offline\""), ("user_id", "\(self.cast.selfID)"),
                ("tag", "\"BotOfflineEvent\""), ("message", "\"[KickedOffLine] [下线通知] 你的账号已在另一处登录\""),
            ],
            now: now
        )
    }

    /// The next of a lively mix: mostly group messages, some private ones, notices, and now and then a request.
    mutating func next(now: Int64) -> [UInt8] {
        self.sequence += 1
        if self.ownsHugeEvent {
            self.ownsHugeEvent = false
            return self.groupMessage(now: now, size: Self.hugeEvent)
        }
        let dice = self.generator.next() % 100
        switch dice {
        case ..<62: return self.groupMessage(now: now, size: self.messageBytes)
        case ..<76: return self.privateMessage(now: now)
        case ..<97:
            let notice = Notice.random(&self.generator)
            return self.bytes(notice.fields(self.cast, self.implementation, &self.generator), now: now)
        default: return self.request(now: now)
        }
    }

    private mutating func groupMessage(now: Int64, size: Int?) -> [UInt8] {
        let groups = self.cast.groups
        let group = self.generator.pick(groups)
        let sender = self.cast.person(Int(self.generator.next() % 20))
        let segments = Talk.message(self.cast, &self.generator)
        let id = self.messageID()
        let event = self.message(segments, more: nil, sender, group, id: id, now: now)
        guard let size, size > event.count else { return event }
        let inline = size > 65_536 || self.generator.chance(50)
        let empty = inline ? Segment.inlineImage("") : .text(" ")
        let missing = size - self.message(segments, more: empty, sender, group, id: id, now: now).count
        guard missing > 0 else { return event }
        let filled =
            inline
            ? Segment.inlineImage(Talk.base64(missing, &self.generator))
            : Segment.text(" " + Talk.filler(missing))
        return self.message(segments, more: filled, sender, group, id: id, now: now)
    }

    private mutating func privateMessage(now: Int64) -> [UInt8] {
        let sender = self.cast.person(Int(self.generator.next() % 20))
        let segments = Talk.message(self.cast, &self.generator)
        return self.message(segments, more: nil, sender, nil, id: self.messageID(), now: now)
    }

    /// - Parameter more: A last piece that `raw_message` does not repeat.
    private mutating func message(
        _ segments: [Segment],
        more: Segment?,
        _ sender: Cast.Person,
        _ group: Cast.Group?,
        id: Int64,
        now: Int64
    ) -> [UInt8] {
        let all = more.map { segments + [$0] } ?? segments
        let content =
            self.sendsSegments
            ? JSONText.array(all.map(\.json)) : JSONText.string(all.map(\.code).joined())
        let raw = JSONText.string(segments.map(\.code).joined())
        self.messages += 1
        return self.bytes(
            MessageForm(implementation: self.implementation, isArray: self.sendsSegments, sequence: self.sequence)
                .fields(content: content, raw: raw, sender: sender, group: group, id: id, selfID: self.cast.selfID),
            now: now
        )
    }

    private mutating func messageID() -> Int64 {
        let number = Int64(self.generator.next() % (1 << 31))
        if self.faults.contains(.bigIDs) { return number + (1 << 53) + 1 }
        // NapCat's are positive, the others' any 32 bits.
        return self.implementation == .napCat || self.generator.chance(50) ? max(number, 1) : -number - 1
    }

    private mutating func request(now: Int64) -> [UInt8] {
        let person = self.cast.person(Int(self.generator.next() % 20))
        let flag = "\"\(now)\(self.sequence % 1000)\""
        guard self.generator.chance(40) else {
            let fields: [(key: String, value: String)] = [
                ("post_type", "\"request\""), ("request_type", "\"friend\""), ("user_id", "\(person.id)"),
                ("comment", JSONText.string("我是\(person.nickname)，加个好友吧～")), ("flag", flag),
            ]
            return self.bytes(fields, now: now)
        }
        let groups = self.cast.groups
        let group = self.generator.pick(groups)
        var fields: [(key: String, value: String)] = [
            ("post_type", "\"request\""), ("request_type", "\"group\""), ("group_id", "\(group.id)"),
            ("user_id", "\(person.id)"), ("comment", "\"问题：从哪里知道本群？\\n答案：朋友推荐\""), ("flag", flag),
            ("sub_type", "\"add\""),
        ]
        if self.implementation != .napCat { fields.append(("invitor_id", "0")) }
        return self.bytes(fields, now: now)
    }

    // MARK: - Form

    /// Puts the fields that every event has where the implementation has them.
    private func bytes(_ fields: [(key: String, value: String)], now: Int64) -> [UInt8] {
        let time = self.faults.contains(.timeInMilliseconds) ? now * 1000 + self.sequence % 1000 : now
        let common: [(key: String, value: String)] = [("time", "\(time)"), ("self_id", "\(self.cast.selfID)")]
        let all: [(key: String, value: String)]
        switch self.implementation {
        case .napCat, .llBot:
            let isMessage = fields.contains { $0.key == "message_type" }
            all = isMessage ? [common[1]] + fields.prefix(1) + [common[0]] + fields.dropFirst() : common + fields
        case .lagrange:
            // The base class' fields come last.
            let own = fields.filter { $0.key != "post_type" }
            all = own + common + fields.filter { $0.key == "post_type" }
        case .goCQHTTP:
            // A Go map: every time another order.
            var order = self.generator
            all = (common + fields).shuffled(using: &order)
        }
        var bytes = Array(JSONObject(all).text.utf8)
        if self.faults.contains(.badJSON), !fields.contains(where: { $0.value == "\"meta_event\"" }) {
            bytes.removeLast()
        }
        return bytes
    }
}
