import Snapshot

/// The account that the NapCat beside us has, and what the endpoint knows of it.
struct NapCatBot {
    /// Nil where nobody has told it.
    let account: String?
    /// Connected, or lost a while ago.
    let bot: BotFacts?

    init(_ snapshot: Snapshot) {
        let look = snapshot.napcat.look
        let told: String? =
            switch look?.login {
            case .online(let account, _): account
            case .offline(let account): account
            case .waiting, nil: nil
            }
        if let account = told ?? look?.configuration?.account {
            self.account = account
            self.bot = snapshot.bots.first { $0.selfID == account }
            return
        }
        self.account = nil
        // Nobody is logged in: whoever is connected is another one's.
        if case .waiting = look?.login {
            self.bot = nil
            return
        }
        let napcats = snapshot.bots.filter { !$0.selfID.isEmpty && BotKind($0) == .napcat }
        self.bot = napcats.first { !$0.links.isEmpty } ?? (napcats.count == 1 ? napcats.first : nil)
    }

    var isConnected: Bool { self.bot.map { !$0.links.isEmpty } ?? false }
    var connected: BotFacts? { self.isConnected ? self.bot : nil }
}
