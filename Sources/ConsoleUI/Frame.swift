package import Terminal

package import struct Foundation.Date

/// One screen as a value: everything the terminal shows and the modes it should be in.
package struct Frame: Equatable, Sendable {
    package var grid: Grid
    /// Where the cursor stands when a text field has it; nil hides it.
    package var cursor: Position?
    /// Whether the terminal shall report the mouse.
    package var mouse: Bool
    package var regions: [ClickRegion]
    /// When the picture changes by time alone (an age, a message that goes away); nil: never.
    package var nextChange: Date?

    package init(
        grid: Grid,
        cursor: Position? = nil,
        mouse: Bool = false,
        regions: [ClickRegion] = [],
        nextChange: Date? = nil
    ) {
        self.grid = grid
        self.cursor = cursor
        self.mouse = mouse
        self.regions = regions
        self.nextChange = nextChange
    }
}

/// A part of the screen that answers a click as if a key had been pressed or a row chosen.
package struct ClickRegion: Equatable, Sendable {
    /// What a click on the part does.
    package enum Action: Equatable, Sendable {
        case press(Key)
        case select(row: Int, of: ClickList)
    }

    /// The lists whose rows can be clicked.
    package enum ClickList: Equatable, Sendable {
        case connect
        case connectSteps
        case connectPlaces
        case bots
        case findings
        case settings
        case log
        case events
        case apiActions
        case apiForm
    }

    package var rect: Rect
    package var action: Action

    package init(rect: Rect, action: Action) {
        self.rect = rect
        self.action = action
    }
}
