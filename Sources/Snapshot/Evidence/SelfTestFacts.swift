package import struct Foundation.Date

/// Connections that the console made to itself, to see whether its addresses answer.
package struct SelfTestFacts: Equatable, Sendable {
    package enum Question: String, Equatable, Sendable, CaseIterable {
        /// Must be let in.
        case rightKey
        /// Must be turned away with 403.
        case wrongKey
    }

    package enum Answer: Equatable, Sendable {
        /// As it must be; in milliseconds.
        case asExpected(milliseconds: Double)
        case status(Int)
        /// Not reached; the system's words.
        case notReached(String)
        case timedOut
        /// Something answered that is not this console.
        case somebodyElse
    }

    package struct Check: Equatable, Sendable {
        package var address: String
        package var port: Int
        package var network: NetworkClass
        package var question: Question
        package var answer: Answer

        package init(address: String, port: Int, network: NetworkClass, question: Question, answer: Answer) {
            self.address = address
            self.port = port
            self.network = network
            self.question = question
            self.answer = answer
        }

        package var passed: Bool {
            if case .asExpected = self.answer { true } else { false }
        }
    }

    package var takenAt: Date
    package var checks: [Check]

    package init(takenAt: Date, checks: [Check]) {
        self.takenAt = takenAt
        self.checks = checks
    }

    /// Addresses of which every check passed, and all that were tried.
    package var addresses: (passed: Int, all: Int) {
        let groups = Dictionary(grouping: self.checks) { "\($0.address) \($0.port)" }
        return (groups.values.count { $0.allSatisfy(\.passed) }, groups.count)
    }
}
