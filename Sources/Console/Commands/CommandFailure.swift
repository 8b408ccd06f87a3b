/// The exit codes of the commands. 64 is used for every mistake on the command line itself.
package enum CommandExit {
    package static let done: Int32 = 0
    package static let failed: Int32 = 1
    package static let notRunning: Int32 = 3
    package static let usage: Int32 = 64
}

/// Why a command could not do its work: the line for standard error, and the exit code.
package struct CommandFailure: Error, Equatable, Sendable {
    package var sentence: String
    package var exit: Int32

    package init(_ sentence: String, exit: Int32 = CommandExit.failed) {
        self.sentence = sentence
        self.exit = exit
    }
}
