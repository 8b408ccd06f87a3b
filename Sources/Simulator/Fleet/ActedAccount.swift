import OneBot

/// What one account of NapCat says, for a program that acts its connections itself.
package struct ActedAccount: Sendable {
    /// One event in both of NapCat's forms (`messagePostFormat`).
    package struct Event: Equatable, Sendable {
        package var asArray: [UInt8]
        package var asString: [UInt8]
    }

    package let selfID: Int64
    package let nickname: String
    /// Whether QQ is online, as heartbeats and `get_status` tell it.
    package var isOnline = true

    private var arrays: EventMaker
    /// Moves in step with ``arrays``.
    private var strings: EventMaker
    private let offline: EventMaker
    private var answerer: Answerer
    private var offlineAnswerer: Answerer

    /// - Parameter seed: The same one makes the same events.
    package init(selfID: Int64, nickname: String, seed: UInt64 = .random(in: 0 ... .max)) {
        func configuration(_ faults: Set<Fault>) -> FleetConfiguration {
            var configuration = FleetConfiguration(
                address: EndpointAddress(host: "127.0.0.1", port: 1),
                key: Secret(""),
                seed: seed
            )
            configuration.faults = faults
            return configuration
        }
        self.selfID = selfID
        self.nickname = nickname
        self.arrays = EventMaker(configuration([]), selfID: selfID)
        self.strings = EventMaker(configuration([.stringFormat]), selfID: selfID)
        self.offline = EventMaker(configuration([.offline]), selfID: selfID)
        self.answerer = Answerer(configuration([]), selfID: selfID)
        self.offlineAnswerer = Answerer(configuration([.offline]), selfID: selfID)
    }

    /// - Parameter now: Seconds since 1970, as in every function here.
    package func lifecycle(now: Int64) -> [UInt8] { self.arrays.lifecycle(now: now) }

    /// - Parameter interval: Milliseconds.
    package func heartbeat(now: Int64, interval: Int64) -> [UInt8] {
        (self.isOnline ? self.arrays : self.offline).heartbeat(now: now, interval: interval)
    }

    /// What NapCat reports when QQ has thrown the account out.
    package func botOffline(now: Int64) -> Event {
        Event(asArray: self.arrays.botOffline(now: now), asString: self.strings.botOffline(now: now))
    }

    package mutating func nextEvent(now: Int64) -> Event {
        Event(asArray: self.arrays.next(now: now), asString: self.strings.next(now: now))
    }

    /// - Parameter message: One text message from the server.
    /// - Returns: The answers, in their order; none where NapCat gives none.
    package mutating func answer(_ message: [UInt8]) -> [String] {
        if let call = try? ReceivedCall(message), call.action == "get_login_info" {
            let info = JSONObject([("user_id", "\(self.selfID)"), ("nickname", JSONText.string(self.nickname))])
            let form = AnswerForm(implementation: .napCat)
            return form.text(.done(info.text), action: call.action, echo: call.echo).map { [$0] } ?? []
        }
        if self.isOnline { return self.answerer.answer(message, maker: self.arrays).frames }
        return self.offlineAnswerer.answer(message, maker: self.arrays).frames
    }
}
