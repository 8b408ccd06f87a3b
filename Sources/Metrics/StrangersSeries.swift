package import Snapshot

/// Which accounts have series of their own where anybody may connect without a key, and so claim any account.
///
/// Whoever watches keeps every series that ever was: an account that has some keeps its place for the life of the process,
/// and when all places are taken the others are counted together.
package struct StrangersSeries: Equatable, Sendable {
    package private(set) var accounts: Set<String> = []

    package init() {}

    /// Gives places to the accounts of a snapshot, the connected ones first, as far as there are any.
    package mutating func admit(_ bots: [BotFacts]) {
        for bot in MetricsPage.inOrder(bots) where self.accounts.count < MetricsPage.botsWithSeries {
            self.accounts.insert(bot.selfID)
        }
    }
}
