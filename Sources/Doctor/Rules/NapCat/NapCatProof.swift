import Snapshot

/// What NapCat itself shows of why its bot does not come. As long as the bot is connected, nothing is shown by it.
enum NapCatProof: Equatable {
    case notLoggedIn
    /// AUTH-13
    case unsendableKey(entry: String)
    /// NET-02
    case ownLoopback(entry: String)
    case badURL(entry: String)
    case disabled(entry: String)
    case onlyServers([String])
    case ofOtherAccounts([String])
    /// With the number of clients that lead elsewhere.
    case missing(others: Int)

    init?(_ snapshot: Snapshot) {
        guard !NapCatBot(snapshot).isConnected, let look = snapshot.napcat.look else { return nil }
        switch look.login {
        case .offline, .waiting:
            self = .notLoggedIn
            return
        case .online, nil: break
        }
        // The template of all accounts says nothing of one that has settings of its own.
        guard let configuration = look.configuration, configuration.account != nil || configuration.source == .webUI
        else { return nil }
        let anonymous = snapshot.access.anonymousAllowed
        guard let entry = configuration.best(anonymousAllowed: anonymous) else {
            self = Self.absence(configuration)
            return
        }
        guard let worst = entry.ordered(anonymousAllowed: anonymous).first,
            worst.weight(anonymousAllowed: anonymous) == .silent
        else { return nil }
        // Whatever else is wrong with one that is off: it comes to light when it is on.
        let faults = Set(entry.faults)
        if !entry.isEnabled || faults.contains(.disabled) {
            self = .disabled(entry: entry.name)
        } else if faults.contains(.unsendableKey) {
            self = .unsendableKey(entry: entry.name)
        } else if faults.contains(.badURL) {
            self = .badURL(entry: entry.name)
        } else {
            self = .ownLoopback(entry: entry.name)
        }
    }

    private static func absence(_ configuration: NapCatConfiguration) -> NapCatProof {
        if !configuration.enabledServers.isEmpty { return .onlyServers(configuration.enabledServers) }
        if !configuration.otherAccountsPointingHere.isEmpty {
            return .ofOtherAccounts(configuration.otherAccountsPointingHere)
        }
        return .missing(others: configuration.clients.count)
    }

    /// Whether it need not be guessed where NapCat dials: it is proved to be wrong, or it is seen that it leads here.
    static func isKnown(_ snapshot: Snapshot) -> Bool {
        if NapCatProof(snapshot) != nil { return true }
        guard let configuration = snapshot.napcat.look?.configuration else { return false }
        return configuration.best(anonymousAllowed: snapshot.access.anonymousAllowed).map { entry in
            entry.isEnabled && !entry.faults.contains(.ownLoopback)
        } ?? false
    }
}

/// Why there is a NapCat to be expected: without a sign of one nothing is said of its absence.
package enum NapCatSign: Equatable, Sendable {
    case container(name: String, state: String)
    /// `webui.json` in the data folder.
    case file
    case bot(selfID: String)
    /// `napcat.webui_url` is set to another place than everybody's.
    case setting
    /// It answered before.
    case before

    init?(_ snapshot: Snapshot) {
        let look = snapshot.napcat.look
        if let container = look?.container {
            self = .container(name: FindingContext.cut(container.name, to: 32), state: container.state)
            return
        }
        if look?.token.origin == .file {
            self = .file
            return
        }
        if let bot = snapshot.bots.first(where: { !$0.links.isEmpty && BotKind($0) == .napcat }) {
            self = .bot(selfID: bot.selfID)
            return
        }
        if look?.token.isAccepted == true || look?.version != nil {
            self = .before
            return
        }
        guard Self.isSetElsewhere(snapshot) else { return nil }
        self = .setting
    }

    private static func isSetElsewhere(_ snapshot: Snapshot) -> Bool {
        guard let setting = snapshot.settings.first(where: { $0.path == "napcat.webui_url" }),
            setting.origin != .builtIn
        else { return false }
        return PanelAddress(setting.value).map { !$0.isDefault } ?? true
    }
}
