import Snapshot
import Terminal

import struct Foundation.Date

/// A line of a page: a heading that goes across the box, or text.
enum PageLine {
    case section(String)
    /// - Parameter changes: When it reads differently; nil: never.
    case text([Piece], changes: Date? = nil)
}

extension ConsoleModel {
    /// The bot whose page is open.
    var openBot: BotFacts? {
        guard self.panel == .bots, let detail = self.bots.detail else { return nil }
        return self.snapshot.bots.first { $0.identity == detail.bot }
    }

    func drawBotDetail(_ bot: BotFacts, on canvas: inout Canvas) {
        let lines = self.detailLines(width: self.panelArea.width - 2, at: canvas.now)
        let title = self.phrases.detailTitle(self.displayName(of: bot))
        self.drawPage(title, lines: lines, top: self.bots.detail?.top ?? 0, on: &canvas)
    }

    /// Everything about the open bot; empty when none is.
    func detailLines(width: Int, at now: Date) -> [PageLine] {
        guard let bot = self.openBot else { return [] }
        return self.identityLines(bot, width: width, at: now) + self.linkLines(bot, width: width)
            + self.oddFrameLines(bot, width: width) + self.momentLines(bot, width: width)
            + self.handshakeLines(bot, width: width)
    }

    private func identityLines(_ bot: BotFacts, width: Int, at now: Date) -> [PageLine] {
        let unknown = self.phrases.nothingKnown
        let sign = stateSign(bot.state)
        let since = bot.state == .lost ? bot.lostAt : bot.connectedAt
        func aged(_ write: (inout AgeWriter) -> String) -> (String, Date?) {
            var ages = AgeWriter(now: now, phrases: self.phrases)
            return (write(&ages), ages.changes)
        }
        let sinceText = aged { ages in since.map { self.moment($0, &ages) } ?? unknown }
        let lastText = aged { ages in bot.lastEventAt.map { ages.ago($0) } ?? self.phrases.noneYet }
        let beatText = aged { ages in self.heartbeatText(bot, &ages) }
        let changes: [BotDetailLabel: Date] = [
            .since: sinceText.1, .lastEvent: lastText.1, .heartbeat: beatText.1,
        ].compactMapValues { $0 }
        let values: [(BotDetailLabel, [Piece])] = [
            (.account, [Piece(bot.selfID.isEmpty ? self.phrases.unnamedBot : bot.selfID)]),
            (.name, [Piece(bot.name ?? unknown)]),
            (.implementation, [Piece(implementationText(bot) ?? unknown)]),
            (.state, [sign, Piece(" " + self.phrases.botState(bot.state))]),
            (.roles, [Piece(self.rolesText(bot))]),
            (.from, [Piece(bot.peer)]),
            (.since, [Piece(sinceText.0)]),
            (.lastEvent, [Piece(lastText.0)]),
            (.heartbeat, [Piece(beatText.0)]),
            (.roundTrip, [Piece(bot.roundTrip.map(self.roundTripText) ?? self.phrases.noneYet)]),
            (.rate, [Piece(bot.state == .lost ? "–" : rateText(bot.eventsPerSecond))]),
            (.events, [Piece(self.phrases.eventCounts(bot.events))]),
            (.calls, [Piece(self.phrases.calls(of: bot))]),
            (.traffic, [Piece(self.phrases.traffic(in: bytesText(bot.bytesIn), out: bytesText(bot.bytesOut)))]),
        ]
        return values.flatMap { label, pieces in
            self.labelled(self.phrases.detailLabel(label), pieces, width: width, changes: changes[label])
        }
    }

    private func linkLines(_ bot: BotFacts, width: Int) -> [PageLine] {
        guard !bot.links.isEmpty else { return [] }
        return [.section(self.phrases.linksTitle)]
            + bot.links.flatMap { link in
                let marks = link.speaks ? "  \(self.phrases.speaks)" : ""
                let agent = link.userAgent.map { "  \($0)" } ?? ""
                let key = link.key.flatMap { self.phrases.linkKey($0) }.map { "  \($0)" } ?? ""
                let text = "\(self.phrases.linkRole(link.role))  \(link.peer)\(agent)\(key)\(marks)"
                return self.labelled("#\(link.id)", [Piece(text)], width: width)
            }
    }

    /// Samples of what is no OneBot, under their count; the count alone where no sample was kept.
    private func oddFrameLines(_ bot: BotFacts, width: Int) -> [PageLine] {
        guard bot.framesBad > 0 || !bot.oddFrames.isEmpty else { return [] }
        return [.section(self.phrases.oddFramesTitle(groupedText(max(bot.framesBad, bot.oddFrames.count))))]
            + bot.oddFrames.flatMap { frame in
                let kind = [self.phrases.oddFrame(frame.kind), bytesText(frame.length)]
                    .joined(separator: self.phrases.listSeparator)
                return self.labelled(
                    self.momentLabel(frame.time),
                    [Piece(frame.beginning.isEmpty ? kind : self.phrases.labelled(kind, frame.beginning))],
                    width: width
                )
            }
    }

    private func momentLines(_ bot: BotFacts, width: Int) -> [PageLine] {
        guard !bot.moments.isEmpty else { return [] }
        return [.section(self.phrases.momentsTitle)]
            + bot.moments.prefix(20).flatMap { moment in
                self.labelled(
                    self.momentLabel(moment.time),
                    [Piece(self.phrases.moment(moment.kind))],
                    width: width
                )
            }
    }

    func momentLabel(_ time: Date) -> String {
        let time = ClockTime(time, offset: self.terminal.utcOffset)
        return "\(time.date.suffix(5)) \(time.time)"
    }

    private func handshakeLines(_ bot: BotFacts, width: Int) -> [PageLine] {
        guard !bot.handshake.isEmpty else { return [] }
        return [.section(self.phrases.handshakeTitle)]
            + bot.handshake.flatMap { header in
                self.labelled(header.name, [Piece(header.value)], width: width)
            }
    }

    /// A label and what belongs to it; long text goes on below itself.
    private func labelled(_ label: String, _ pieces: [Piece], width: Int, changes: Date? = nil) -> [PageLine] {
        let column = min(24, max(16, TextWidth.width(of: label) + 2))
        let head = Piece(" " + TextWidth.padded(label, to: column), .dim)
        let room = width - column - 2
        guard pieces.count == 1, let piece = pieces.first else { return [.text([head] + pieces)] }
        let lines = wrapped(piece.text, to: max(8, room))
        return lines.enumerated().map { index, line in
            let blank = Piece(String(repeating: " ", count: column + 1))
            var part = piece
            part.text = line
            return .text([index == 0 ? head : blank, part], changes: changes)
        }
    }

    private func rolesText(_ bot: BotFacts) -> String {
        let live = Set(bot.links.map(\.role))
        let roles = [LinkFacts.LinkRole.universal, .api, .event].filter(live.contains)
        return roles.isEmpty ? self.phrases.noneYet : roles.map(self.phrases.linkRole).joined(separator: ", ")
    }

    private func moment(_ time: Date, _ ages: inout AgeWriter) -> String {
        let clock = ClockTime(time, offset: self.terminal.utcOffset)
        return self.phrases.withDetails("\(clock.date) \(clock.time)", [ages.ago(time)])
    }

    private func heartbeatText(_ bot: BotFacts, _ ages: inout AgeWriter) -> String {
        var parts: [String] = []
        if let announced = bot.announcedHeartbeatMilliseconds {
            parts.append(self.phrases.announcedHeartbeat(secondsText(milliseconds: announced)))
        }
        if let measured = bot.measuredHeartbeatMilliseconds {
            parts.append(self.phrases.measuredHeartbeat(secondsText(milliseconds: measured)))
        }
        if let last = bot.lastHeartbeatAt { parts.append(self.phrases.lastHeartbeat(ages.ago(last))) }
        return parts.isEmpty ? self.phrases.noneYet : parts.joined(separator: self.phrases.listSeparator)
    }

    private func roundTripText(_ trip: RoundTrip) -> String {
        self.phrases.roundTrip(
            last: millisecondsText(trip.last),
            median: millisecondsText(trip.median),
            worst: millisecondsText(trip.worst)
        )
    }
}
