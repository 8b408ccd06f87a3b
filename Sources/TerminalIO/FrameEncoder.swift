import CPlatform
package import Terminal

/// Turns grids into the fewest bytes that bring one terminal from the last grid to the next.
///
/// ncurses does the work, writing into memory: nothing here blocks, and a frame is one buffer. All encoders share
/// the C library's globals, hence the main actor. The process's locale must be a UTF-8 one before the first encoder
/// is made (`cp_use_utf8_locale`).
///
/// The first frame, and the first after ``leave()``, begins with ``ControlSequence/enter`` and paints everything.
/// Call ``close()`` when the terminal is gone.
@MainActor
package final class FrameEncoder {
    /// Why a terminal cannot show the console.
    package enum Failure: Error, Equatable {
        /// No terminfo entry for this name nor for any of the usual ones.
        case unknownTerminal(String)
        /// It has no way to place the cursor (`TERM=dumb`).
        case cannotPlaceCursor(String)
        /// The system has no file or memory left for it.
        case noResources
    }

    /// Larger screens are drawn up to here, and smaller ones than two columns as if they had two.
    package nonisolated static let largest = Size(columns: 1000, rows: 500)

    /// The terminfo entry in use, which may be a fallback.
    package let terminal: String
    /// Key strings that only this terminal's entry tells; for ``InputParser/init(keys:)``.
    package let keys: [[UInt8]: Key]
    /// Whether frames are bracketed by synchronized output; set when the terminal has said that it knows it.
    package var synchronized = false
    package private(set) var size: Size

    private let screen: CursesScreen
    private let unicode: Bool
    private let color: Bool
    private let attributes: [Style: CursesScreen.Attributes]
    private var shown: Grid?
    private var corner = Corner.blank
    /// Where ncurses believes the cursor to be, while there is something in the corner.
    private var place = Position(column: 0, row: 0)
    private var cursorShown = false
    private var mouse = false
    private var entered = false
    private var closed = false

    /// - Parameters:
    ///   - terminal: The client's TERM.
    ///   - color: Whether colours are wanted; they are used when the terminal has them.
    ///   - unicode: Whether the terminal takes UTF-8; if not, whatever is not ASCII is written as `?`.
    /// - Throws: ``Failure``.
    package init(terminal: String, size: Size, color: Bool = true, unicode: Bool = true) throws(Failure) {
        self.size = Self.clamped(size)
        self.screen = try CursesScreen.take(for: terminal)
        self.terminal = self.screen.name
        self.unicode = unicode
        _ = self.screen.select()
        self.keys = self.screen.keys()
        let color = color && self.screen.hasColors
        self.color = color
        var attributes: [Style: CursesScreen.Attributes] = [:]
        for role in Role.allCases {
            for (bold, reversed) in [(false, false), (false, true), (true, false), (true, true)] {
                let style = Style(role, bold: bold, reversed: reversed)
                attributes[style] = CursesScreen.Attributes(Appearance(of: style, color: color))
            }
        }
        self.attributes = attributes
        self.screen.resize(self.size)
        _ = self.screen.update(cursor: nil)
    }

    /// The bytes that make the terminal show `grid`; empty when it does already.
    ///
    /// - Parameters:
    ///   - cursor: Where the cursor stands, nil hides it.
    ///   - mouse: Whether the terminal shall report the mouse.
    package func encode(_ grid: Grid, cursor: Position? = nil, mouse: Bool = false) -> [UInt8] {
        guard !self.closed else { return [] }
        var bytes: [UInt8] = []
        self.select()
        if !self.entered {
            bytes += ControlSequence.enter
            if !self.screen.wrapsLate { bytes += ControlSequence.wrapOn }
            self.entered = true
            self.screen.repaint()
        }
        if self.shown == nil { self.corner = .blank }
        let corner = Corner(of: grid, size: self.size)
        self.draw(grid, corner: corner)
        let cursor = cursor.map { self.inside($0) }
        // Where ncurses leaves the cursor matters when something is written behind its bytes.
        let moved = corner != self.corner
        let writesCorner = self.screen.wrapsLate && (moved || corner != .blank)
        let place = cursor ?? (writesCorner ? Position(column: 0, row: 0) : nil)
        var changes = self.screen.update(cursor: place)
        if !changes.isEmpty, self.corner != .blank {
            // ncurses may scroll rows, and must find the corner as blank as it believes it to be.
            let blanks = Corner(of: Grid(size: self.size), size: self.size, width: self.corner.width)
            changes = self.bytes(of: blanks, returningTo: self.place) + changes
        }
        if writesCorner, let place, moved || !changes.isEmpty {
            // What was part of the corner and is no longer may have to be cleared of halves.
            let written = Corner(of: grid, size: self.size, width: max(corner.width, self.corner.width))
            changes += self.bytes(of: written, returningTo: place)
            self.place = place
        }
        self.corner = corner
        if mouse != self.mouse { bytes += mouse ? ControlSequence.mouseOn : ControlSequence.mouseOff }
        self.mouse = mouse
        bytes += changes
        if (cursor != nil) != self.cursorShown {
            self.cursorShown = cursor != nil
            bytes += Array("\u{1B}[?25\(self.cursorShown ? "h" : "l")".utf8)
        }
        guard self.synchronized, !bytes.isEmpty else { return bytes }
        return ControlSequence.beginSynchronized + bytes + ControlSequence.endSynchronized
    }

    /// The next frame is for a screen of this size and paints everything.
    package func resize(to size: Size) {
        guard !self.closed else { return }
        self.size = Self.clamped(size)
        self.select()
        self.screen.resize(self.size)
        self.shown = nil
    }

    /// The next frame paints everything: something else has written on the terminal.
    package func invalidate() {
        guard !self.closed else { return }
        self.select()
        self.shown = nil
        self.screen.repaint()
    }

    /// The bytes that give the terminal back; the next frame enters it anew.
    package func leave() -> [UInt8] {
        self.entered = false
        self.cursorShown = false
        self.mouse = false
        self.invalidate()
        return ControlSequence.leave
    }

    /// Gives the screen back for the next terminal of its kind. The encoder yields nothing from then on.
    package func close() {
        guard !self.closed else { return }
        self.closed = true
        self.screen.release()
    }

    /// Must come before anything else that touches the screen.
    private func select() {
        if self.screen.select() { self.shown = nil }
    }

    /// Gives the grid to ncurses, but for the lower right corner, which stays blank there; see ``Corner``.
    private func draw(_ grid: Grid, corner: Corner) {
        let same = self.shown?.size == grid.size ? self.shown : nil
        self.shown = grid
        for row in 0..<self.size.rows {
            if let same, Self.rowsEqual(same, grid, row: row) { continue }
            let end = row == self.size.rows - 1 ? self.size.columns - corner.width : self.size.columns
            var column = 0
            while column < end {
                let cell = grid[row: row, column: column]
                self.put(cell, row: row, column: column)
                column += max(1, Int(cell.width))
            }
            for column in end..<self.size.columns { self.put(.blank, row: row, column: column) }
        }
    }

    /// The corner in plain ECMA-48: ncurses has left the cursor at `place`, with plain attributes.
    private func bytes(of corner: Corner, returningTo place: Position) -> [UInt8] {
        var text = "\u{1B}[\(self.size.rows);\(self.size.columns - corner.width + 1)H"
        for cell in corner.cells {
            text += Appearance(of: cell.style, color: self.color).sequence
            let scalars = self.scalars(of: cell) ?? (cell.width == 2 ? [0x3F, 0x20] : [0x3F])
            text.unicodeScalars.append(contentsOf: scalars.compactMap { Unicode.Scalar($0) })
        }
        return Array("\(text)\u{1B}[0m\u{1B}[\(place.row + 1);\(place.column + 1)H".utf8)
    }

    private func put(_ cell: Cell, row: Int, column: Int) {
        let attributes = self.attributes[cell.style] ?? CursesScreen.Attributes()
        let fits = column + Int(cell.width) <= self.size.columns
        if fits, cell.width > 0, let scalars = self.scalars(of: cell) {
            self.screen.put(scalars, row: row, column: column, attributes)
            return
        }
        // Half a wide character, or what the C library would give another width than the grid did.
        let sign: UInt32 = cell.width > 0 && fits ? 0x3F : 0x20
        for offset in 0..<max(1, Int(cell.width)) where column + offset < self.size.columns {
            self.screen.put([offset == 0 ? sign : 0x20], row: row, column: column + offset, attributes)
        }
    }

    /// The scalars of a cell as this terminal takes them, nil when it cannot.
    private func scalars(of cell: Cell) -> [UInt32]? {
        let scalars = cell.symbol.unicodeScalars.map(\.value)
        guard let first = scalars.first else { return nil }
        if scalars.count == 1, (0x20..<0x7F).contains(first) { return scalars }
        guard self.unicode, Int(cp_column_width(first)) == Int(cell.width) else { return nil }
        return [first] + scalars.dropFirst().filter { cp_column_width($0) == 0 }
    }

    private static func rowsEqual(_ old: Grid, _ new: Grid, row: Int) -> Bool {
        for column in 0..<new.size.columns where old[row: row, column: column] != new[row: row, column: column] {
            return false
        }
        return true
    }

    private func inside(_ position: Position) -> Position {
        Position(
            column: min(max(0, position.column), self.size.columns - 1),
            row: min(max(0, position.row), self.size.rows - 1)
        )
    }

    private static func clamped(_ size: Size) -> Size {
        Size(
            // In one column ncurses 6.4 reads beside its rows.
            columns: min(max(2, size.columns), Self.largest.columns),
            rows: min(max(1, size.rows), Self.largest.rows)
        )
    }
}
