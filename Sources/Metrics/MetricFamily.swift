/// One metric with all its series, as the text format of Prometheus has them: a help, a type, then the samples.
package struct MetricFamily: Equatable, Sendable {
    package enum Kind: String, Equatable, Sendable {
        case counter
        case gauge
        case histogram
    }

    package enum Value: Equatable, Sendable {
        case integer(Int)
        case real(Double)
        case histogram(HistogramReading)
    }

    package struct Label: Equatable, Sendable {
        package var name: String
        /// Any text.
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package struct Sample: Equatable, Sendable {
        package var labels: [Label]
        package var value: Value

        package init(_ value: Value, labels: [Label] = []) {
            self.labels = labels
            self.value = value
        }
    }

    package var name: String
    package var kind: Kind
    package var help: String
    package var samples: [Sample]

    package init(_ name: String, _ kind: Kind, help: String, samples: [Sample]) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }
}

/// Durations counted by bounds.
package struct HistogramReading: Equatable, Sendable {
    /// Upper bounds in nanoseconds, rising.
    package var bounds: [Int]
    /// One more than bounds: how many fell below each and above the one before, and how many above all.
    package var counts: [Int]
    /// In nanoseconds.
    package var sum: Int

    package init(bounds: [Int] = [], counts: [Int] = [0], sum: Int = 0) {
        self.bounds = bounds
        self.counts = counts
        self.sum = sum
    }
}
