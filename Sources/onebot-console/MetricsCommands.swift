import ArgumentParser
import Console

struct Metrics: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: helpPhrases.metrics,
        subcommands: [Dashboard.self, Alerts.self]
    )

    struct Dashboard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: helpPhrases.metricsDashboard)

        @OptionGroup var common: CommonArguments

        func run() async throws {
            try finish(await MetricsCommand(self.common.context).dashboard())
        }
    }

    struct Alerts: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: helpPhrases.metricsAlerts)

        @OptionGroup var common: CommonArguments

        func run() async throws {
            try finish(await MetricsCommand(self.common.context).alerts())
        }
    }
}
