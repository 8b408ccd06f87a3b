import Snapshot

extension ConsoleModel {
    /// The lines that level, filter and pause leave, oldest first.
    var visibleLog: [LogLine] {
        let newest = self.log.pausedAt ?? Int.max
        let filtered = !self.log.filter.text.isEmpty
        return self.snapshot.log.filter { line in
            line.level >= self.log.level && line.number <= newest
                && (!filtered || self.log.filter.matches([line.subject, line.text]))
        }
    }

    /// The index of the line the cursor is on; nil when there is none.
    func selectedIndex(in lines: [LogLine]) -> Int? {
        guard !lines.isEmpty else { return nil }
        guard let selected = self.log.selected else { return lines.count - 1 }
        return min(lines.partitioningIndex { $0.number >= selected }, lines.count - 1)
    }

    var selectedLogLine: LogLine? {
        let lines = self.visibleLog
        return self.selectedIndex(in: lines).map { lines[$0] }
    }

    /// Lines that came since the pause.
    var waitingLogLines: Int {
        guard let paused = self.log.pausedAt else { return 0 }
        return self.snapshot.log.count { $0.number > paused && $0.level >= self.log.level }
    }
}

extension Array {
    /// The first index whose element fulfils `belongs`, given that all behind it do too.
    func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
        var low = 0
        var high = self.count
        while low < high {
            let middle = low + (high - low) / 2
            if belongs(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
