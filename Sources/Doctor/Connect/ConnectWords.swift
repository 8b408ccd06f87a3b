import Snapshot

/// What stands behind a step, and what is said of it below; both may be empty.
struct StepWords: Equatable, Sendable {
    var brief: String
    var sentence: String

    init(_ brief: String = "", _ sentence: String = "") {
        self.brief = brief
        self.sentence = sentence
    }
}

/// The words of the guide; those on troubles and on faults of entries stand with these.
protocol ConnectWords: Sendable {
    var notLooked: StepWords { get }
    /// The console itself has just restarted it.
    var restarting: StepWords { get }
    func answers(_ address: String, _ milliseconds: Int) -> String
    var openToAll: String { get }
    var defaultPort: String { get }
    /// How the WebUI gets another port where a container's is published.
    var publishedPort: String { get }
    /// The same where NapCat decides on it, and does not let us in.
    var portByHand: String { get }
    /// Our own port is one that scanners try.
    func triedPort(_ port: Int) -> String
    var tokenGood: StepWords { get }
    var tokenUntried: StepWords { get }
    /// The WebUI is away, so that nothing can be said of it.
    var tokenKnown: String { get }
    func tokenWeak(_ weaknesses: [NapCatLook.Token.Weakness]) -> StepWords
    func account(_ account: String, _ name: String?) -> String
    func offline(_ account: String?) -> StepWords
    func waitsForScan(_ reason: String?, hasCode: Bool) -> StepWords
    func pointsHere(_ entry: String) -> String
    /// The file has it, and NapCat runs.
    var inFile: StepWords { get }
    /// The entry dials the port that we listened on before, and is connected by it.
    func formerPort(_ former: Int, now: Int) -> StepWords
    /// The entry leads to where we do not listen.
    func astray(_ entry: String, to address: String) -> StepWords
    func noEntry(_ others: Int) -> StepWords
    func onlyServers(_ names: [String]) -> StepWords
    func ofOtherAccounts(_ accounts: [String]) -> StepWords
    /// Connected, though no entry is known to lead here.
    var connectedAnyway: StepWords { get }
    /// Connected, though the entry is wrong.
    var connectedStill: String { get }
    func links(_ count: Int, _ milliseconds: Double?) -> String
    var accountOffline: StepWords { get }
    var quiet: StepWords { get }
    func refused(_ id: String, status: Int, ago: Double) -> StepWords
    var isComing: String { get }
    /// - Parameter isReturning: NapCat is most likely about to come back.
    func gone(_ seconds: Double, isReturning: Bool) -> String
    func lost(_ seconds: Double) -> StepWords
    var notListening: StepWords { get }
    func nothingCame(_ url: String?) -> StepWords
    var noEvents: StepWords { get }
    func events(_ count: Int, ago: Double, onlyHeartbeats: Bool) -> String
}

extension ConnectWords {
    /// `0.8`, `12`: at most three digits are worth reading.
    func number(_ milliseconds: Double) -> String {
        let tenths = Int((max(0, min(1e9, milliseconds)) * 10).rounded())
        return tenths >= 100 || tenths % 10 == 0 ? String((tenths + 5) / 10) : "\(tenths / 10).\(tenths % 10)"
    }

    /// Names, of which not more than these are told.
    func list(_ names: [String], _ separator: String) -> String {
        let shown = names.prefix(3).map { FindingContext.cut($0, to: 24) }.joined(separator: separator)
        return names.count > 3 ? shown + separator + "…" : shown
    }

    /// An entry's name, at most 40 columns of a terminal.
    func name(_ entry: String) -> String {
        let most = 40
        func columns(_ text: some StringProtocol) -> Int {
            text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
        }
        let name = FindingContext.cut(entry, to: most)
        guard columns(name) > most else { return name }
        var kept = name[...]
        while columns(kept) >= most { kept = kept.dropLast() }
        return kept + "…"
    }

    /// The account and its name, as far as the place behind a step goes.
    func account(_ account: String, _ name: String?) -> String {
        let account = FindingContext.cut(account, to: 20)
        guard let name, !name.isEmpty else { return account }
        return account + " " + FindingContext.cut(name, to: 32)
    }
}
