package import OneBot

package import struct Foundation.Date

/// What the doctor says, as `doctor --json` and `GET /v1/doctor` give it.
package struct DoctorDocument: Equatable, Sendable {
    /// Something that was looked at.
    package struct Check: Equatable, Sendable {
        /// `listener`, `selfTest`, `disk` …
        package var id: String
        /// `good`, `bad` or `unknown`: it cannot be seen, or not yet.
        package var state: String
        /// What belongs to it: `4/4` addresses, the firewall's name; may be empty.
        package var detail: String

        package init(id: String, state: String, detail: String) {
            self.id = id
            self.state = state
            self.detail = detail
        }
    }

    /// One connection that the console made to itself.
    package struct SelfCheck: Equatable, Sendable {
        package var address: String
        package var port: Int
        /// `rightKey` or `wrongKey`.
        package var question: String
        package var passed: Bool
        /// What was answered, as a sentence.
        package var answer: String

        package init(address: String, port: Int, question: String, passed: Bool, answer: String) {
            self.address = address
            self.port = port
            self.question = question
            self.passed = passed
            self.answer = answer
        }
    }

    /// Whether a console serves; without one only some things can be looked at.
    package var isRunning: Bool
    package var checkedAt: Date
    /// The worst first.
    package var findings: [FindingDocument]
    package var checks: [Check]
    /// Of the last self-test; empty before there was one.
    package var selfTest: [SelfCheck]

    package init(
        isRunning: Bool,
        checkedAt: Date,
        findings: [FindingDocument],
        checks: [Check],
        selfTest: [SelfCheck]
    ) {
        self.isRunning = isRunning
        self.checkedAt = checkedAt
        self.findings = findings
        self.checks = checks
        self.selfTest = selfTest
    }
}

extension DoctorDocument {
    package var json: JSONValue {
        .object([
            JSONMember("running", .boolean(self.isRunning)),
            JSONMember("checked_at", .string(Timestamp.text(self.checkedAt))),
            JSONMember("findings", .array(self.findings.map(\.fullJSON))),
            JSONMember(
                "checks",
                .array(
                    self.checks.map { check in
                        .object([
                            JSONMember("id", .string(check.id)),
                            JSONMember("state", .string(check.state)),
                            JSONMember("detail", .string(check.detail)),
                        ])
                    }
                )
            ),
            JSONMember(
                "self_test",
                .array(
                    self.selfTest.map { check in
                        .object([
                            JSONMember("address", .string(check.address)),
                            JSONMember("port", .integer(check.port)),
                            JSONMember("question", .string(check.question)),
                            JSONMember("passed", .boolean(check.passed)),
                            JSONMember("answer", .string(check.answer)),
                        ])
                    }
                )
            ),
        ])
    }

    /// Reads what another process of ours answered; nil when it is none.
    package init?(json: JSONValue) {
        guard let isRunning = json["running"]?.boolean, let checkedAt = json["checked_at"]?.date,
            let findings = json["findings"]?.all(FindingDocument.init(json:)),
            let checks = json["checks"]?.all(Check.init(json:)),
            let selfTest = json["self_test"]?.all(SelfCheck.init(json:))
        else { return nil }
        self.init(
            isRunning: isRunning,
            checkedAt: checkedAt,
            findings: findings,
            checks: checks,
            selfTest: selfTest
        )
    }
}

extension DoctorDocument.Check {
    fileprivate init?(json: JSONValue) {
        guard let id = json["id"]?.string, let state = json["state"]?.string else { return nil }
        self.init(id: id, state: state, detail: json["detail"]?.string ?? "")
    }
}

extension DoctorDocument.SelfCheck {
    fileprivate init?(json: JSONValue) {
        guard let address = json["address"]?.string, let port = json["port"]?.integer,
            let question = json["question"]?.string, let passed = json["passed"]?.boolean,
            let answer = json["answer"]?.string
        else { return nil }
        self.init(address: address, port: port, question: question, passed: passed, answer: answer)
    }
}
