import MetricsTesting
import Testing

@testable import Metrics

@Suite("Prometheus text")
struct ExpositionTests {
    private func text(_ families: MetricFamily...) -> String {
        String(decoding: ExpositionText.render(families), as: UTF8.self)
    }

    @Test("a family is its help, its type and its samples, in order")
    func whole() {
        let family = MetricFamily(
            "a_total",
            .counter,
            help: "What \"a\" is\\was,\nin two lines.",
            samples: [
                .init(.integer(3), labels: [.init("kind", "x"), .init("other", "")]), .init(.real(0.25)),
            ]
        )
        #expect(
            self.text(family, MetricFamily("b", .gauge, help: "B.", samples: [.init(.integer(-1))])) == """
                # HELP a_total What "a" is\\\\was,\\nin two lines.
                # TYPE a_total counter
                a_total{kind="x",other=""} 3
                a_total 0.25
                # HELP b B.
                # TYPE b gauge
                b -1

                """
        )
    }

    @Test("a family without samples is left out, and no families are an empty page")
    func empty() {
        #expect(self.text(MetricFamily("a", .gauge, help: "A.", samples: [])) == "")
        #expect(self.text() == "")
    }

    @Test(
        "label values come back as they were",
        arguments: [
            "", "plain", "\"", "\\", "\n", "\\n", "\r\n", "a\\\"b\nc", "\\\u{301}", "\"\u{301}", "小助手", "}", ",",
            "=\"x\"",
            "\u{0}\t", "\\\\\"\"\n\n",
        ]
    )
    func labels(value: String) throws {
        let family = MetricFamily("a", .gauge, help: value, samples: [.init(.integer(1), labels: [.init("l", value)])])
        let text = self.text(family)
        #expect(text.unicodeScalars.count { $0 == "\n" } == 3)
        guard !value.isEmpty else { return }
        let page = try ExpositionPage(text)
        #expect(page.families.first?.series.first?.labels["l"].map { Array($0.utf8) } == Array(value.utf8))
        #expect(page.families.first.map { Array($0.help.utf8) } == Array(value.utf8))
    }

    @Test(
        "numbers",
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (0.1, "0.1"), (1.5e-7, "1.5e-07"), (1_767_323_045.25, "1767323045.25"),
            (1e300, "1e+300"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
        ] as [(Double, String)]
    )
    func numbers(value: Double, text: String) {
        let line = self.text(MetricFamily("a", .gauge, help: "A.", samples: [.init(.real(value))]))
        #expect(line.hasSuffix("\na \(text)\n"))
    }

    @Test("buckets add up, bounds and sums are exact decimals")
    func histogram() throws {
        let reading = HistogramReading(
            bounds: [500_000, 2_500_000_000, 60_000_000_000],
            counts: [1, 0, 2, 3],
            sum: 1_234_000_001
        )
        let text = self.text(
            MetricFamily(
                "a_seconds",
                .histogram,
                help: "A.",
                samples: [.init(.histogram(reading), labels: [.init("x", "y")])]
            )
        )
        #expect(
            text == """
                # HELP a_seconds A.
                # TYPE a_seconds histogram
                a_seconds_bucket{x="y",le="0.0005"} 1
                a_seconds_bucket{x="y",le="2.5"} 1
                a_seconds_bucket{x="y",le="60"} 3
                a_seconds_bucket{x="y",le="+Inf"} 6
                a_seconds_sum{x="y"} 1.234000001
                a_seconds_count{x="y"} 6

                """
        )
        _ = try ExpositionPage(text)
    }

    @Test(
        "the tests' own reader refuses what is wrong",
        arguments: [
            "a 1", "a 1\n", "# HELP a A.\na 1\n", "# TYPE a gauge\na 1\n", "# HELP a A.\n# TYPE a gauge\n",
            "# HELP a A.\n# TYPE a gauge\nb 1\n", "# HELP a A.\n# TYPE a gauge\na 1\na 2\n",
            "# HELP a A.\n# TYPE a counter\na 1\n", "# HELP a_total A.\n# TYPE a_total gauge\na_total 1\n",
            "# HELP a A.\n# TYPE a gauge\na one\n", "# HELP a A.\n# TYPE a gauge\na{x=\"1} 1\n",
            "# HELP a A.\n# TYPE a gauge\na{x=\"\\q\"} 1\n", "# HELP a A.\n# TYPE a gauge\na{x=\"1\",x=\"2\"} 1\n",
            "# HELP a A.\n# TYPE a gauge\na{1x=\"1\"} 1\n", "# HELP a A.\n# TYPE a gauge\na 1 1700000000\n",
            "# HELP a A.\n# TYPE a gauge\n\na 1\n", "# HELP a A.\n# TYPE a gauge\na{} 1\n",
            "# HELP a A.\n# TYPE a gauge\na 1\n# HELP b B.\n# TYPE b gauge\nb 1\na{x=\"1\"} 1\n",
            "# HELP a A.\n# TYPE a histogram\na_bucket{le=\"1\"} 1\na_sum 1\na_count 1\n",
            "# HELP a A.\n# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 1\n",
        ]
    )
    func refused(text: String) {
        #expect(throws: ExpositionPage.Problem.self) { try ExpositionPage(text) }
    }
}
