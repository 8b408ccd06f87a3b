/// How much, how long and how often an ``AlarmRunner`` tries.
package struct AlarmLimits: Equatable, Sendable {
    /// The most notices that wait for one rule; beyond it the oldest go.
    package var queue = 64
    /// The most commands and requests at once, all rules together.
    package var together = 4
    /// How long a command may run and a webhook may take to answer.
    package var time = Duration.seconds(10)
    /// Between SIGTERM and SIGKILL.
    package var grace = Duration.seconds(2)
    /// The most bytes kept of a command's output, and read of a webhook's answer.
    package var output = 4096
    /// How long a webhook is left alone after each failed attempt; as many retries as there are entries.
    package var retries: [Duration] = [.seconds(1), .seconds(5), .seconds(30), .seconds(120), .seconds(300)]
    /// The longest `Retry-After` that is honoured.
    package var longestRetryAfter = Duration.seconds(300)
    /// How long the end waits for what runs.
    package var shutDown = Duration.seconds(3)

    package init() {}
}
