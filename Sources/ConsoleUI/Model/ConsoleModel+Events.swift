package import OneBot
import Snapshot

extension ConsoleModel {
    /// Whether new events are to be handed over: the panel is in sight, and a pause has room for what waits.
    package var wantsEvents: Bool {
        self.panel == .events && self.tier != .tooSmall && !self.pauseIsFull
    }

    /// Half of the list is for what waits, the other half stays for what stands still.
    var pauseIsFull: Bool {
        let waiting = self.waitingRecords
        return waiting.count >= EventList.maximumCount / 2
            || waiting.reduce(0) { $0 + $1.bytes.count } >= EventList.maximumBytes / 2
    }

    /// Events that came since the pause.
    private var waitingRecords: ArraySlice<EventRecord> {
        guard let paused = self.events.pausedAt else { return [] }
        let records = self.events.list.records
        return records[records.partitioningIndex { $0.number > paused }...]
    }

    /// Those of them that will be shown.
    var waitingEvents: Int { self.events.list.rows - self.rowsBeforePause }

    /// Rows of what comes, without those that wait.
    private var rowsBeforePause: Int {
        guard let paused = self.events.pausedAt, paused < .max else { return self.events.list.rows }
        return self.events.list.firstRow(from: paused + 1)
    }

    /// The list in sight: what comes, or what the journal had.
    var eventList: EventList { self.events.journal?.list ?? self.events.list }

    var eventCursor: EventCursor {
        get { self.events.journal?.cursor ?? self.events.cursor }
        set {
            if self.events.journal == nil {
                self.events.cursor = newValue
            } else {
                self.events.journal?.cursor = newValue
            }
        }
    }

    /// Rows of the list in sight; what came since a pause is not among them.
    package var eventRows: Int { self.events.journal?.list.rows ?? self.rowsBeforePause }

    /// The row the cursor is on; nil when there is none.
    var selectedEventRow: Int? {
        let rows = self.eventRows
        guard rows > 0 else { return nil }
        guard let selected = self.eventCursor.selected else { return rows - 1 }
        return bounded(self.eventList.firstRow(from: selected), below: rows)
    }

    /// The event that keys act on: the one opened, else the one under the cursor.
    package var selectedEvent: EventRecord? {
        if case .event(let open) = self.popup { return open.record }
        return self.selectedEventRow.map { self.eventList[row: $0] }
    }

    /// The first row in sight: the end while the cursor is on the newest, else where it was left.
    func eventTop(height: Int) -> Int {
        let rows = self.eventRows
        guard self.eventCursor.selected != nil, let row = self.selectedEventRow else { return max(0, rows - height) }
        let top = self.eventList.firstRow(from: self.eventCursor.topNumber)
        return scrollTop(top, showing: row..<(row + 1), height: height, count: rows)
    }

    /// The events in sight: all that are ever decoded for the list.
    package func eventsInSight(height: Int) -> [EventRecord] {
        let top = self.eventTop(height: height)
        return self.eventList.records(in: top..<min(top + max(0, height), max(top, self.eventRows)))
    }

    /// Accounts that the filter can be completed with.
    var knownAccounts: [String] { self.snapshot.bots.map(\.selfID).filter { !$0.isEmpty } }
}
