import Doctor
import DoctorTesting
import Foundation
import OneBot
import Snapshot
import Testing

@Suite("The words on this machine")
struct MachineWordsTests {
    /// Every observation of every table, and kinds that no table brings.
    private static let observations: [Observation] = {
        let rows =
            ReachTests.cases + FirewallTests.cases + ListenerTests.cases + ResourceTests.cases + OperationTests.cases
            + OperationTests.accessCases
        return rows.flatMap { row in Rules.machine.flatMap { $0.observe(row.evidence) } } + Self.rest
    }()

    private static let rest: [Observation] = MachineSymptoms.all.map { symptom, subject in
        Observation(.machine(symptom), of: subject, severity: .warning)
    }

    private static func texts(_ language: Language) -> [(id: FindingID, text: FindingText)] {
        self.observations.map { observation in
            let finding = Finding(
                subject: observation.subject,
                symptom: observation.symptom,
                severity: observation.severity,
                certainty: observation.certainty,
                since: Evidence.start,
                last: Evidence.start
            )
            var diagnosis = Diagnosis(port: 8021, path: "/onebot/v11/ws", keyLength: 32)
            diagnosis.addresses = [observation.subject: "ws://192.168.1.20:8021/onebot/v11/ws"]
            return (observation.id, diagnosis.text(of: finding, language))
        }
    }

    @Test("every id of this family has words")
    func complete() {
        let wanted: Set<FindingID> = [
            .net01, .net02, .net03, .net06, .net07, .net08, .net09, .net10, .net11, .net12, .sys01, .sys02, .sys03,
            .sys04, .sys05, .sys06, .sys07, .ops01, .ops02, .ops03, .sec01, .sec02, .sec04, .sec06, .tls03, .jrn01,
        ]
        #expect(Set(Self.observations.map(\.id)) == wanted)
    }

    @Test("a port below 1024 is the service's to have, not a privileged program's", arguments: Language.allCases)
    func lowPort(_ language: Language) throws {
        let finding = Finding(
            subject: .listener(host: "0.0.0.0", port: 443),
            symptom: .machine(.listener(.notPermitted(port: 443))),
            severity: .error,
            certainty: .proved,
            since: Evidence.start,
            last: Evidence.start
        )
        let diagnosis = Diagnosis(port: 443, path: "/onebot/v11/ws", keyLength: 32)
        let steps = diagnosis.text(of: finding, language).steps
        #expect(steps.first?.contains("1024") == true)
        #expect(steps.contains { $0.contains("sudo onebot-console service install") })
        #expect(!steps.contains { $0.contains("setcap") })
    }

    @Test("whole, short and in their own language", arguments: Language.allCases)
    func words(_ language: Language) {
        let key = Evidence.sample().snapshot.access.key.exposed
        for (id, text) in Self.texts(language) {
            let all = [text.title, text.evidence, text.clears] + text.steps
            #expect(!text.steps.isEmpty, "\(id)")
            #expect(all.allSatisfy { !$0.isEmpty }, "\(id)")
            #expect(Words.columns(text.title) <= 72, "\(id): \(text.title)")
            #expect(!text.title.hasSuffix(".") && !text.title.hasSuffix("。"), "\(text.title)")
            #expect(!all.contains { $0.contains(key) }, "\(id)")
            switch language {
            case .english: #expect(!all.contains(where: Words.hasChinese), "\(id): \(all)")
            case .chinese:
                #expect([text.title, text.evidence, text.clears].allSatisfy(Words.hasChinese), "\(id): \(all)")
            }
        }
    }

    @Test("names of files cannot break out of a command")
    func quoting() throws {
        let file = MachineFacts.FileOwner(path: "/a b/'; rm -rf x", owner: "root", us: "bot", isAccessible: false)
        let observation = Observation(
            .machine(.resource(.foreignFile(file))),
            of: .path(file.path),
            severity: .warning
        )
        let finding = Finding(
            subject: observation.subject,
            symptom: observation.symptom,
            severity: .warning,
            certainty: .proved,
            since: Evidence.start,
            last: Evidence.start
        )
        let step = try #require(Diagnosis().text(of: finding, .english).steps.first)
        #expect(step.hasSuffix("sudo chown bot '/a b/'\\''; rm -rf x'"))
    }
}
