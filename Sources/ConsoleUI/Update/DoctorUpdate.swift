import Doctor
import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    mutating func performOnDoctor(_ command: ConsoleCommand, at now: Date) -> [ConsoleEffect] {
        switch command {
        case .act: self.act()
        case .examine:
            self.say(self.phrases.examining, at: now)
            return [.examine]
        case .selfTest:
            self.popup = .selfTest(top: 0)
            // One that is under way is looked at, not begun again.
            guard !self.doctor.isTesting else { break }
            self.doctor.isTesting = true
            return [.selfTest]
        case .report:
            self.say(self.phrases.writingReport, at: now)
            return [.writeReport]
        default: break
        }
        return []
    }

    /// Shows what the console would do about the finding. It has just been asked for, so Enter does it.
    private mutating func act() {
        // Typed elsewhere it first shows what it would act on.
        guard self.panel == .doctor || self.panel == .overview else { return self.open(.doctor) }
        guard let finding = self.selectedFinding?.finding else { return }
        guard let remedy = finding.remedy else {
            if let step = finding.connectStep { self.openConnect(at: step) }
            return
        }
        switch remedy {
        case .rotateKey: self.ask(.rotateKey, marking: .rotateWithGrace)
        case .block(let address): self.ask(.block(address: address), marking: .confirm)
        default: self.ask(.mend(remedy), marking: .confirm)
        }
    }

    /// Takes in what the doctor found; the cursors stay on what they were on, and so does an open page.
    mutating func take(_ diagnosis: Diagnosis) {
        self.diagnosis = diagnosis
        self.examinations += 1
    }

    mutating func take(_ facts: SelfTestFacts, at now: Date) {
        let safe = self.safeText(facts)
        self.doctor.isTesting = false
        self.doctor.selfTest = safe
        let (passed, all) = safe.addresses
        self.say(self.phrases.selfTestResult(passed: passed, all: all), passed == all ? .info : .warning, at: now)
    }

    /// Makes the words of findings that are new, and hands them to the page that shows one.
    mutating func refreshFindings() {
        self.findings.refresh(
            self.diagnosis,
            generation: self.examinations,
            filter: self.doctor.filter,
            source: FindingList.Source(
                language: self.language,
                utcOffset: self.terminal.utcOffset,
                safe: self.safeText
            )
        )
        guard case .finding(var open) = self.popup else { return }
        let found = self.findings.entries.first { $0.finding.key == open.entry.finding.key }
        open.isGone = found == nil
        open.entry = found ?? open.entry
        self.popup = .finding(open)
    }

    // MARK: - Moving

    mutating func selectFinding(row: Int) {
        self.findingCursor.select(row: row, in: self.listedFindings)
    }

    mutating func moveInDoctor(by lines: Int) {
        guard self.doctor.focus == .findings else {
            self.doctor.detailTop += lines
            return
        }
        guard let row = self.selectedFindingRow else { return }
        self.selectFinding(row: row + lines)
    }

    /// Brings what is scrolled to where the view will show it.
    mutating func settleDoctor() {
        let layout = self.doctorLayout
        if layout.findings > 0 { self.doctor.cursor.scroll(in: self.findings.shown, height: layout.findings) }
        if self.doctor.detailKey != self.doctor.cursor.key {
            self.doctor.detailKey = self.doctor.cursor.key
            self.doctor.detailTop = 0
        }
        let count = self.selectedFinding.map { self.findingLines($0, width: self.panelArea.width - 2).count } ?? 0
        self.doctor.detailTop = bounded(self.doctor.detailTop, below: max(1, count - layout.details + 1))
    }
}
