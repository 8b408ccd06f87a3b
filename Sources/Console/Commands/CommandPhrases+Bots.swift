import OneBot

/// The sentences of `call` and `events`.
extension CommandPhrases {
    func parametersTooLong(limit: Int) -> String {
        self.say(
            "The parameters on standard input cannot be read, or are longer than \(limit >> 20) MiB.",
            zh: "无法读取标准输入中的参数，或参数超过 \(limit >> 20) MiB。"
        )
    }

    func parametersNotJSON(_ problem: JSONProblem) -> String {
        switch problem {
        case .malformed(let offset):
            self.say(
                "The parameters are no JSON from byte \(offset) on. Write an object in single quotes: '{\"group_id\": 1}'.",
                zh: "参数从第 \(offset) 字节起不是有效的 JSON。请用单引号写一个对象：'{\"group_id\": 1}'。"
            )
        case .tooDeep, .notUTF8:
            self.say(
                "The parameters are no JSON in UTF-8 of a reasonable depth. Write an object: '{\"group_id\": 1}'.",
                zh: "参数不是有效的 UTF-8 编码 JSON，或嵌套过深。请写一个对象：'{\"group_id\": 1}'。"
            )
        }
    }

    func parametersNoObject() -> String {
        self.say(
            "The parameters must be a JSON object, for example '{\"group_id\": 1}'.",
            zh: "参数必须是 JSON 对象，例如 '{\"group_id\": 1}'。"
        )
    }

    /// The bot answered, and did not do it.
    func callFailed(_ action: String, retcode: Int64?, words: String?) -> String {
        let code = retcode.map { " (retcode \($0))" } ?? ""
        let chineseCode = retcode.map { "（retcode \($0)）" } ?? ""
        guard let words, !words.isEmpty else {
            return self.say(
                "The bot did not carry out \(action)\(code) and gives no reason. Check the action and its parameters.",
                zh: "机器人未执行 \(action)\(chineseCode)，也没有说明原因。请检查动作名和参数。"
            )
        }
        return self.say(
            "The bot did not carry out \(action)\(code): \(words)",
            zh: "机器人未执行 \(action)\(chineseCode)：\(words)"
        )
    }

    func eventsSkipped(_ count: Int) -> String {
        self.say(
            "\(count) events came faster than they were read and are not shown here.",
            zh: "有 \(count) 个事件因到达过快未在此显示。"
        )
    }

    func endedWhileAnswering() -> String {
        self.say("The console ended before its answer was complete.", zh: "控制台在应答完成之前已停止。")
    }

    /// For a moment that cannot be understood.
    package func badMoment(_ text: String) -> String {
        self.say(
            "\"\(text)\" is no time. Write 10m, 2h, 3d (ago), 03:04, 2026-01-02 or \"2026-01-02 03:04\".",
            zh: "\"\(text)\" 不是有效的时间。可写 10m、2h、3d（之前）、03:04、2026-01-02 或 \"2026-01-02 03:04\"。"
        )
    }
}
