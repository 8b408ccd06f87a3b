import NIOCore
import Simulator

/// What all clients of one NapCat share. On one event loop.
final class NetworkPlace {
    let loop: any EventLoop
    let log: StandInLog
    let names: HostNames
    let handshakeTimeout: TimeAmount
    let actions: OwnActions
    var account: ActedAccount
    private var dialled = 0

    init(_ configuration: StandInConfiguration, loop: any EventLoop, log: StandInLog) {
        self.loop = loop
        self.log = log
        self.names = HostNames(isContained: configuration.isContained, extraHosts: configuration.extraHosts)
        self.handshakeTimeout = configuration.handshakeTimeout
        self.actions = OwnActions(configuration)
        self.account = ActedAccount(selfID: configuration.account, nickname: configuration.nickname)
    }

    /// The number of the next connection.
    func nextNumber() -> Int {
        self.dialled += 1
        return self.dialled
    }
}

/// The OneBot networks of one NapCat: its clients by name, and what a saved configuration does to them. On one event
/// loop.
final class Networks {
    private let place: NetworkPlace
    private var clients: [(name: String, client: ReverseClient)] = []
    /// Clients whose name another one has taken; they keep their connection.
    private var strays: [ReverseClient] = []
    private var rate: Double
    private var eventTimer: Scheduled<Void>?

    init(_ configuration: StandInConfiguration, loop: any EventLoop, log: StandInLog) {
        self.place = NetworkPlace(configuration, loop: loop, log: log)
        self.rate = configuration.eventRate
    }

    func carryOut(_ order: NetworkOrder) {
        switch order {
        case .open(let entries):
            for entry in entries where entry.isEnabled { self.add(entry) }
            self.scheduleEvent()
        case .reload(let entries): self.reload(entries)
        case .abandon: self.abandon()
        case .online(let isOnline): self.setOnline(isOnline)
        case .rate(let rate):
            self.rate = rate
            self.scheduleEvent()
        case .say(let text): self.say(text)
        }
    }

    // MARK: - Clients

    private func add(_ entry: ClientEntry) {
        let client = ReverseClient(entry, self.place)
        if let index = self.clients.firstIndex(where: { $0.name == entry.name }) {
            self.strays.append(self.clients[index].client)
            self.clients[index].client = client
        } else {
            self.clients.append((entry.name, client))
        }
        client.open()
    }

    private func reload(_ entries: [ClientEntry]) {
        let names = Set(entries.map(\.name))
        for (name, client) in self.clients where !names.contains(name) { client.close() }
        self.clients.removeAll { !names.contains($0.name) }
        for entry in entries {
            if let known = self.clients.first(where: { $0.name == entry.name })?.client {
                known.reload(entry)
                // Switched off is forgotten: switched on again it is another object.
                if !known.isEnabled { self.clients.removeAll { $0.client === known } }
            } else if entry.isEnabled {
                self.add(entry)
            }
        }
    }

    private func abandon() {
        self.eventTimer?.cancel()
        for client in self.clients.map(\.client) + self.strays { client.abandon() }
        self.clients = []
        self.strays = []
    }

    // MARK: - Events

    private func setOnline(_ isOnline: Bool) {
        guard self.place.account.isOnline != isOnline else { return }
        self.place.account.isOnline = isOnline
        guard !isOnline else { return self.scheduleEvent() }
        let notice = self.place.account.botOffline(now: ReverseClient.now)
        for (_, client) in self.clients { client.send(notice) }
    }

    private func say(_ text: String) {
        guard self.place.account.isOnline else { return }
        let message = SaidMessage(text, account: self.place.account.selfID, now: ReverseClient.now)
        for (_, client) in self.clients {
            client.send(client.entry.sendsSegments ? message.asArray : message.asString)
        }
    }

    private func scheduleEvent() {
        self.eventTimer?.cancel()
        guard self.rate > 0 else { return }
        let pause = TimeAmount.nanoseconds(Int64(min(max(1 / self.rate, 0.000_1), 86_400) * 1_000_000_000))
        self.eventTimer = self.place.loop.assumeIsolated().scheduleTask(in: pause) { [weak self] in
            guard let self, self.place.account.isOnline else { return }
            let event = self.place.account.nextEvent(now: ReverseClient.now)
            for (_, client) in self.clients { client.send(event) }
            self.scheduleEvent()
        }
    }
}
