import Doctor
import OneBot
import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    mutating func performOnAddresses(_ command: ConsoleCommand, at now: Date) -> [ConsoleEffect] {
        switch command {
        case .addresses: self.openAddresses()
        case .copyURL:
            guard let url = self.selectedURL else { break }
            self.say(self.phrases.copiedFromPage(by: self.terminal.clipboard), at: now)
            return [.copyAddress(url)]
        case .nextImplementation:
            guard case .addresses(var page) = self.popup else { break }
            // The Connect panel has NapCat's own.
            let all = FieldsPage.all.filter { self.panel != .connect || $0 != .of(.napCat) }
            let next = page.fields.flatMap { all.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
            page.fields = all[next % all.count]
            self.popup = .addresses(self.scrolledToCursor(page))
        default: break
        }
        return []
    }

    /// The page with fields under an entry's address.
    mutating func openAddresses(at entry: Int, for fields: FieldsPage) {
        let entries = self.addressEntries
        guard entries.indices.contains(entry) else { return }
        var page = AddressPage()
        page.entry = entry
        page.place = entries[entry].place
        page.url = entries[entry].url
        page.fields = fields
        self.popup = .addresses(self.scrolledToCursor(page))
    }

    /// The cursor begins on the address that the Overview has.
    private mutating func openAddresses() {
        let shown = self.addressForBots
        let entries = self.addressEntries
        var page = AddressPage()
        if let entry = entries.firstIndex(where: { $0.url == shown }) {
            page.entry = entry
            page.place = entries[entry].place
            page.url = shown
        }
        self.popup = .addresses(self.scrolledToCursor(page))
    }

    /// Goes from address to address; where what is said of one does not fit, through that first.
    func moved(_ page: AddressPage, by lines: Int) -> AddressPage {
        let entries = self.addressEntries
        let offered = entries.indices.filter { entries[$0].url != nil }
        var page = page
        // The ends are further away than any page is long.
        let steps = min(abs(lines), 1000)
        for _ in 0..<steps {
            let before = page
            self.step(&page, down: lines > 0, entries, offered)
            if page == before { break }
        }
        return page
    }

    private func step(_ page: inout AddressPage, down: Bool, _ entries: [AddressEntry], _ offered: [Int]) {
        let size = self.addressArea
        let lines = self.addressLines(page, entries, width: size.columns)
        guard let entry = self.entry(of: page, in: entries), let place = offered.firstIndex(of: entry) else {
            page.top = bounded(page.top + (down ? 1 : -1), below: max(1, lines.count - size.rows + 1))
            return
        }
        let segment = self.segment(of: entry, entries, in: lines)
        if down, segment.upperBound > page.top + size.rows {
            page.top += 1
        } else if !down, segment.lowerBound < page.top {
            page.top -= 1
        } else if offered.indices.contains(place + (down ? 1 : -1)) {
            let next = offered[place + (down ? 1 : -1)]
            page.entry = next
            page.place = entries[next].place
            page.url = entries[next].url
            page = self.scrolledToCursor(page)
        }
    }

    /// Brings what goes with the cursor into sight, its beginning where not all fits.
    private func scrolledToCursor(_ page: AddressPage) -> AddressPage {
        var page = page
        let entries = self.addressEntries
        let size = self.addressArea
        let lines = self.addressLines(page, entries, width: size.columns)
        let segment = self.entry(of: page, in: entries).map { self.segment(of: $0, entries, in: lines) } ?? 0..<0
        page.top = scrollTop(page.top, showing: segment, height: size.rows, count: lines.count)
        return page
    }

    /// Ties the cursor to its address and keeps it in sight.
    func settled(_ page: AddressPage) -> AddressPage {
        var page = page
        let entries = self.addressEntries
        let size = self.addressArea
        if let entry = self.entry(of: page, in: entries) {
            page.entry = entry
            page.place = entries[entry].place
            page.url = entries[entry].url
        }
        let lines = self.addressLines(page, entries, width: size.columns)
        page.top = bounded(page.top, below: max(1, lines.count - size.rows + 1))
        guard let entry = self.entry(of: page, in: entries) else { return page }
        let segment = self.segment(of: entry, entries, in: lines)
        let isInSight = segment.upperBound > page.top && segment.lowerBound < page.top + size.rows
        return isInSight ? page : self.scrolledToCursor(page)
    }

    /// Room for lines inside of the page's box.
    private var addressArea: Size {
        let inside = self.popupArea.inset(by: 1)
        return Size(columns: inside.width, rows: max(1, inside.height))
    }
}
