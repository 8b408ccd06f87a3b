import Console
import Synchronization

/// Answers every question alike, and remembers them.
final class FakeConsent: Consent {
    private let answer: Bool?
    private let asked = Mutex<[String]>([])

    init(_ answer: Bool?) { self.answer = answer }

    var questions: [String] { self.asked.withLock { $0 } }

    func ask(_ question: String) -> Bool? {
        self.asked.withLock { $0.append(question) }
        return self.answer
    }
}
