import Control
import Terminal

import struct Foundation.Date

/// The status as a person reads it: a few aligned lines, then one for each bot.
struct StatusText {
    private let phrases: CommandPhrases
    private let now: Date
    /// Names come from peers; a long one must not break the columns.
    private static let longestField = 40

    init(_ phrases: CommandPhrases, now: Date) {
        self.phrases = phrases
        self.now = now
    }

    func lines(_ status: StatusDocument) -> [String] {
        var rows: [(String, String)] = [
            (
                self.phrases.processLabel(),
                self.phrases.process(status.pid, up: self.phrases.age(seconds: status.uptimeSeconds))
            )
        ]
        if let reason = status.wentBack {
            rows.append((self.phrases.upgradeLabel(), displaySafe(self.phrases.wentBack(because: reason), limit: 400)))
        }
        rows += self.listeners(status)
        let online = status.bots.filter { $0.state == "online" }.count
        rows.append((self.phrases.botsLabel(), self.phrases.botCount(online: online, all: status.bots.count)))
        rows.append(
            (
                self.phrases.handshakesLabel(),
                self.phrases.handshakes(
                    accepted: status.counters.handshakesAccepted,
                    refused: status.counters.handshakesRefused
                )
            )
        )
        rows.append(
            (
                self.phrases.trafficLabel(),
                self.phrases.traffic(events: status.counters.events, calls: status.counters.calls)
            )
        )
        for finding in status.findings {
            rows.append((Self.safe(finding.id), displaySafe("\(finding.title): \(finding.evidence)", limit: 400)))
        }
        rows.append((self.phrases.stateFolderLabel(), Self.safe(status.stateDirectory)))
        if let folder = status.socketDirectory { rows.append((self.phrases.socketsLabel(), Self.safe(folder))) }
        let title = "OneBot Console \(Self.safe(status.version))"
        return [title] + Self.aligned(rows.map { [$0.0, $0.1] }) + Self.aligned(status.bots.map(self.fields))
    }

    private func listeners(_ status: StatusDocument) -> [(String, String)] {
        guard !status.listeners.isEmpty else { return [(self.phrases.addressLabel(), self.phrases.noListener())] }
        return status.listeners.enumerated().map { index, listener in
            let address = Self.safe(listener.address(path: status.endpointPath))
            let state = self.phrases.listenerState(Self.safe(listener.state))
            let error = listener.error.map { "  " + displaySafe($0) } ?? ""
            return (index == 0 ? self.phrases.addressLabel() : "", "\(address)  \(state)\(error)")
        }
    }

    private func fields(_ bot: StatusDocument.Bot) -> [String] {
        let software = [bot.implementation, bot.implementationVersion].compactMap { $0 }.joined(separator: " ")
        let last = bot.lastEventAt.map {
            self.phrases.lastEvent(ago: self.phrases.age(seconds: self.now.timeIntervalSince($0)))
        }
        let name = bot.selfID.isEmpty ? self.phrases.unnamedBot() : bot.selfID
        return [
            Self.sign(bot.state), Self.safe(name), Self.safe(bot.name ?? ""), Self.safe(software),
            Self.safe(bot.peer ?? ""), self.phrases.botState(Self.safe(bot.state)),
            self.phrases.eventCount(bot.events), last ?? "",
        ]
    }

    private static func sign(_ state: String) -> String {
        switch state {
        case "online": "●"
        case "quiet": "◐"
        default: "○"
        }
    }

    private static func safe(_ text: String) -> String {
        TextWidth.truncated(displaySafe(text), to: Self.longestField * 2)
    }

    /// Columns two blanks apart, each as wide as its widest field; nothing stands behind the last.
    static func aligned(_ rows: [[String]]) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? TextWidth.width(of: $0[column]) : 0 }.max() ?? 0
        }
        return rows.map { row in
            let line = row.enumerated()
                .filter { widths[$0.offset] > 0 }
                .map { TextWidth.padded($0.element, to: widths[$0.offset]) }
                .joined(separator: "  ")
            return "  " + String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
