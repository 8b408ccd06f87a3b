import Doctor
import Snapshot

/// What the doctor says holds texts of peers: names, paths, reasons, the system's words.
extension SafeText {
    func callAsFunction(_ text: FindingText) -> FindingText {
        FindingText(
            title: self(text.title),
            evidence: self(text.evidence, limit: 4096),
            steps: text.steps.map { self($0, limit: 2048) },
            clears: self(text.clears, limit: 512)
        )
    }

    /// A remedy to be put in words; what is carried out is the one that came.
    func callAsFunction(_ remedy: Remedy) -> Remedy {
        switch remedy {
        case .acceptPreviousKey, .usePort, .listenEverywhere, .rotateKey: remedy
        case .addAlias(let path): .addAlias(self(path, limit: 128))
        case .closeLinks(let selfID, let links): .closeLinks(selfID: self(selfID, limit: 20), links: links)
        case .block(let address): .block(self(address, limit: 64))
        case .release(let address): .release(self(address, limit: 64))
        }
    }

    func callAsFunction(_ facts: SelfTestFacts) -> SelfTestFacts {
        var safe = facts
        safe.checks = facts.checks.map { check in
            var check = check
            check.address = self(check.address, limit: 64)
            if case .notReached(let reason) = check.answer { check.answer = .notReached(self(reason)) }
            return check
        }
        return safe
    }

    func callAsFunction(_ alarm: AlarmFacts) -> AlarmFacts {
        var safe = alarm
        safe.on = alarm.on.map { self($0, limit: 32) }
        safe.target = self(alarm.target, limit: 128)
        safe.brokenReason = self(alarm.brokenReason)
        if case .failed(let time, let reason) = alarm.state { safe.state = .failed(at: time, reason: self(reason)) }
        return safe
    }
}
