/// What became of a bot's calls beyond plain answers.
package struct CallCounters: Equatable, Sendable {
    /// Given up without an answer: whether they were carried out is not known.
    package var timedOut = 0
    /// Given up because the last link ended on which the bot could answer.
    package var lost = 0
    /// Answers to calls that had been given up.
    package var late = 0
    /// Second answers to one call.
    package var repeated = 0
    /// Answers with an `echo` like ours to no call of this bot.
    package var foreign = 0

    package init() {}
}
