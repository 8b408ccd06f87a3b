/// Samples of memory over time, and the straight line through them by least squares.
struct MemoryTrend {
    /// Seconds and bytes.
    private var samples: [(time: Double, bytes: Double)] = []

    mutating func add(_ bytes: Int, at seconds: Double) {
        self.samples.append((seconds, Double(bytes)))
    }

    /// Without what came before a time.
    func after(_ seconds: Double) -> MemoryTrend {
        var rest = MemoryTrend()
        rest.samples = self.samples.filter { $0.time >= seconds }
        return rest
    }

    var count: Int { self.samples.count }
    var first: Double? { self.samples.first?.bytes }
    var last: Double? { self.samples.last?.bytes }
    var highest: Double? { self.samples.map(\.bytes).max() }
    /// Seconds between the first and the last.
    var duration: Double { (self.samples.last?.time ?? 0) - (self.samples.first?.time ?? 0) }

    /// Bytes a second; nil for fewer than two samples.
    var slope: Double? {
        guard self.samples.count > 1 else { return nil }
        let count = Double(self.samples.count)
        let time = self.samples.reduce(0) { $0 + $1.time } / count
        let bytes = self.samples.reduce(0) { $0 + $1.bytes } / count
        let spread = self.samples.reduce(0) { $0 + ($1.time - time) * ($1.time - time) }
        guard spread > 0 else { return nil }
        return self.samples.reduce(0) { $0 + ($1.time - time) * ($1.bytes - bytes) } / spread
    }
}
