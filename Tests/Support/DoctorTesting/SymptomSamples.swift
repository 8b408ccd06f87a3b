package import Doctor

package import struct Foundation.Date

/// The moment of all samples: 2025-11-24 16:00:00 UTC.
package let sampleTime = Date(timeIntervalSince1970: 1_764_000_000)

/// Every symptom that the doctor knows, in every variant that has words of its own, with a subject.
package enum SymptomSamples {
    package static let all: [(symptom: Symptom, subject: Subject)] =
        AttemptSymptoms.all.map { (.attempt($0.0), $0.1) }
        + SessionSymptoms.all.map { (.session($0), .bot("1234567890")) }
        + MachineSymptoms.all.map { (.machine($0.0), $0.1) }
        + NapCatSymptoms.all.map { (.napcat($0.0), $0.1) }

    /// Ids of the catalogue that no finding of its own has: what is seen of them is told by others.
    package static let unused: Set<FindingID> = [.net04, .net05, .hs04, .hs07]
}
