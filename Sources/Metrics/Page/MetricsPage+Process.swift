extension MetricsPage {
    /// Under the names that every client library of Prometheus gives them, so that ready dashboards know them.
    var process: [MetricFamily] {
        guard let process = self.reading.process else { return [] }
        return [
            MetricFamily(
                "process_cpu_seconds_total",
                .counter,
                help: "Total user and system CPU time spent in seconds.",
                samples: [.init(.real(process.cpuSeconds))]
            ),
            self.plain("process_resident_memory_bytes", "Resident memory size in bytes.", process.residentBytes),
            self.plain("process_virtual_memory_bytes", "Virtual memory size in bytes.", process.virtualBytes),
            self.plain("process_threads", "Number of threads.", process.threads),
            self.plain("process_open_fds", "Number of open file descriptors.", process.openDescriptors),
            self.plain("process_max_fds", "Maximum number of open file descriptors.", process.maxDescriptors),
            MetricFamily(
                "process_start_time_seconds",
                .gauge,
                help: "Start time of the process since unix epoch in seconds.",
                samples: [.init(.real(process.startedAt))]
            ),
        ]
    }

    private func plain(_ name: String, _ help: String, _ value: Int) -> MetricFamily {
        MetricFamily(name, .gauge, help: help, samples: [.init(.integer(value))])
    }
}
