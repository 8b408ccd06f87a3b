import Doctor
import DoctorTesting
import Snapshot
import Testing

@Suite("Chinese words")
struct ChineseTextTests {
    private static func isHan(_ character: Character) -> Bool {
        character.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    private static func isLatin(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber)
    }

    /// A Latin word that touches Chinese, or a blank within Chinese.
    private static func flaw(in text: String) -> String? {
        let letters = Array(text)
        for index in letters.indices.dropFirst() {
            let (before, here) = (letters[index - 1], letters[index])
            let touches = Self.isHan(before) && Self.isLatin(here) || Self.isLatin(before) && Self.isHan(here)
            let isTorn =
                here == " " && Self.isHan(before) && index + 1 < letters.count && Self.isHan(letters[index + 1])
            if touches || isTorn { return String(letters[max(0, index - 6)..<min(letters.count, index + 6)]) }
        }
        return nil
    }

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
                #expect(Self.flaw(in: part) == nil, "\(part)")
            }
        }
    }
}
