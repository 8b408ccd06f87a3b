import Snapshot
import Terminal

import struct Foundation.Date

/// How a QR code is drawn: half blocks, two modules a cell, one over the other.
struct QRCodeLayout: Equatable {
    /// Light modules on every side (ISO/IEC 18004 asks for four; readers of phones take two).
    var quiet: Int
    var rect: Rect
    /// Whether it takes the place of header and panel too.
    var coversScreen: Bool

    /// The most room around the code that some part of the screen has; nil where it fits nowhere.
    init?(side: Int, in panel: Rect, screen: Size) {
        // Inside of the border, else all but the last line.
        let places = [
            (rect: panel.inset(by: 1), coversScreen: false),
            (rect: Rect(column: 0, row: 0, width: screen.columns, height: screen.rows - 1), coversScreen: true),
        ]
        for quiet in [4, 3, Self.leastQuiet] {
            let size = Self.size(side: side, quiet: quiet)
            guard let place = places.first(where: { size.columns <= $0.rect.width && size.rows <= $0.rect.height })
            else {
                continue
            }
            self.quiet = quiet
            self.coversScreen = place.coversScreen
            self.rect = Rect(
                column: place.rect.column + (place.rect.width - size.columns) / 2,
                row: place.rect.row + (place.rect.height - size.rows) / 2,
                width: size.columns,
                height: size.rows
            )
            return
        }
        return nil
    }

    private static let leastQuiet = 2

    /// Cells that a code takes.
    private static func size(side: Int, quiet: Int) -> Size {
        Size(columns: side + 2 * quiet, rows: (side + 2 * quiet + 1) / 2)
    }

    /// The smallest terminal that a code fits on: beneath it is the line of keys.
    static func leastScreen(side: Int) -> Size {
        let size = self.size(side: side, quiet: self.leastQuiet)
        return Size(columns: size.columns, rows: size.rows + 1)
    }
}

extension ConsoleModel {
    /// How the code in sight is drawn; nil where its link stands in its place.
    private var codeLayout: QRCodeLayout? {
        guard self.terminal.unicode, let code = self.look?.qrCode else { return nil }
        return QRCodeLayout(side: code.side, in: self.popupArea, screen: self.terminal.size)
    }

    var codeCoversScreen: Bool { self.codeLayout?.coversScreen == true }
    var isCodeDrawn: Bool { self.codeLayout != nil }

    /// NapCat's login code, to be scanned with QQ on a phone; where it does not fit, its link.
    func drawQRCode(on canvas: inout Canvas) {
        guard let code = self.look?.qrCode, let layout = self.codeLayout else {
            let lines = self.linkPage(width: self.popupArea.width - 2, at: canvas.now)
            self.drawPage(self.phrases.qrCodeTitle, lines: lines, top: 0, on: &canvas)
            return
        }
        if !layout.coversScreen {
            canvas.grid.fill(self.popupArea)
            Box(rect: self.popupArea, focused: true).draw(on: &canvas, title: self.phrases.qrCodeTitle)
        }
        for row in 0..<layout.rect.height {
            var line = ""
            for column in 0..<layout.rect.width {
                let upper = code.isDark(row: 2 * row - layout.quiet, column: column - layout.quiet)
                let lower = code.isDark(row: 2 * row + 1 - layout.quiet, column: column - layout.quiet)
                line.append(upper ? lower ? "█" : "▀" : lower ? "▄" : " ")
            }
            canvas.put(
                line,
                row: layout.rect.row + row,
                column: layout.rect.column,
                width: layout.rect.width,
                style: Style(.code)
            )
        }
        self.drawAge(of: code, beside: layout, on: &canvas)
    }

    /// How long the code has been there, on its right; not where there is no room for that.
    private func drawAge(of code: QRCode, beside layout: QRCodeLayout, on canvas: inout Canvas) {
        let column = layout.rect.endColumn + 1
        let area =
            layout.coversScreen
            ? Rect(column: 0, row: 0, width: self.terminal.size.columns, height: layout.rect.height)
            : self.popupArea.inset(by: 1)
        let width = area.endColumn - column - 1
        guard width >= 12 else { return }
        let text = self.phrases.codeShown(for: canvas.age(of: code.takenAt))
        for (index, line) in wrapped(text, to: width).prefix(layout.rect.height).enumerated() {
            canvas.put(line, row: layout.rect.row + index, column: column, width: width, style: Style(.dim))
        }
    }

    /// What stands in the place of a code that cannot be drawn.
    private func linkPage(width: Int, at now: Date) -> [PageLine] {
        guard let code = self.look?.qrCode else {
            let text = self.isWaitingForScan ? self.phrases.noCodeYet : self.phrases.unavailable(.noQRCode)
            return self.paragraph(Piece(text), width: width)
        }
        let need = self.terminal.unicode ? QRCodeLayout.leastScreen(side: code.side) : nil
        let lines = wrapped(code.link, to: max(8, width - 2)).map { PageLine.text([Piece(" " + $0, .key, bold: true)]) }
        var ages = AgeWriter(now: now, phrases: self.phrases)
        let age = self.phrases.codeShown(for: ages.age(of: code.takenAt))
        // How to use it first: the page does not scroll.
        return lines + [.text([])]
            + self.paragraph(Piece(self.phrases.linkText(need: need, have: self.terminal.size)), width: width)
            + self.paragraph(Piece(age, .dim), width: width, changes: ages.changes)
    }
}
