import Foundation
import OneBot

/// The two questions asked of every bot that takes calls, once, when it connects: who it is and what speaks for it.
///
/// Answers are known by their `echo` alone, whichever link of the bot they come on: an implementation may answer on
/// a newer link than the one that was asked.
enum Introduction: String, CaseIterable {
    case login = "onebot-console:login"
    case version = "onebot-console:version"

    /// Facts told by an answer.
    enum Answer: Equatable {
        case login(name: String)
        case version(implementation: String?, version: String?)
        case failed
    }

    /// A longer answer to one of these is not read.
    private static let longestAnswer = 65_536

    /// The call as a text message.
    var request: [UInt8] {
        let action =
            switch self {
            case .login: "get_login_info"
            case .version: "get_version_info"
            }
        return Array(#"{"action":"\#(action)","params":{},"echo":"\#(self.rawValue)"}"#.utf8)
    }

    /// - Returns: Nil when the frame answers none of these questions.
    static func read(_ bytes: UnsafeRawBufferPointer, _ envelope: Envelope) -> (question: Introduction, answer: Answer)?
    {
        guard let echo = envelope.echo, bytes.count <= self.longestAnswer,
            let question = self.allCases.first(where: { $0.isEchoed(in: bytes, echo) })
        else { return nil }
        return (question, question.answer(Data(bytes)))
    }

    private func isEchoed(in bytes: UnsafeRawBufferPointer, _ echo: Range<Int>) -> Bool {
        guard echo.count == self.rawValue.utf8.count + 2 else { return false }
        return bytes[echo.lowerBound + 1..<echo.upperBound - 1].elementsEqual(self.rawValue.utf8)
    }

    private func answer(_ data: Data) -> Answer {
        // An answer that cannot be read is a failed one; nothing more is to be learnt from it.
        guard let root = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any],
            (root["status"] as? String) != "failed", let facts = root["data"] as? [String: Any]
        else { return .failed }
        switch self {
        case .login:
            guard let name = facts["nickname"] as? String, !name.isEmpty else { return .failed }
            return .login(name: Self.cut(name))
        case .version:
            return .version(
                implementation: (facts["app_name"] as? String).map(Self.cut),
                version: (facts["app_version"] as? String).map(Self.cut)
            )
        }
    }

    private static func cut(_ text: String) -> String {
        String(text.unicodeScalars.prefix(128).map(Character.init))
    }
}

/// The `status` object of a heartbeat.
enum HeartbeatStatus {
    private static let longest = 8192

    /// `online`: nil when the bot does not say, or says that it cannot tell.
    static func online(_ bytes: UnsafeRawBufferPointer, _ status: Range<Int>?) -> Bool? {
        guard let status, status.count <= self.longest,
            // Unreadable is the same as not said.
            let object = try? JSONSerialization.jsonObject(with: Data(bytes[status])) as? [String: Any]
        else { return nil }
        return object["online"] as? Bool
    }
}
