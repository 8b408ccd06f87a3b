package import Snapshot

/// What was found, with the values that its words need. One enum for each part of the catalogue, so that the words of
/// each stand together, in both languages.
package enum Symptom: Equatable, Sendable {
    /// Attempts to connect: HS, AUTH, TLS, ID-01, ID-05, LIVE-07, SEC-03, SEC-05.
    case attempt(AttemptSymptom)
    /// Bots that are or were connected: ID-02 … ID-06, LIVE, EVT, API, FILE, FRM.
    case session(SessionSymptom)
    /// This machine and this console: NET, SYS, OPS, SEC, JRN.
    case machine(MachineSymptom)
    /// NapCat beside us, as it tells itself: PANEL, SEC-06 … SEC-08, AUTH-13, and NET-01, NET-02, FILE-01 with proof.
    case napcat(NapCatSymptom)

    package var id: FindingID {
        switch self {
        case .attempt(let symptom): symptom.id
        case .session(let symptom): symptom.id
        case .machine(let symptom): symptom.id
        case .napcat(let symptom): symptom.id
        }
    }

    package func text(_ context: FindingContext) -> FindingText {
        switch self {
        case .attempt(let symptom): symptom.text(context)
        case .session(let symptom): symptom.text(context)
        case .machine(let symptom): symptom.text(context)
        case .napcat(let symptom): symptom.text(context)
        }
    }
}

/// The words of one finding.
package struct FindingText: Equatable, Sendable {
    /// One short sentence with the subject in it; fits a line of 70 columns where names are of usual length.
    package var title: String
    /// What was seen, in plain words: one to three sentences.
    package var evidence: String
    /// What to do, step by step, each a sentence; commands whole and ready to paste.
    package var steps: [String]
    /// What makes it go away.
    package var clears: String

    package init(title: String, evidence: String, steps: [String], clears: String) {
        self.title = title
        self.evidence = evidence
        self.steps = steps
        self.clears = clears
    }
}

/// What the words of a finding depend on beside the finding.
package struct FindingContext: Equatable, Sendable {
    package var finding: Finding
    package var language: Language
    /// Times of day are written in this zone: seconds east of UTC.
    package var utcOffset: Int
    package var port: Int
    /// The path that bots are told to use.
    package var path: String
    /// Length of the access key in bytes.
    package var keyLength: Int
    /// The address a bot of this subject must use, whole; nil where none can be told.
    package var address: String?

    package init(
        finding: Finding,
        language: Language,
        utcOffset: Int = 0,
        port: Int,
        path: String,
        keyLength: Int,
        address: String? = nil
    ) {
        self.finding = finding
        self.language = language
        self.utcOffset = utcOffset
        self.port = port
        self.path = path
        self.keyLength = keyLength
        self.address = address
    }
}
