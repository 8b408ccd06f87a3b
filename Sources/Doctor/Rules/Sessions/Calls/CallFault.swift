import Snapshot

/// What a trouble with a call means.
enum CallFault {
    /// Nil: nothing that the catalogue knows; the bot's words stand beside the call anyhow.
    static func symptom(
        of trouble: BotEvidence.CallTrouble,
        _ view: SessionView
    ) -> (CallSymptom, Certainty)? {
        let action = FindingContext.cut(trouble.action, to: 24)
        switch trouble.kind {
        case .timedOut(let seconds):
            if trouble.isSend {
                return (.unknownOutcome(action: action, seconds: seconds, target: trouble.target), .proved)
            }
            return self.hanging(action, trouble, view)
        case .tooBig(let bytes, let limit):
            return (.tooBig(action: action, bytes: bytes, limit: limit, kind: view.kind), .proved)
        case .withoutMessageID:
            return (.swallowed(.noMessageID, action: action, target: trouble.target, wording: ""), .likely)
        case .failed(let retcode, let wording):
            return self.failed(action, retcode: retcode, wording: wording, trouble, view)
        }
    }

    private static func hanging(
        _ action: String,
        _ trouble: BotEvidence.CallTrouble,
        _ view: SessionView
    ) -> (CallSymptom, Certainty)? {
        let others = view.evidence.lastCallOkAt.map { $0 > trouble.first } ?? false
        // One call that got no answer may be one that nobody else would have got an answer to either.
        guard others || trouble.count > 1 else { return nil }
        return (.neverAnswered(action: action, others: others), others ? .proved : .likely)
    }

    private static func failed(
        _ action: String,
        retcode: Int?,
        wording: String,
        _ trouble: BotEvidence.CallTrouble,
        _ view: SessionView
    ) -> (CallSymptom, Certainty)? {
        let words = wording.lowercased()
        // 1404: NapCat, LLBot; 404: go-cqhttp, Lagrange.
        if retcode == 1404 || retcode == 404 || words.hasAny("不支持的api", "api 不存在", "api不存在", "api_not_found") {
            let software = [view.bot.implementation, view.bot.implementationVersion].compactMap { $0 }
            let name = software.isEmpty ? nil : FindingContext.cut(software.joined(separator: " "), to: 40)
            return (.unsupported(action: action, software: name), .proved)
        }
        if retcode == 1400 || words.hasAny("json解析失败") {
            return (.badParameters(action: action, wording: FindingContext.cut(wording, to: 100)), .proved)
        }
        if let file = FileFault.symptom(of: trouble, words: words, view) { return file }
        // A send that hangs inside of the bot is LIVE-09's; of other actions it says the same as no answer.
        if trouble.isWithoutOutcome { return trouble.isSend ? nil : self.hanging(action, trouble, view) }
        guard trouble.isSend, let obstacle = self.obstacle(words) else { return nil }
        let said = FindingContext.cut(wording, to: 100)
        return (.swallowed(obstacle, action: action, target: trouble.target, wording: said), .proved)
    }

    private static func obstacle(_ words: String) -> CallSymptom.Obstacle? {
        if words.hasAny("禁言", "muted", "banned") { return .muted }
        if words.hasAny("风控", "risk control", "send_msg_api_error") { return .riskControl }
        if words.hasAny("频繁", "太快", "too fast", "too frequent", "rate limit") { return .tooOften }
        if words.hasAny("不在群", "不是群成员", "已退群", "被移出", "被踢", "群不存在", "已解散", "not in group", "not a member") {
            return .notMember
        }
        if words.hasAny("好友", "临时会话", "not a friend", "not friend") { return .notFriend }
        return nil
    }
}

extension BotEvidence.CallTrouble {
    /// Actions that bring something into a chat.
    var isSend: Bool {
        self.action.hasPrefix("send_") || self.action.hasPrefix("upload_") || self.action.hasPrefix("forward_")
    }

    /// No answer, or the bot's own time limit: NapCat gives up waiting for QQ with these words.
    var isWithoutOutcome: Bool {
        switch self.kind {
        case .timedOut: true
        case .failed(_, let wording): wording.hasPrefix("Timeout") && wording.hasAny("NTEvent")
        case .withoutMessageID, .tooBig: false
        }
    }
}

extension String {
    /// By bytes: a bot may have refused thousands of calls, and searching by characters takes a hundred times as long.
    func hasAny(_ words: StaticString...) -> Bool {
        var text = self
        return text.withUTF8 { bytes in
            words.contains { word in
                let length = word.utf8CodeUnitCount
                guard word.hasPointerRepresentation, length > 0, length <= bytes.count else { return false }
                let wanted = UnsafeBufferPointer(start: word.utf8Start, count: length)
                let first = wanted[0]
                return (0...(bytes.count - length)).contains { start in
                    bytes[start] == first && bytes[start..<(start + length)].elementsEqual(wanted)
                }
            }
        }
    }
}
