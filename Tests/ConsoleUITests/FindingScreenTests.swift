import ConsoleUI
import Doctor
import DoctorTesting
import Foundation
import OneBot
import Snapshot
import Terminal
import Testing

@Suite("Every finding on a screen of 80x24")
struct FindingScreenTests {
    private static let parts = 8

    @Test("the samples are of every finding there is")
    func complete() {
        #expect(Set(SymptomSamples.all.map(\.symptom.id)) == Set(FindingID.allCases).subtracting(SymptomSamples.unused))
    }

    @Test("is whole: cut with a sign in the list, all of it in the details and on its page", arguments: 0..<parts)
    func whole(_ part: Int) {
        for (index, sample) in SymptomSamples.all.enumerated() where index % Self.parts == part {
            let counts = index.isMultiple(of: 2) ? [1, 12] : [12, 1]
            for (language, count) in zip(Language.allCases, counts) {
                let finding = Finding(
                    subject: sample.subject,
                    symptom: sample.symptom,
                    severity: .warning,
                    certainty: .likely,
                    since: now.addingTimeInterval(-600),
                    last: now.addingTimeInterval(-3),
                    count: count
                )
                var diagnosis = FindingFixture.diagnosis([finding])
                if count > 1 { diagnosis.addresses = [sample.subject: "ws://192.168.100.20:8021/onebot/v11/ws"] }
                self.check(diagnosis.text(of: finding, language), of: diagnosis, language)
            }
        }
    }

    private func check(_ text: FindingText, of diagnosis: Diagnosis, _ language: Language) {
        let screen = DoctorPanelTests.doctor(diagnosis, language: language)
        FrameTests.check(screen, "\(text.title)")
        let shown = Self.flat([screen.frame.grid.text(row: 3)])
        if let cut = shown.firstIndex(of: "…"), !text.title.contains("…") {
            let begin = Self.flat([String(text.title.prefix(20))])
            #expect(shown[..<cut].contains(begin), "\(text.title)")
        } else {
            #expect(shown.contains(Self.flat([text.title])), "\(text.title)")
        }
        let parts = [text.evidence] + text.steps + [text.clears]
        var details = screen
        details.press(.tab)
        let below = Self.flat(
            Self.read(details) { rows in
                let start = rows.firstIndex { $0.hasPrefix("├") } ?? rows.endIndex
                return rows[start...].dropFirst().prefix { !$0.hasPrefix("├") }
            }
        )
        for part in parts { #expect(below.contains(Self.flat([part])), "\(part)") }
        var page = screen
        page.press(.enter)
        let whole = Self.flat(Self.read(page) { $0.dropFirst(3).dropLast(2) })
        for part in [text.title] + parts { #expect(whole.contains(Self.flat([part])), "\(part)") }
    }

    /// Rows of a part of the screen, from its first page to its last, each once.
    private static func read(_ screen: Screen, _ part: ([String]) -> ArraySlice<String>) -> [String] {
        var screen = screen
        var read: [String] = []
        for _ in 0..<20 {
            let frame = screen.frame
            let all = (0..<24).map { frame.grid.text(row: $0) }
            #expect(all.allSatisfy { TextWidth.width(of: $0) == 80 && !$0.contains(testKey.exposed) })
            let rows = Array(part(all))
            // The last page may begin within the one before.
            let known = (0...min(read.count, rows.count)).last { read.suffix($0).elementsEqual(rows.prefix($0)) } ?? 0
            if known == rows.count { break }
            read += rows.dropFirst(known)
            screen.press(.pageDown)
        }
        return read
    }

    /// Lines may break anywhere: compared without blanks and borders.
    private static func flat(_ rows: [String]) -> String {
        rows.joined().filter { !" │›".contains($0) }
    }
}
