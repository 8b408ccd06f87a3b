import OneBot
import Snapshot

import struct Foundation.Date

extension CopyTarget {
    /// The rows of the Overview's first box.
    static let inConnectBox: [CopyTarget] = [.address, .key, .webUI]
}

extension ConsoleModel {
    /// Seconds after which what is shown in the clear is masked.
    static let bareSeconds = 30.0

    mutating func copy(_ target: CopyTarget, at now: Date) -> [ConsoleEffect] {
        // What is shown bare is what is copied.
        if target == .key, case .bare = self.popup, let named = self.bareKey { return self.copy(named, at: now) }
        let effect: ConsoleEffect =
            switch target {
            case .key: .copy(self.snapshot.access.key)
            // What the steps of the finding in sight say, or the panel.
            case .address: .copyAddress(self.shownFinding?.url ?? self.shownURL ?? self.addressForBots)
            case .webUI: .copyAddress(self.webUIAddress)
            }
        guard !self.allowed([effect]).isEmpty else {
            self.say(self.phrases.unavailable(.readOnly), .warning, at: now)
            return []
        }
        guard target != .key || !self.snapshot.access.key.isEmpty else {
            self.say(self.phrases.noKeyToCopy, .warning, at: now)
            return []
        }
        self.say(self.phrases.copied(target, by: self.terminal.clipboard), at: now)
        return [effect]
    }

    mutating func copy(_ key: NamedKey, at now: Date) -> [ConsoleEffect] {
        self.say(self.phrases.copiedKey(key.name, by: self.terminal.clipboard), at: now)
        return [.copy(key.key)]
    }

    /// The address that the Connect panel shows.
    var shownURL: String? { self.panel == .connect ? self.chosenURL : nil }

    mutating func showBare(at now: Date) {
        self.settings.keys.shown = nil
        self.popup = .bare(until: now.addingTimeInterval(Self.bareSeconds))
    }

    mutating func maskAgain() {
        if case .bare = self.popup { self.leaveBare() }
    }
}
