import Metrics

/// `metrics dashboard` and `metrics alerts`: the ready files for Grafana and Prometheus.
package struct MetricsCommand: Sendable {
    private let context: CommandContext

    package init(_ context: CommandContext) {
        self.context = context
    }

    /// Prints the dashboard, JSON for Grafana's import.
    ///
    /// - Returns: The exit code.
    package func dashboard() async -> Int32 { await self.print(OperatorFiles.dashboard) }

    /// Prints the alert rules, YAML for Prometheus's `rule_files`.
    ///
    /// - Returns: The exit code.
    package func alerts() async -> Int32 { await self.print(OperatorFiles.alerts) }

    private func print(_ file: String) async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            // The output ends the last line.
            self.context.output.line(file.hasSuffix("\n") ? String(file.dropLast()) : file)
            return CommandExit.done
        }
    }
}
