import ConsoleUI
import Foundation
import OneBot
import Snapshot
import Terminal
import TerminalTesting
import Testing

/// What holds for every screen of every model at every size.
@Suite struct FrameTests {
    static func check(_ screen: Screen, _ what: Comment) {
        let size = screen.model.terminal.size
        let frame = screen.frame
        #expect(frame.grid.size == size, what)
        let bare = screen.model.contexts.first == .bare
        let broken = (0..<size.rows).filter { !self.isWhole(frame.grid, row: $0) }
        #expect(broken.isEmpty, what)
        if let cursor = frame.cursor { #expect(frame.grid.bounds.contains(cursor), what) }
        let outside = frame.regions.filter { region in
            region.rect.column < 0 || region.rect.row < 0 || region.rect.endColumn > size.columns
                || region.rect.endRow > size.rows
        }
        #expect(outside.isEmpty, what)
        if !bare { #expect(!Screen.text(of: frame).contains(testKey.exposed.prefix(12)), what) }
        #expect(frame.nextChange.map { $0 > screen.time } ?? true, what)
    }

    /// Whether a row is made of whole characters that fill its width exactly, none of them a control.
    private static func isWhole(_ grid: Grid, row: Int) -> Bool {
        var column = 0
        while column < grid.size.columns {
            let cell = grid[row: row, column: column]
            let width = Int(cell.width)
            guard (1...2).contains(width), column + width <= grid.size.columns else { return false }
            guard TextWidth.width(of: cell.symbol) == width else { return false }
            if width == 2, grid[row: row, column: column + 1].width != 0 { return false }
            for scalar in cell.symbol.unicodeScalars where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
                return false
            }
            column += width
        }
        return true
    }

    static let keys: [Key] =
        KeyTable.bindings.flatMap(\.keys) + "abc5!你é".map { Key.character($0) } + [
            Key(.backspace), Key(.delete), Key(.insert),
        ]

    @Test("Random lives on random screens break nothing", arguments: 0..<16)
    func random(_ seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let snapshots = [Fixture.typical(), Fixture.overflowing(), Fixture.snapshot(), Fixture.hostileSnapshot()]
        let diagnoses = [
            FindingFixture.nothing, FindingFixture.typical, FindingFixture.mixed, FindingFixture.hostile,
            FindingFixture.long,
        ]
        var screen = Screen(
            snapshots[seed % snapshots.count],
            size: Size(columns: random.next(below: 301), rows: random.next(below: 121)),
            language: seed % 2 == 0 ? .english : .chinese,
            unicode: seed % 5 != 0
        )
        for step in 0..<50 {
            switch random.next(below: 20) {
            case 0: screen.send(.snapshot(snapshots[random.next(below: snapshots.count)]))
            case 1: screen.send(.resized(Size(columns: random.next(below: 301), rows: random.next(below: 121))))
            case 2: screen.send(.resized(Size(columns: 40 + random.next(below: 80), rows: 12 + random.next(below: 30))))
            case 3: screen.time += Double(random.next(below: 40_000)) / 1000
            case 4: screen.send(.input(.paste(Fixture.hostile)))
            case 7: screen.send(.events([EventFixture.page, EventFixture.hostilePage][random.next(below: 2)]))
            case 8: screen.send(.called(id: 1 + random.next(below: 3), CallFixture.all[random.next(below: 7)]))
            case 9: screen.send(.diagnosed(diagnoses[random.next(below: diagnoses.count)]))
            case 11:
                screen.send(
                    .snapshot(
                        Fixture.typical {
                            $0.napcat.look = NapCatFixture.all[random.next(below: NapCatFixture.all.count)]
                        }
                    )
                )
            case 12:
                screen.send(
                    .connectionPlanned([NapCatFixture.preview, NapCatFixture.hostilePreview][random.next(below: 2)])
                )
            case 10: screen.send(.selfTested(FindingFixture.selfTest))
            case 5: screen.send(.finished(.failed(Fixture.hostile + testKey.exposed)))
            case 6:
                let place = Position(column: random.next(below: 320) - 10, row: random.next(below: 130) - 5)
                screen.send(.input(.mouse(MouseEvent(kind: .press(button: 0), position: place))))
            default: screen.press(Self.keys[random.next(below: Self.keys.count)])
            }
            Self.check(screen, "seed \(seed), step \(step), \(screen.model.terminal.size)")
        }
    }

    @Test("Every size from nothing to a little draws every panel", arguments: Panel.allCases)
    func everySmallSize(_ panel: Panel) {
        for columns in [0, 1, 2, 8, 39, 40, 79, 80, 100] {
            for rows in [0, 1, 3, 11, 12, 24, 30] {
                for keys in ["", "q", "v", "?", ":p"] {
                    var screen = Screen(Fixture.hostileSnapshot(), diagnosis: FindingFixture.hostile)
                    screen.type(String(panel.digit) + keys)
                    screen.send(.resized(Size(columns: columns, rows: rows)))
                    Self.check(screen, "\(columns)x\(rows) \(panel) \(keys)")
                }
            }
        }
    }

    @Test("The current panel, the cursor's row and the focused box are told without colour")
    func withoutColour() {
        for panel in Panel.allCases {
            var screen = Screen()
            screen.type(String(panel.digit))
            screen.send(.events(EventFixture.page))
            #expect(screen.frame.grid.text(row: 1).contains("›\(panel.digit) "))
            let marks = (2..<23).filter { screen.frame.grid.text(row: $0).contains("›") }
            #expect(marks.count == 1)
            for row in marks {
                let reversed = (1..<79).contains { screen.frame.grid[row: row, column: $0].style.reversed }
                #expect(reversed)
            }
        }
    }

    @Test("The key is in no panel, page, question or message")
    func keyHidden() {
        for state in States.all where state.model.contexts.first != .bare {
            #expect(!state.text.contains(testKey.exposed))
        }
        var screen = Screen(Fixture.hostileSnapshot())
        for keys in ["9", "9k", "3", "8"] {
            screen.type(keys)
            #expect(!screen.text.contains(testKey.exposed))
            screen.press(.enter)
            screen.type("G")
            #expect(!screen.text.contains(testKey.exposed))
            screen.press(.escape)
        }
    }

    // MARK: - Time

    /// The picture stays until the moment it names and is another one then.
    private static func checkNextChange(_ screen: Screen, _ what: Comment) {
        let frame = screen.frame
        guard let next = frame.nextChange else {
            #expect(screen.model.frame(at: screen.time.addingTimeInterval(1e6)).grid == frame.grid, what)
            return
        }
        let distance = next.timeIntervalSince(screen.time)
        for part in [0.3, 0.9] {
            #expect(screen.model.frame(at: screen.time.addingTimeInterval(distance * part)).grid == frame.grid, what)
        }
        #expect(screen.model.frame(at: next.addingTimeInterval(-0.002)).grid == frame.grid, what)
        #expect(screen.model.frame(at: next).grid != frame.grid, what)
    }

    @Test("The next change is exact in every state, again and again")
    func nextChange() {
        for (index, state) in States.all.enumerated() {
            var screen = state
            for step in 0..<4 {
                Self.checkNextChange(screen, "state \(index), step \(step)")
                guard let next = screen.frame.nextChange else { break }
                screen.time = next
                screen.send(.ticked)
            }
        }
    }

    @Test("With no bots the only change is the uptime's, by the minute and later by the hour")
    func idle() {
        for (up, wait) in [
            (0.0, 60.0), (30, 30), (59, 1), (3600 + 59, 1), (86_400 - 1, 1), (86_400, 3600), (90_000, 3600),
        ] {
            let snapshot = Fixture.snapshot { $0.console.startedAt = now.addingTimeInterval(-up) }
            #expect(Screen(snapshot).frame.nextChange == now.addingTimeInterval(wait))
        }
    }

    @Test("An age below a minute is followed by the second, an older one by the minute")
    func ages() {
        func next(_ seconds: Double) -> Double? {
            let snapshot = Fixture.snapshot { snapshot in
                snapshot.bots = [
                    BotFacts(selfID: "1", state: .lost, peer: "", lostAt: now.addingTimeInterval(-seconds))
                ]
                snapshot.console.startedAt = now
            }
            return Screen(snapshot).frame.nextChange?.timeIntervalSince(now)
        }
        #expect(next(5) == 1)
        #expect(next(59) == 1)
        #expect(next(60) == 60)
        #expect(next(100) == 20)
    }

    @Test("A page over the panel is changed by what it shows alone")
    func page() {
        var screen = Screen()
        screen.type("?")
        let next = screen.frame.nextChange?.timeIntervalSince(now) ?? 0
        #expect(next > 1)
    }

    @Test("A frame depends on the model and the time alone, and drawing changes nothing")
    func pure() {
        for state in States.all { #expect(state.frame == state.frame) }
    }
}

extension SeededRandom {
    /// A number from 0 up to, and without, `bound`; 0 when there is none.
    mutating func next(below bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &self) }
}
