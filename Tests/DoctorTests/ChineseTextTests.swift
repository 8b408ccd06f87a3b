import Doctor
import DoctorTesting
import Snapshot
import Testing

@Suite("Chinese words")
struct ChineseTextTests {
    @Test("Latin names stand off from Chinese by a blank, and nothing else does", arguments: [true, false])
    func spacing(_ hasAddress: Bool) {
        for (symptom, subject) in SymptomSamples.all {
            let finding = Finding(
                subject: subject,
                symptom: symptom,
                severity: .warning,
                certainty: .likely,
                since: sampleTime,
                last: sampleTime,
                count: hasAddress ? 12 : 1
            )
            var diagnosis = Diagnosis(port: 8021, path: "/onebot/v11/ws", keyLength: 32)
            if hasAddress { diagnosis.addresses = [subject: "ws://192.168.100.20:8021/onebot/v11/ws"] }
            let text = diagnosis.text(of: finding, .chinese)
            for part in [text.title, text.evidence, text.clears] + text.steps {
                #expect(Words.flaw(in: part) == nil, "\(part)")
            }
        }
    }
}
