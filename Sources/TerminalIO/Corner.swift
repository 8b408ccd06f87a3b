import Terminal

/// The end of the last row, which is written behind the bytes of ncurses and is blank for ncurses itself.
///
/// The library has ways around terminals that scroll when the lower right corner is written. The one for terminals
/// without a switch for it (screen, tmux) inserts a cell, which breaks a wide character beside the corner, and it is
/// taken even for the second half of that character (measured with ncurses 6.4). So the corner is taken away from
/// ncurses, and a wide character that ends beside it.
struct Corner: Equatable {
    /// The cells at the end of the last row, second halves of wide characters left out.
    var cells: [Cell]
    /// The columns that they take: 1, 2 or 3.
    var width: Int

    static let blank = Corner(cells: [.blank], width: 1)

    private init(cells: [Cell], width: Int) {
        self.cells = cells
        self.width = width
    }

    init(of grid: Grid, size: Size) {
        let row = size.rows - 1
        let last = grid[row: row, column: size.columns - 1]
        // A wide last cell is one that a grid wider than the screen has cut.
        let width = last.width == 0 ? 2 : grid[row: row, column: size.columns - 2].width == 0 ? 3 : 1
        self.init(of: grid, size: size, width: width)
    }

    /// The last `width` columns; a wide character that begins before them is left out.
    init(of grid: Grid, size: Size, width: Int) {
        let columns = max(0, size.columns - width)..<size.columns
        var cells = columns.map { grid[row: size.rows - 1, column: $0] }.filter { $0.width > 0 }
        if cells.last?.width == 2, grid[row: size.rows - 1, column: size.columns - 1].width == 2 {
            cells[cells.count - 1] = .blank
        }
        self.init(cells: cells, width: cells.reduce(0) { $0 + Int($1.width) })
    }
}
