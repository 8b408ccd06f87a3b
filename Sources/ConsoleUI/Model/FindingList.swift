import Doctor
import Snapshot

/// The findings of a diagnosis as they are drawn.
///
/// Kept in the model: words are made when a finding or the language changes and not for every picture.
struct FindingList: Equatable {
    /// What the words depend on beside their finding.
    struct Source: Equatable {
        var language: Language
        /// Seconds east of UTC.
        var utcOffset: Int
        /// Keeps keys out of all words.
        var safe: SafeText
    }

    private(set) var entries: [FindingEntry] = []
    /// Those that the Doctor's filter leaves.
    private(set) var shown: [FindingEntry] = []
    private(set) var checks: [Check] = []

    private var diagnosis = Diagnosis()
    private var generation = -1
    private var source: Source?
    private var filter = ""

    /// Makes anew what is not as it was: the words of findings that changed, and what the filter leaves.
    mutating func refresh(_ diagnosis: Diagnosis, generation: Int, filter: FilterState, source: Source) {
        let isNew = generation != self.generation || source != self.source
        guard isNew || filter.text != self.filter else { return }
        if isNew {
            let safe = source.safe
            self.entries = self.entries(of: diagnosis, source, safe)
            self.checks = diagnosis.checks.map { Check($0.kind, $0.state, detail: safe($0.detail, limit: 32)) }
            self.diagnosis = diagnosis
            self.generation = generation
            self.source = source
        }
        self.filter = filter.text
        self.shown = filter.text.isEmpty ? self.entries : self.entries.filter { filter.matches($0.texts) }
    }

    private func entries(of diagnosis: Diagnosis, _ source: Source, _ safe: SafeText) -> [FindingEntry] {
        var known: [Finding.Key: FindingEntry] = [:]
        let old = self.diagnosis
        if source == self.source, diagnosis.port == old.port, diagnosis.path == old.path,
            diagnosis.keyLength == old.keyLength
        {
            known = Dictionary(self.entries.map { ($0.finding.key, $0) }, uniquingKeysWith: { first, _ in first })
        }
        return diagnosis.findings.map { finding in
            if let entry = known[finding.key], entry.finding == finding,
                diagnosis.addresses[finding.subject] == old.addresses[finding.subject]
            {
                return entry
            }
            let text = diagnosis.text(of: finding, source.language, utcOffset: source.utcOffset)
            var entry = FindingEntry(finding: finding, text: safe(text))
            let phrases = source.language.phrases
            entry.remedy =
                finding.remedy.map { phrases.remedy(safe($0)) }
                ?? finding.connectStep.map { _ in phrases.goToConnect }
            entry.url = diagnosis.addresses[finding.subject].map { safe($0) }
            if case .address(let address) = finding.subject, !address.isEmpty {
                let shown: String = safe(address, limit: 64)
                entry.address = shown
            }
            return entry
        }
    }
}

extension FindingEntry {
    /// What a filter looks into.
    fileprivate var texts: [String] {
        [self.finding.id.rawValue, self.finding.severity.rawValue, self.text.title, self.text.evidence]
    }
}
