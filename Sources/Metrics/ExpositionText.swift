/// Writes metrics in the text format of Prometheus, version 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats).
///
/// Our own and not swift-metrics: that is an interface for recording along the way, and what writes this format for it is
/// a package of its own; here everything is counted already, and is pulled.
package enum ExpositionText {
    package static func render(_ families: [MetricFamily]) -> [UInt8] {
        var text = ""
        for family in families where !family.samples.isEmpty {
            text += "# HELP \(family.name) \(self.escapedHelp(family.help))\n"
            text += "# TYPE \(family.name) \(family.kind.rawValue)\n"
            for sample in family.samples { self.write(sample, of: family.name, to: &text) }
        }
        return Array(text.utf8)
    }

    private static func write(_ sample: MetricFamily.Sample, of name: String, to text: inout String) {
        switch sample.value {
        case .integer(let value): text += "\(name)\(self.labels(sample.labels)) \(value)\n"
        case .real(let value): text += "\(name)\(self.labels(sample.labels)) \(self.number(value))\n"
        case .histogram(let histogram): self.write(histogram, sample.labels, of: name, to: &text)
        }
    }

    /// Buckets hold all that is not above their bound, therefore also what the ones before hold.
    private static func write(
        _ histogram: HistogramReading,
        _ labels: [MetricFamily.Label],
        of name: String,
        to text: inout String
    ) {
        var total = 0
        for (place, count) in histogram.counts.enumerated() {
            total += count
            let bound = place < histogram.bounds.count ? self.seconds(histogram.bounds[place]) : "+Inf"
            text += "\(name)_bucket\(self.labels(labels + [.init("le", bound)])) \(total)\n"
        }
        text += "\(name)_sum\(self.labels(labels)) \(self.seconds(histogram.sum))\n"
        text += "\(name)_count\(self.labels(labels)) \(total)\n"
    }

    private static func labels(_ labels: [MetricFamily.Label]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { "\($0.name)=\"\(self.escapedLabel($0.value))\"" }.joined(separator: ",") + "}"
    }

    private static func escapedLabel(_ text: String) -> String { self.escaped(text, quote: true) }

    private static func escapedHelp(_ text: String) -> String { self.escaped(text, quote: false) }

    /// By scalars: to Swift a line feed behind a carriage return is no character of its own, to Prometheus it ends the line.
    private static func escaped(_ text: String, quote: Bool) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped.append(contentsOf: "\\\\".unicodeScalars)
            case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
            case "\"" where quote: escaped.append(contentsOf: "\\\"".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    /// As Go's `ParseFloat` reads it.
    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        guard value.isFinite else { return value > 0 ? "+Inf" : "-Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    }

    /// Nanoseconds as seconds, without what binary fractions would make of them.
    private static func seconds(_ nanoseconds: Int) -> String {
        let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        guard rest != 0 else { return String(whole) }
        var digits = String(rest)
        digits = String(repeating: "0", count: max(0, 9 - digits.count)) + digits
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }
}
