/// The wrong keys of one address in one window, bounded.
///
/// Guessing is five wrong keys for one account of which three differ, or eight accounts that were claimed with as many
/// different keys. A bot with one wrong key repeats that one for ever and is never taken for it, nor are a few such bots
/// behind one address.
struct KeyTries {
    private struct Account {
        var count = 0
        var keys: Set<Int> = []
    }

    static let wrongKeys = 5
    static let distinctKeys = 3
    static let accounts = 8
    /// Accounts told apart; further ones are taken for one.
    private static let accountsKept = 16

    private var byAccount: [String: Account] = [:]
    private var keys: Set<Int> = []
    /// Keys that their account had not tried before.
    private(set) var fresh = 0
    private(set) var isGuessing = false

    mutating func add(_ fingerprint: Int, account name: String?) {
        let claimed = String((name ?? "").prefix(20))
        let isKept = self.byAccount[claimed] != nil || self.byAccount.count < Self.accountsKept
        let slot = isKept ? claimed : ""
        var account = self.byAccount[slot] ?? Account()
        account.count += 1
        if !account.keys.contains(fingerprint) {
            self.fresh += 1
            if account.keys.count < Self.distinctKeys { account.keys.insert(fingerprint) }
        }
        if self.keys.count < Self.accounts { self.keys.insert(fingerprint) }
        self.byAccount[slot] = account
        let hasGuessed = account.count >= Self.wrongKeys && account.keys.count >= Self.distinctKeys
        let varies = self.byAccount.count >= Self.accounts && self.keys.count >= Self.accounts
        if hasGuessed || varies { self.isGuessing = true }
    }
}
