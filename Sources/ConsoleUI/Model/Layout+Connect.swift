import Terminal

extension ConsoleModel {
    /// Rows of the two boxes where there is more room than they need.
    private static let boxesHeight = 21
    /// Fewer rows for what is known of NapCat beside them are not worth a box.
    private static let leastFacts = 7

    /// Where a part of the Connect panel is; nil when it is not in sight. The boxes share a border; the places depend on
    /// the size alone.
    func connectRect(_ box: ConnectBox) -> Rect? {
        let area = self.panelArea
        guard self.tier != .single else { return box == self.connect.focus ? area : nil }
        let height = area.height - (self.napcatRect?.height ?? 0)
        let right = min(52, max(28, area.width * 7 / 20))
        switch box {
        case .steps: return Rect(column: 0, row: area.row, width: area.width - right + 1, height: height)
        case .values: return Rect(column: area.width - right, row: area.row, width: right, height: height)
        }
    }

    /// The box for NapCat's container, data folder and log; nil where there is no room for it.
    var napcatRect: Rect? {
        let area = self.panelArea
        let height = area.height - Self.boxesHeight
        guard self.tier != .single, height >= Self.leastFacts else { return nil }
        return Rect(column: 0, row: area.endRow - height, width: area.width, height: height)
    }

    /// Lines of the places in sight: what the values leave.
    var placesHeight: Int {
        guard let rect = self.connectRect(.values) else { return 1 }
        return max(1, rect.height - 2 - self.valueLines(width: rect.width - 2).count)
    }
}
