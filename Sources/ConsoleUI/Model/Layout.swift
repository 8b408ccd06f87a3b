package import Terminal

/// How much of the design a terminal can show.
package enum Tier: Equatable, Sendable {
    /// One line that says so.
    case tooSmall
    /// One box at a time.
    case single
    /// As designed for 80x24.
    case normal
    /// More columns and rows.
    case wide

    /// The smallest size that shows boxes at all.
    package static let minimum = Size(columns: 40, rows: 12)

    package init(_ size: Size) {
        self =
            if size.columns >= 100, size.rows >= 30 {
                .wide
            } else if size.columns >= 80, size.rows >= 24 {
                .normal
            } else if size.columns >= Self.minimum.columns, size.rows >= Self.minimum.rows {
                .single
            } else {
                .tooSmall
            }
    }
}

extension ConsoleModel {
    package var tier: Tier { Tier(self.terminal.size) }

    /// What is between the two first lines and the last one.
    var panelArea: Rect {
        let size = self.terminal.size
        return Rect(column: 0, row: 2, width: size.columns, height: size.rows - 3)
    }

    /// Where a box of the Overview is; nil when it is not in sight. The places depend on the size alone, so that
    /// nothing moves when bots come and go.
    func overviewRect(_ box: OverviewBox) -> Rect? {
        let area = self.panelArea
        guard self.tier != .single else { return box == self.overview.focus ? area : nil }
        let connect = min(5, area.height)
        let attention = max(4, (area.height - connect) * 3 / 8)
        switch box {
        case .connect:
            return Rect(column: 0, row: area.row, width: area.width, height: connect)
        case .bots:
            return Rect(
                column: 0,
                row: area.row + connect,
                width: area.width,
                height: area.height - connect - attention
            )
        case .attention:
            return Rect(column: 0, row: area.endRow - attention, width: area.width, height: attention)
        }
    }

    /// Where a part of the API panel is; nil when it is not in sight. The places depend on the size alone.
    func apiRect(_ box: ApiBox) -> Rect? {
        let area = self.panelArea
        let bot = Rect(column: 0, row: area.row, width: area.width, height: min(1, area.height))
        if box == .bot { return bot }
        let rest = Rect(column: 0, row: bot.endRow, width: area.width, height: area.height - bot.height)
        guard self.tier != .single else {
            // The line of the bot is always in sight; under it, while it has the focus, the actions.
            return box == (self.api.focus == .bot ? .actions : self.api.focus) ? rest : nil
        }
        let left = min(44, max(30, rest.width * 3 / 8))
        let form = rest.height * 9 / 20
        switch box {
        case .bot: return bot
        case .actions: return Rect(column: 0, row: rest.row, width: left, height: rest.height)
        case .form: return Rect(column: left, row: rest.row, width: rest.width - left, height: form)
        case .response:
            return Rect(column: left, row: rest.row + form, width: rest.width - left, height: rest.height - form)
        }
    }

    /// Lines of the Doctor's parts inside of its box; those of a part that is not in sight are none. They depend on the
    /// size and the focus alone.
    var doctorLayout: (findings: Int, details: Int, checks: Int) {
        let height = max(0, self.panelArea.height - 2)
        guard self.tier != .single else {
            return self.doctor.focus == .findings ? (height, 0, 0) : (0, height, 0)
        }
        // Two lines are headings.
        let checks = 2
        let findings = max(3, (height - checks - 2) / 3)
        return (findings, max(0, height - checks - 2 - findings), checks)
    }

    /// The box of the table of bots in the panel in sight; nil when none is.
    var botTableRect: Rect? {
        switch self.panel {
        case .overview: self.overviewRect(.bots)
        case .bots: self.bots.detail == nil ? self.panelArea : nil
        case .settings, .log, .events, .api, .doctor, .connect: nil
        }
    }

    /// Rows of the table of bots in sight, its heading left out.
    var botTableHeight: Int { max(0, (self.botTableRect?.height ?? 0) - 3) }

    /// Lines that the list in sight moves by for a page.
    var pageHeight: Int {
        if self.popup != nil { return max(1, self.popupArea.inset(by: 1).height) }
        let height =
            switch self.panel {
            case .overview:
                switch self.overview.focus {
                case .connect: 3
                case .bots: self.botTableHeight
                case .attention: (self.overviewRect(.attention)?.height ?? 2) - 2
                }
            case .connect: self.connect.focus == .steps ? 6 : self.placesHeight
            case .bots: self.bots.detail == nil ? self.botTableHeight : self.panelArea.height - 2
            case .settings, .log, .events: self.panelArea.height - 2
            case .api: (self.apiRect(self.api.focus)?.height ?? 3) - 2
            case .doctor: self.doctor.focus == .findings ? self.doctorLayout.findings : self.doctorLayout.details
            }
        return max(1, height)
    }

    /// Where pages that lie on top of a panel are drawn.
    var popupArea: Rect { self.panelArea }
}
