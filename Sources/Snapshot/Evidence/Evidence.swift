package import struct Foundation.Date

/// All that the doctor judges by, at one moment.
package struct Evidence: Equatable, Sendable {
    /// A terminal that looks on.
    package struct Terminal: Equatable, Sendable {
        /// `TERM`.
        package var name: String
        package var isUTF8: Bool
        /// Whether the system knows the terminal by its name.
        package var isKnown: Bool
        package var columns: Int
        package var rows: Int
        /// Where the operator's SSH connection comes from.
        package var clientAddress: String?
        /// The address of this machine that it goes to.
        package var reachedAt: String?

        package init(
            name: String,
            isUTF8: Bool = true,
            isKnown: Bool = true,
            columns: Int = 80,
            rows: Int = 24,
            clientAddress: String? = nil,
            reachedAt: String? = nil
        ) {
            self.name = name
            self.isUTF8 = isUTF8
            self.isKnown = isKnown
            self.columns = columns
            self.rows = rows
            self.clientAddress = clientAddress
            self.reachedAt = reachedAt
        }
    }

    /// How good the access key is.
    package enum KeyWeakness: Equatable, Hashable, Sendable, CaseIterable {
        case short, oneClass, famous, repetitive, account
    }

    /// The settings file was changed outside (SYS-07).
    package struct SettingsFileFault: Equatable, Sendable {
        /// Whether it cannot be used: the next start would fail. Otherwise it is good, but not in force.
        package var isBroken: Bool
        /// Where and what is wrong, in English and in Chinese; empty when nothing is.
        package var english: String
        package var chinese: String
        package var line: Int?

        package init(isBroken: Bool = true, english: String, chinese: String, line: Int? = nil) {
            self.isBroken = isBroken
            self.english = english
            self.chinese = chinese
            self.line = line
        }
    }

    package var snapshot: Snapshot
    /// Every attempt of the ledger, oldest first. Times never go back.
    package var attempts: [AttemptFacts]
    /// Addresses that have connected and have not yet been judged: not in the ledger yet.
    package var pending: Set<String>
    /// By `self_id`; bots of the snapshot may be absent.
    package var bots: [String: BotEvidence]
    /// By link id.
    package var links: [Int: LinkEvidence]
    /// Nil before this machine was looked at.
    package var machine: MachineFacts?
    package var selfTest: SelfTestFacts?
    package var terminals: [Terminal]
    /// Empty: nothing is wrong with it, or there is none.
    package var keyWeakness: [KeyWeakness]
    package var settingsFault: SettingsFileFault?
    /// When this console began to serve.
    package var startedAt: Date

    package init(
        snapshot: Snapshot,
        attempts: [AttemptFacts] = [],
        pending: Set<String> = [],
        bots: [String: BotEvidence] = [:],
        links: [Int: LinkEvidence] = [:],
        machine: MachineFacts? = nil,
        selfTest: SelfTestFacts? = nil,
        terminals: [Terminal] = [],
        keyWeakness: [KeyWeakness] = [],
        settingsFault: SettingsFileFault? = nil,
        startedAt: Date? = nil
    ) {
        self.snapshot = snapshot
        self.attempts = attempts
        self.pending = pending
        self.bots = bots
        self.links = links
        self.machine = machine
        self.selfTest = selfTest
        self.terminals = terminals
        self.keyWeakness = keyWeakness
        self.settingsFault = settingsFault
        self.startedAt = startedAt ?? snapshot.console.startedAt
    }

    package var now: Date { self.snapshot.takenAt }
}
