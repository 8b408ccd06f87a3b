import Snapshot

/// The console's metrics. Every label but `self_id` has a fixed set of values; no key, no name and no text of anybody is
/// among them.
package struct MetricsPage: Sendable {
    /// What the names of our own metrics begin with.
    static let prefix = "onebot_console_"

    let reading: MetricsReading

    package init(_ reading: MetricsReading) {
        self.reading = reading
    }

    /// In the order of the page.
    package var families: [MetricFamily] {
        self.console + self.bots + self.traffic + self.handshakes + self.calls + self.queues + self.journal
            + self.process
    }

    /// As it goes out.
    package var bytes: [UInt8] { ExpositionText.render(self.families) }

    private var console: [MetricFamily] {
        let snapshot = self.reading.snapshot
        let listeners = snapshot.endpoint.listeners
        return [
            MetricFamily(
                Self.prefix + "build_info",
                .gauge,
                help: "Always 1; the version of the console stands in the label.",
                samples: [.init(.integer(1), labels: [.init("version", snapshot.console.version)])]
            ),
            self.gauge(
                "listeners",
                "Addresses of the endpoint, by state.",
                by: "state",
                [ListenerFacts.State.listening, .failed, .stopped].map { state in
                    .init(state.rawValue, listeners.count { $0.state == state })
                }
            ),
            self.gauge(
                "findings",
                "Findings of the doctor, by severity; notices are no fault.",
                by: "severity",
                self.reading.findings
            ),
            self.gauge("terminals", "Terminals that show the screen.", self.reading.terminals),
        ]
    }

    // MARK: - Short forms

    func gauge(_ name: String, _ help: String, _ value: Int) -> MetricFamily {
        MetricFamily(Self.prefix + name, .gauge, help: help, samples: [.init(.integer(value))])
    }

    /// - Parameter value: Left out of the page where it is nil.
    func gauge(_ name: String, _ help: String, seconds value: Double?) -> MetricFamily {
        MetricFamily(Self.prefix + name, .gauge, help: help, samples: value.map { [.init(.real($0))] } ?? [])
    }

    func gauge(_ name: String, _ help: String, by label: String, _ values: [MetricsReading.Named]) -> MetricFamily {
        self.family(name, .gauge, help, by: label, values)
    }

    func counter(_ name: String, _ help: String, _ value: Int) -> MetricFamily {
        MetricFamily(Self.prefix + name, .counter, help: help, samples: [.init(.integer(value))])
    }

    func counter(_ name: String, _ help: String, by label: String, _ values: [MetricsReading.Named]) -> MetricFamily {
        self.family(name, .counter, help, by: label, values)
    }

    func histogram(_ name: String, _ help: String, _ value: HistogramReading) -> MetricFamily {
        MetricFamily(Self.prefix + name, .histogram, help: help, samples: [.init(.histogram(value))])
    }

    private func family(
        _ name: String,
        _ kind: MetricFamily.Kind,
        _ help: String,
        by label: String,
        _ values: [MetricsReading.Named]
    ) -> MetricFamily {
        MetricFamily(
            Self.prefix + name,
            kind,
            help: help,
            samples: values.map { .init(.integer($0.count), labels: [.init(label, $0.name)]) }
        )
    }
}
