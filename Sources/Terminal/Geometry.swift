/// A size in terminal cells.
package struct Size: Equatable, Hashable, Sendable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}

/// A cell's place, counted from the upper left corner, which is 0, 0.
package struct Position: Equatable, Hashable, Sendable {
    package var column: Int
    package var row: Int

    package init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

/// A rectangle of cells; width and height are never negative.
package struct Rect: Equatable, Hashable, Sendable {
    package var column: Int
    package var row: Int
    package var width: Int
    package var height: Int

    package init(column: Int, row: Int, width: Int, height: Int) {
        self.column = column
        self.row = row
        self.width = max(0, width)
        self.height = max(0, height)
    }

    package var isEmpty: Bool { self.width == 0 || self.height == 0 }
    package var endColumn: Int { self.column + self.width }
    package var endRow: Int { self.row + self.height }

    package func contains(_ position: Position) -> Bool {
        position.column >= self.column && position.column < self.endColumn
            && position.row >= self.row && position.row < self.endRow
    }

    /// The rectangle without a border of `cells` on each side.
    package func inset(by cells: Int) -> Rect {
        Rect(
            column: self.column + cells,
            row: self.row + cells,
            width: self.width - 2 * cells,
            height: self.height - 2 * cells
        )
    }
}
