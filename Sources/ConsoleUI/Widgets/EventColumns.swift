/// Which parts of an event a width shows in its line, and where.
struct EventColumns {
    enum Column: Equatable {
        case time
        case bot
        case sign
        case kind
        case place
        case who
        case what
    }

    struct Place {
        var column: Column
        /// Counted from the inside of the box.
        var start: Int
        var width: Int
    }

    private(set) var places: [Place] = []

    /// - Parameters:
    ///   - width: Columns inside the box; the first is the cursor's mark.
    ///   - showsBot: Whether the line says whose event it is.
    ///   - showsDay: Whether the time is one of any day: `11-19 22:02`, with seconds where there is room.
    init(width: Int, showsBot: Bool, showsDay: Bool = false) {
        let wide = width >= 100
        let narrow = width < 64
        var columns: [(Column, Int)] = [(.time, showsDay ? (wide ? 14 : 11) : 8)]
        if showsBot { columns.append((.bot, 10)) }
        columns.append((.sign, 1))
        if !narrow {
            columns.append((.kind, 7))
            columns.append((.place, wide ? 20 : showsBot ? 12 : 16))
        }
        columns.append((.who, wide ? 16 : narrow ? 8 : showsBot ? 9 : 12))
        var start = 1
        for (column, wanted) in columns where start < width {
            self.places.append(Place(column: column, start: start, width: min(wanted, width - start)))
            start += wanted + 1
        }
        if start < width { self.places.append(Place(column: .what, start: start, width: width - start)) }
    }
}
