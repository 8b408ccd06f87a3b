import Snapshot
import Terminal

extension ConsoleModel {
    /// The first line: what an operator wants to see from across the room. What does not fit goes, the least
    /// important part first.
    func drawHeader(on canvas: inout Canvas) {
        let width = self.terminal.size.columns
        var parts = self.headerParts(on: canvas)
        while parts.count > 1, Self.width(of: parts) > width - 1,
            let least = parts.indices.max(by: { parts[$0].rank < parts[$1].rank })
        {
            parts.remove(at: least)
        }
        var column = 1
        for (index, part) in parts.enumerated() {
            if index > 0 { column += part.gapBefore }
            if part.isUptime {
                canvas.changes(at: Uptime.nextChange(since: self.snapshot.console.startedAt, at: canvas.now))
            }
            for piece in part.pieces {
                column += canvas.put(piece.text, row: 0, column: column, width: width - column, style: piece.style)
            }
        }
    }

    /// One thing in the first line; those of the highest rank go first.
    private struct HeaderPart {
        var rank: Int
        var pieces: [Piece]
        /// Columns from the part before.
        var gapBefore = 2
        var isUptime = false

        var width: Int { self.pieces.reduce(0) { $0 + TextWidth.width(of: $1.text) } }
    }

    private static func width(of parts: [HeaderPart]) -> Int {
        parts.reduce(0) { $0 + $1.width + $1.gapBefore } - (parts.first?.gapBefore ?? 0)
    }

    private func headerParts(on canvas: Canvas) -> [HeaderPart] {
        var parts = [HeaderPart(rank: 4, pieces: [Piece("OneBot Console", .title, bold: true)])]
        // The last to go: whoever looks must know that no key will do anything.
        if self.terminal.isReadOnly {
            parts.append(HeaderPart(rank: -1, pieces: [Piece(self.phrases.readOnly, .warning, bold: true)]))
        }
        parts.append(HeaderPart(rank: 0, pieces: self.listenerPieces))
        let online = self.snapshot.bots.count { $0.state == .online }
        let all = self.snapshot.bots.count
        parts.append(
            HeaderPart(rank: 2, pieces: [Piece("\(self.phrases.bots) \(all == 0 ? "0" : "\(online)/\(all)")")])
        )
        let rates = self.snapshot.eventRates.suffix(6)
        let spark = sparkline(Array(rates))
        if !spark.isEmpty {
            let mean = rates.reduce(0) { $0 + (($1.isFinite && $1 > 0) ? $1 : 0) } / Double(rates.count)
            parts.append(HeaderPart(rank: 5, pieces: [Piece("\(self.phrases.events) \(roundRateText(mean))")]))
            parts.append(HeaderPart(rank: 7, pieces: [Piece(spark, .dim)], gapBefore: 1))
        }
        let uptime = Uptime(since: self.snapshot.console.startedAt, at: canvas.now)
        let text = "\(self.phrases.up) \(self.phrases.uptime(uptime))"
        parts.append(HeaderPart(rank: 6, pieces: [Piece(text)], isUptime: true))
        if self.troubleCount > 0 {
            parts.append(HeaderPart(rank: 1, pieces: [Piece("⚠ \(self.troubleCount)", .warning, bold: true)]))
        }
        return parts
    }

    /// Where we listen, or why not.
    private var listenerPieces: [Piece] {
        let listeners = self.snapshot.endpoint.listeners
        guard let main = listeners.first(where: { $0.state != .listening }) ?? listeners.first else {
            return [Piece("✗ ", .error), Piece(self.phrases.stopped, .error)]
        }
        let address = "\(bracketed(main.host)):\(main.port)"
        switch main.state {
        case .listening:
            let more = listeners.count > 1 ? " +\(listeners.count - 1)" : ""
            return [Piece("● ", .ok), Piece("\(main.tls ? "wss " : "")\(address)\(more)")]
        case .failed:
            return [Piece("✗ ", .error), Piece("\(address) \(self.phrases.listenProblem(main.problem))", .error)]
        case .stopped:
            return [Piece("✗ ", .error), Piece("\(address) \(self.phrases.stopped)", .error)]
        }
    }

    /// The second line: the panels that there are, the one in sight marked by `›` and in reverse.
    func drawTabs(on canvas: inout Canvas) {
        let width = self.terminal.size.columns
        var column = 0
        let names = Panel.allCases.map { "\($0.digit) \(self.phrases.panel($0))" }
        // Where the names do not fit, the other panels are told by their numbers.
        let fits = names.reduce(0) { $0 + TextWidth.width(of: $1) + 1 } <= width
        for (panel, name) in zip(Panel.allCases, names) {
            let current = panel == self.panel
            let text = fits || current ? name : String(panel.digit)
            if current {
                canvas.put("›", row: 1, column: column, width: width - column, style: Style(.key, bold: true))
            }
            let style = Style(current ? .title : .text, bold: current, reversed: current)
            let used = canvas.put(text, row: 1, column: column + 1, width: width - column - 1, style: style)
            canvas.click(
                Rect(column: column, row: 1, width: used + 1, height: 1),
                .press(.character(panel.digit))
            )
            column += used + 1
        }
    }
}
