import Glibc
import NIOCore
import Simulator

/// NapCat's object behind one enabled entry. It knows one connection, its current one; others that it has forgotten
/// may still be open. On one event loop.
final class ReverseClient {
    /// NapCat waits so long for the answer to its close frame.
    private static let patience = TimeAmount.seconds(30)

    private let place: NetworkPlace
    private(set) var entry: ClientEntry
    private(set) var isEnabled = false
    private var connection: ReverseLink?
    private var links: [ObjectIdentifier: ReverseLink] = [:]
    /// The ends of old connections that have to wait for the current one to be open.
    private var lateEnds: [() -> Void] = []
    private var heartbeat: Scheduled<Void>?
    /// The process has ended: nothing more is tried or said.
    private var isGone = false

    init(_ entry: ClientEntry, _ place: NetworkPlace) {
        self.entry = entry
        self.place = place
    }

    // MARK: - Settings

    func open() {
        guard self.connection == nil else { return }
        self.isEnabled = true
        self.scheduleHeartbeat()
        self.tryConnect()
    }

    func close() {
        guard self.isEnabled else { return }
        self.isEnabled = false
        self.connection?.close(patience: Self.patience)
        self.connection = nil
        self.heartbeat?.cancel()
    }

    /// Takes the entry as it has been saved, of the same name.
    func reload(_ new: ClientEntry) {
        let old = self.entry
        self.entry = new
        guard new.isEnabled else { return self.close() }
        if new.url != old.url {
            // The object goes on living, and so does what it will do when the old socket has closed.
            self.close()
            self.open()
        } else if new.heartInterval != old.heartInterval {
            self.scheduleHeartbeat()
        }
    }

    /// Ends as the process does.
    func abandon() {
        self.isGone = true
        self.isEnabled = false
        self.heartbeat?.cancel()
        self.connection = nil
        self.lateEnds = []
        for link in self.links.values { link.drop() }
    }

    // MARK: - Connecting

    private func tryConnect() {
        guard self.connection == nil, self.isEnabled, !self.isGone else { return }
        let plan: DialPlan
        do throws(DialPlan.Impossible) {
            plan = try DialPlan(self.entry, self.place.names, account: self.place.account.selfID)
        } catch {
            self.tell(self.place.nextNumber(), .failed("TryConnect Error \(error.name)"))
            return self.log("TryConnect Error \(error.text)")
        }
        let url = self.entry.url
        let number = self.place.nextNumber()
        let link = ReverseLink(
            loop: self.place.loop,
            opened: { _ in
                self.tell(number, .connected)
                self.introduce()
            },
            received: { _, message in self.answer(message, number) },
            ended: { link, ending in
                let text = FailureText.text(ending, plan.destination, isSecure: plan.isSecure)
                self.tell(number, Self.step(ending, text))
                self.ended(link, url: url, error: text)
            }
        )
        self.connection = link
        self.links[ObjectIdentifier(link)] = link
        self.tell(number, .dials(url: StandInHappening.withoutQuery(url)))
        switch plan.destination {
        case .address(let address):
            link.dial(
                address,
                request: plan.request,
                key: plan.key,
                timeout: self.place.handshakeTimeout,
                verifiesCertificate: self.entry.verifiesCertificate
            )
        case .failure(let text):
            self.place.loop.assumeIsolated().execute {
                self.tell(number, .failed(text))
                self.ended(link, url: url, error: text)
            }
        }
    }

    /// Whichever connection has ended: the present one is forgotten, and another is dialled after the interval.
    private func ended(_ link: ReverseLink, url: String, error: String?) {
        guard !self.isGone else {
            self.links[ObjectIdentifier(link)] = nil
            return
        }
        // A goodbye takes about as long as a handshake. NapCat has been seen with its new connection open first.
        if error == nil, let connection = self.connection, connection !== link, !connection.isOpen {
            self.lateEnds.append { self.ended(link, url: url, error: error) }
            return
        }
        self.links[ObjectIdentifier(link)] = nil
        self.log("反向WebSocket (\(url)) " + (error.map { "连接错误 Error: \($0)" } ?? "连接意外关闭"))
        self.log("在 \(self.entry.reconnectInterval / 1000) 秒后尝试重新连接")
        guard self.isEnabled else { return }
        self.connection = nil
        self.place.loop.assumeIsolated().scheduleTask(in: .milliseconds(self.entry.reconnectInterval)) { [weak self] in
            self?.tryConnect()
        }
        self.endLate()
    }

    private func endLate() {
        let ends = self.lateEnds
        self.lateEnds = []
        for end in ends { end() }
    }

    // MARK: - Speaking: always on the current connection

    private func introduce() {
        self.connection?.send(self.place.account.lifecycle(now: Self.now))
        self.endLate()
    }

    private func answer(_ message: [UInt8], _ number: Int) {
        if let call = BotCall(message) {
            self.tell(number, .called(action: call.action))
            if let answer = self.place.actions.answer(call) {
                self.connection?.send(answer)
                return
            }
        }
        for frame in self.place.account.answer(message) { self.connection?.send(Array(frame.utf8)) }
    }

    func send(_ event: ActedAccount.Event) {
        self.send(self.entry.sendsSegments ? event.asArray : event.asString)
    }

    func send(_ event: [UInt8]) {
        self.connection?.send(event)
    }

    private func scheduleHeartbeat() {
        self.heartbeat?.cancel()
        guard self.entry.heartInterval > 0, self.isEnabled else { return }
        let interval = self.entry.heartInterval
        self.heartbeat = self.place.loop.assumeIsolated().scheduleTask(in: .milliseconds(interval)) { [weak self] in
            guard let self else { return }
            self.connection?.send(self.place.account.heartbeat(now: Self.now, interval: interval))
            self.scheduleHeartbeat()
        }
    }

    static var now: Int64 { Int64(time(nil)) }

    private func tell(_ number: Int, _ step: StandInHappening.Step) {
        self.place.log.tell(.link(number: number, name: self.entry.name, step))
    }

    private static func step(_ ending: ReverseLink.Ending, _ text: String?) -> StandInHappening.Step {
        if case .refused(let status) = ending { return .refused(status: status) }
        return text.map { .failed($0) } ?? .closed
    }

    private func log(_ text: String) {
        self.place.log.write("[OneBot] [WebSocket Client] \(text)")
    }
}
