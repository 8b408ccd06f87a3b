/// A page in the text format of Prometheus, version 0.0.4, read strictly: what the format allows and a careful exporter
/// does not write is refused as well.
package struct ExpositionPage: Sendable {
    package struct Series: Equatable, Sendable {
        package var name: String
        package var labels: [String: String]
        package var value: Double
    }

    package struct Family: Sendable {
        package var name: String
        package var help = ""
        package var kind = ""
        package var series: [Series] = []
    }

    package struct Problem: Error, CustomStringConvertible {
        package let description: String
    }

    /// In the order of the page.
    package private(set) var families: [Family] = []

    package init(_ text: String) throws {
        guard text.isEmpty || text.unicodeScalars.last == "\n" else {
            throw Problem(description: "no line end at the end")
        }
        for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            try self.read(ExpositionLine(String(line)))
        }
        for family in self.families { try family.check() }
        var seen: Set<String> = []
        for series in self.families.flatMap(\.series) {
            let id =
                series.name
                + series.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
            guard seen.insert(id).inserted else { throw Problem(description: "twice: \(series)") }
        }
    }

    private mutating func read(_ line: ExpositionLine) throws {
        switch line {
        case .help(let name, let text):
            guard !self.families.contains(where: { $0.name == name }) else {
                throw Problem(description: "\(name) stands in two places")
            }
            self.families.append(Family(name: name, help: text))
        case .type(let name, let kind):
            guard self.families.last?.name == name, self.families.last?.kind == "" else {
                throw Problem(description: "the type of \(name) does not follow its help")
            }
            self.families[self.families.count - 1].kind = kind
        case .series(let series):
            guard let family = self.families.last, !family.kind.isEmpty, family.owns(series.name) else {
                throw Problem(description: "\(series.name) stands outside of its family")
            }
            self.families[self.families.count - 1].series.append(series)
        }
    }

    // MARK: - Asking

    package func family(_ name: String) -> Family? { self.families.first { $0.name == name } }

    /// The value of the one series of this name and exactly these labels.
    package func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        self.families.flatMap(\.series).first { $0.name == name && $0.labels == labels }?.value
    }

    /// Of all series of a name.
    package func sum(_ name: String, where isCounted: (Series) -> Bool = { _ in true }) -> Double {
        self.families.flatMap(\.series).filter { $0.name == name && isCounted($0) }.reduce(0) { $0 + $1.value }
    }
}

extension ExpositionPage.Family {
    func owns(_ series: String) -> Bool {
        guard self.kind == "histogram" else { return series == self.name }
        return ["_bucket", "_sum", "_count"].contains { series == self.name + $0 }
    }

    fileprivate func check() throws {
        func fail(_ text: String) -> any Error { ExpositionPage.Problem(description: "\(self.name): \(text)") }
        guard !self.help.isEmpty else { throw fail("no help") }
        guard !self.series.isEmpty else { throw fail("no series") }
        switch self.kind {
        case "counter":
            guard self.name.hasSuffix("_total") else { throw fail("a counter without _total") }
            guard self.series.allSatisfy({ $0.value >= 0 && $0.value.isFinite }) else {
                throw fail("a counter below zero")
            }
        case "gauge":
            guard !self.name.hasSuffix("_total") else { throw fail("a gauge with _total") }
        case "histogram": try self.checkHistogram(fail)
        default: throw fail("type \(self.kind)")
        }
    }

    private func checkHistogram(_ fail: (String) -> any Error) throws {
        let buckets = self.series.filter { $0.name == self.name + "_bucket" }
        let bounds = buckets.compactMap { $0.labels["le"].flatMap(ExpositionLine.number) }
        guard bounds.count == buckets.count, bounds.last == .infinity, bounds == bounds.sorted(),
            Set(bounds).count == bounds.count
        else { throw fail("bounds \(bounds)") }
        let counts = buckets.map(\.value)
        guard counts == counts.sorted(), (counts.first ?? -1) >= 0 else { throw fail("counts \(counts)") }
        let count = self.series.filter { $0.name == self.name + "_count" }
        let sum = self.series.filter { $0.name == self.name + "_sum" }
        guard count.count == 1, sum.count == 1, count.first?.value == counts.last else { throw fail("count or sum") }
    }
}
