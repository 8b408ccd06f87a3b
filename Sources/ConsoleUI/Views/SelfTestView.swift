import Doctor
import OneBot
import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    /// Every address with what it was asked and answered and what that proves, then everything else that was checked.
    func selfTestPage(width: Int, at now: Date) -> [PageLine] {
        var lines: [PageLine] = []
        if self.doctor.isTesting {
            lines += self.paragraph(Piece(self.phrases.testing, .warning, bold: true), width: width)
        }
        if let facts = self.doctor.selfTest {
            for address in facts.byAddress { lines += self.lines(of: address, width: width) }
            var ages = AgeWriter(now: now, phrases: self.phrases)
            let time = ClockTime(facts.takenAt, offset: self.terminal.utcOffset).time
            let tested = self.phrases.tested(at: time, ago: ages.ago(facts.takenAt))
            lines += self.paragraph(Piece(tested, .dim), width: width, changes: ages.changes)
        } else if !self.doctor.isTesting {
            lines += self.paragraph(Piece(self.phrases.notTested), width: width)
        }
        lines.append(.section(self.phrases.checkedTitle(at: nil)))
        for check in self.findings.checks {
            let sign = checkSign(check.state)
            let name = TextWidth.padded(self.checkText(check), to: 26)
            let state = Piece(self.phrases.checkState(check.state), .dim)
            lines.append(.text([Piece(" "), sign, Piece(" " + name + " "), state]))
        }
        return lines
    }

    private func lines(of checks: [SelfTestFacts.Check], width: Int) -> [PageLine] {
        guard let first = checks.first else { return [] }
        let passed = checks.allSatisfy(\.passed)
        let sign = passed ? Piece(" ✓ ", .ok) : Piece(" ✗ ", .error)
        let address = Piece("\(bracketed(first.address)):\(first.port)", bold: true)
        var lines: [PageLine] = [.text([sign, address, Piece("  \(self.phrases.network(first.network))", .dim)])]
        for check in checks {
            let question = Piece("   \(TextWidth.padded(self.phrases.question(check.question), to: 12))", .dim)
            let role: Role = check.passed ? .text : .error
            let answer = self.phrases.answer(check.answer, to: check.question, time: check.answer.timeText)
            for (index, line) in wrapped(answer, to: max(8, width - 17)).enumerated() {
                lines.append(
                    .text([index == 0 ? question : Piece(String(repeating: " ", count: 15)), Piece(line, role)])
                )
            }
        }
        let letsIn = checks.contains { $0.question == .rightKey && $0.passed }
        let proof =
            passed ? self.phrases.proves(first.network) : self.phrases.provesFailure(letsIn: letsIn)
        return lines + self.paragraph(Piece(proof, .dim), indent: 3, width: width)
    }
}

extension SelfTestFacts.Answer {
    /// How long it took; empty where that is not told.
    fileprivate var timeText: String {
        if case .asExpected(let milliseconds) = self { millisecondsText(milliseconds) } else { "" }
    }
}

extension SelfTestFacts {
    /// The checks of each address, in the order in which the addresses were tried.
    var byAddress: [[Check]] {
        var places: [String: Int] = [:]
        var groups: [[Check]] = []
        for check in self.checks {
            let name = "\(check.address) \(check.port)"
            if let place = places[name] {
                groups[place].append(check)
            } else {
                places[name] = groups.count
                groups.append([check])
            }
        }
        return groups
    }
}
