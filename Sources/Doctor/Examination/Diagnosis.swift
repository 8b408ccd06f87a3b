package import Snapshot

package import struct Foundation.Date

/// What the doctor found at one moment.
package struct Diagnosis: Equatable, Sendable {
    package var takenAt: Date
    /// The worst first, then the newest; followers of another finding are not in it.
    package var findings: [Finding]
    /// Those that the list has no room for. They stand all the same.
    package var beyond: [Finding]
    /// What was looked at, for the operator to see what the silence means.
    package var checks: [Check]
    /// What the words of the findings need.
    package var port: Int
    package var path: String
    package var keyLength: Int
    /// The address to dial from where a subject is, whole; of subjects of findings alone.
    package var addresses: [Subject: String]
    /// Which address to dial from where.
    package var advice: [AddressAdvice]
    /// The one to show where there is room for one; empty before the first look.
    package var bestAddress: String

    package init(
        takenAt: Date = Date(timeIntervalSince1970: 0),
        findings: [Finding] = [],
        beyond: [Finding] = [],
        checks: [Check] = [],
        port: Int = 0,
        path: String = "",
        keyLength: Int = 0,
        addresses: [Subject: String] = [:],
        advice: [AddressAdvice] = [],
        bestAddress: String = ""
    ) {
        self.takenAt = takenAt
        self.findings = findings
        self.beyond = beyond
        self.checks = checks
        self.port = port
        self.path = path
        self.keyLength = keyLength
        self.addresses = addresses
        self.advice = advice
        self.bestAddress = bestAddress
    }

    package func text(of finding: Finding, _ language: Language, utcOffset: Int = 0) -> FindingText {
        finding.symptom.text(
            FindingContext(
                finding: finding,
                language: language,
                utcOffset: utcOffset,
                port: self.port,
                path: self.path,
                keyLength: self.keyLength,
                address: self.addresses[finding.subject]
            )
        )
    }

    /// All that stands, shown or not: whoever is told what clears needs the whole of it.
    package var everything: [Finding] { self.beyond.isEmpty ? self.findings : self.findings + self.beyond }
    /// Findings that ask for something: above *notice*.
    package var urgent: [Finding] { self.findings.filter { $0.severity > .notice } }
    package var worst: Severity? { self.findings.map(\.severity).max() }
}

/// One thing that was looked at.
package struct Check: Equatable, Sendable {
    package enum Kind: String, Equatable, Hashable, Sendable, CaseIterable {
        case listener, selfTest, disk, memory, descriptors, clock, journal, firewall, doorbell
    }

    package enum State: String, Equatable, Sendable, CaseIterable {
        case good, bad
        /// Cannot be seen, or not yet.
        case unknown
    }

    package var kind: Kind
    package var state: State
    /// For counts (`4/4`), tools (`ufw`); empty where there is nothing to add.
    package var detail: String

    package init(_ kind: Kind, _ state: State, detail: String = "") {
        self.kind = kind
        self.state = state
        self.detail = detail
    }
}
