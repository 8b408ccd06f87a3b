package import OneBot

/// The API panel.
package protocol ApiPhrases {
    var actionsTitle: String { get }
    /// What stands in the list when the filter leaves nothing, a paragraph each.
    var noActionMatches: [String] { get }
    var parametersTitle: String { get }
    var responseTitle: String { get }
    var botLabel: String { get }
    var noBotToCall: String { get }
    var nextBotWord: String { get }
    func actionEffect(_ effect: Action.Effect?) -> String
    func actionOrigin(_ origin: Action.Origin) -> String
    func parameterKind(_ kind: Action.Parameter.Kind) -> String
    var requiredValue: String { get }
    var optionalValue: String { get }
    var otherJSON: String { get }
    var otherJSONHint: String { get }
    func sendRow(to bot: String) -> String
    func valueRemark(wanted: Action.Parameter.Kind, sentAs: String) -> String
    var asJSON: String { get }
    var asText: String { get }
    var brokenJSON: String { get }
    var noCallYet: [String] { get }
    func callWaiting(_ seconds: String) -> String
    func callOutcome(_ outcome: CallOutcome) -> String
    /// What a `retcode` means; nil where nothing is known of it.
    func retcode(_ code: Int64) -> String?
    func responseCut(shown: String, of length: String) -> String
    var callTitle: String { get }
    func callText(_ action: String, bot: String, parameters: String) -> String
    func callWarning(_ effect: Action.Effect?) -> String
    func callMissing(_ names: [String]) -> String
    /// Sentences one behind the other.
    func paragraph(_ sentences: [String]) -> String
    var callYes: String { get }
    func typeName(_ action: String) -> String
    var nameDiffers: String { get }
}

extension EnglishPhrases {
    package var actionsTitle: String { "Actions" }
    package var noActionMatches: [String] {
        ["No such action is listed.", "Enter calls it by this name all the same."]
    }
    package var parametersTitle: String { "Parameters" }
    package var responseTitle: String { "Response" }
    package var botLabel: String { "Bot" }
    package var noBotToCall: String { "No bot is connected that could be called." }
    package var nextBotWord: String { "next bot" }

    package func actionEffect(_ effect: Action.Effect?) -> String {
        switch effect {
        case .reads: "reads only"
        case .readsSecrets: "* reads secrets, asks first"
        case .changes: "! changes something, asks first"
        case .dangerous: "!! cannot be taken back, asks for its name"
        case nil: "! not listed, asks first"
        }
    }

    package func actionOrigin(_ origin: Action.Origin) -> String {
        switch origin {
        case .standard: "standard"
        case .goCQHTTP: "go-cqhttp"
        case .napCat: "NapCat"
        case .llBot: "LLBot"
        case .lagrange: "Lagrange"
        case .others: "others"
        }
    }

    package func parameterKind(_ kind: Action.Parameter.Kind) -> String {
        switch kind {
        case .integer: "integer"
        case .string: "text"
        case .boolean: "boolean"
        case .message: "message"
        case .object: "object"
        case .array: "array"
        case .any: "any"
        }
    }

    package var requiredValue: String { "required" }
    package var optionalValue: String { "left out" }
    package var otherJSON: String { "other JSON" }
    package var otherJSONHint: String { "{…} sent as well" }
    package func sendRow(to bot: String) -> String { "Send to \(bot)" }

    package func valueRemark(wanted: Action.Parameter.Kind, sentAs: String) -> String {
        let kind =
            switch wanted {
            case .integer: "an integer"
            case .boolean: "true or false"
            case .object: "an object"
            case .array: "an array"
            case .message: "a message's array"
            case .string: "text"
            case .any: "a value"
            }
        return "not \(kind); sent as \(sentAs)"
    }

    package var asJSON: String { "the JSON it is" }
    package var asText: String { "text" }
    package var brokenJSON: String { "no valid JSON" }
    package var noCallYet: [String] { ["No call yet.", "s sends the chosen action."] }
    package func callWaiting(_ seconds: String) -> String { "waiting, \(seconds) s" }

    package func callOutcome(_ outcome: CallOutcome) -> String {
        switch outcome {
        case .answered(let answer):
            let parts = answer.parts > 0 ? ", after \(answer.parts) parts" : ""
            let time = millisecondsText(answer.milliseconds)
            if answer.succeeded { return "ok, \(time)\(parts)" }
            return "failed, \(answer.retcode.map { "retcode \($0), " } ?? "")\(time)\(parts)"
        case .noSuchBot: return "not sent: there is no such bot"
        case .notConnected: return "not sent: the bot is not connected"
        case .tooMany(let limit): return "not sent: \(limit) calls are waiting already"
        case .tooBig(let bytes, let limit):
            return "not sent: \(bytesText(bytes)) is more than the \(bytesText(limit)) its program takes"
        case .notTaken(let waiting): return "not sent: \(bytesText(waiting)) of earlier calls are not taken in yet"
        case .timedOut(let seconds): return "unknown whether it was done: no answer in \(seconds) s; not repeated"
        case .linkLost: return "unknown whether it was done: the connection ended first; not repeated"
        }
    }

    package func retcode(_ code: Int64) -> String? {
        switch code {
        case 1: "accepted, the result is not told"
        case 100: "failed"
        case 200, 1200: "the action failed inside the bot"
        case 400, 1400: "bad request: see the parameters"
        case 401, 403, 1401, 1403: "refused: token"
        case 404, 1404, 10_002: "the bot does not know the action"
        default: nil
        }
    }

    package func responseCut(shown: String, of length: String) -> String { "only \(shown) of \(length) shown" }
    package var callTitle: String { "Call" }

    package func callText(_ action: String, bot: String, parameters: String) -> String {
        "\(action) is sent to \(bot) with \(parameters)."
    }

    package func callWarning(_ effect: Action.Effect?) -> String {
        switch effect {
        case .reads: "It reads only."
        case .readsSecrets: "It reads secrets: mind who sees the screen."
        case .changes: "It changes something."
        case .dangerous: "It cannot be taken back."
        case nil: "It is not listed here; what it does is not known."
        }
    }

    package func callMissing(_ names: [String]) -> String {
        "Missing, though required: \(names.joined(separator: ", "))."
    }

    package func paragraph(_ sentences: [String]) -> String { sentences.joined(separator: " ") }
    package var callYes: String { "send it" }
    package func typeName(_ action: String) -> String { "Type \(action) to send it:" }
    package var nameDiffers: String { "This is not the name of the action. Esc closes without sending." }
}

extension ChinesePhrases {
    package var actionsTitle: String { "动作" }
    package var noActionMatches: [String] { ["列表中没有这个动作。", "按 Enter 仍可按此名称调用。"] }
    package var parametersTitle: String { "参数" }
    package var responseTitle: String { "响应" }
    package var botLabel: String { "机器人" }
    package var noBotToCall: String { "没有已连接的机器人可供调用。" }
    package var nextBotWord: String { "下一个" }

    package func actionEffect(_ effect: Action.Effect?) -> String {
        switch effect {
        case .reads: "只读"
        case .readsSecrets: "* 会读取敏感信息，发送前需确认"
        case .changes: "! 会更改内容，发送前需确认"
        case .dangerous: "!! 无法撤销，需输入名称确认"
        case nil: "! 未收录，发送前需确认"
        }
    }

    package func actionOrigin(_ origin: Action.Origin) -> String {
        switch origin {
        case .standard: "标准"
        case .goCQHTTP: "go-cqhttp"
        case .napCat: "NapCat"
        case .llBot: "LLBot"
        case .lagrange: "Lagrange"
        case .others: "其他"
        }
    }

    package func parameterKind(_ kind: Action.Parameter.Kind) -> String {
        switch kind {
        case .integer: "整数"
        case .string: "文本"
        case .boolean: "布尔"
        case .message: "消息"
        case .object: "对象"
        case .array: "数组"
        case .any: "任意"
        }
    }

    package var requiredValue: String { "必填" }
    package var optionalValue: String { "不发送" }
    package var otherJSON: String { "其他 JSON" }
    package var otherJSONHint: String { "{…} 一并发送" }
    package func sendRow(to bot: String) -> String { "发送给 \(bot)" }

    package func valueRemark(wanted: Action.Parameter.Kind, sentAs: String) -> String {
        let kind =
            switch wanted {
            case .integer: "整数"
            case .boolean: "true 或 false"
            case .object: "对象"
            case .array: "数组"
            case .message: "消息数组"
            case .string: "文本"
            case .any: "值"
            }
        return "不是\(wanted == .boolean ? " " : "")\(kind)，将作为\(sentAs)发送"
    }

    package var asJSON: String { " JSON 原样" }
    package var asText: String { "文本" }
    package var brokenJSON: String { "不是有效的 JSON" }
    package var noCallYet: [String] { ["还没有调用过。", "按 s 发送选中的动作。"] }
    package func callWaiting(_ seconds: String) -> String { "等待中，\(seconds) 秒" }

    package func callOutcome(_ outcome: CallOutcome) -> String {
        switch outcome {
        case .answered(let answer):
            let parts = answer.parts > 0 ? "，此前收到 \(answer.parts) 段" : ""
            let time = millisecondsText(answer.milliseconds)
            if answer.succeeded { return "成功，\(time)\(parts)" }
            return "失败，\(answer.retcode.map { "retcode \($0)，" } ?? "")\(time)\(parts)"
        case .noSuchBot: return "未发送：没有这个机器人"
        case .notConnected: return "未发送：机器人未连接"
        case .tooMany(let limit): return "未发送：已有 \(limit) 个调用在等待应答"
        case .tooBig(let bytes, let limit):
            return "未发送：\(bytesText(bytes)) 超过机器人程序的上限 \(bytesText(limit))"
        case .notTaken(let waiting): return "未发送：之前的调用还有 \(bytesText(waiting)) 未被接收"
        case .timedOut(let seconds): return "结果未知：\(seconds) 秒内没有应答，不会重发"
        case .linkLost: return "结果未知：连接在应答前断开，不会重发"
        }
    }

    package func retcode(_ code: Int64) -> String? {
        switch code {
        case 1: "已接受，不返回结果"
        case 100: "操作失败"
        case 200, 1200: "动作在机器人内部执行失败"
        case 400, 1400: "请求有误，请检查参数"
        case 401, 403, 1401, 1403: "token 被拒绝"
        case 404, 1404, 10_002: "机器人不支持该动作"
        default: nil
        }
    }

    package func responseCut(shown: String, of length: String) -> String { "共 \(length)，只显示 \(shown)" }
    package var callTitle: String { "调用" }

    package func callText(_ action: String, bot: String, parameters: String) -> String {
        "将向 \(bot) 发送 \(action)，参数为 \(parameters)。"
    }

    package func callWarning(_ effect: Action.Effect?) -> String {
        switch effect {
        case .reads: "该动作只读取数据。"
        case .readsSecrets: "该动作会读取敏感信息，请注意屏幕是否会被他人看到。"
        case .changes: "该动作会更改内容。"
        case .dangerous: "该动作无法撤销。"
        case nil: "该动作未收录，作用未知。"
        }
    }

    package func callMissing(_ names: [String]) -> String { "缺少必填参数：\(names.joined(separator: "、"))。" }
    package func paragraph(_ sentences: [String]) -> String { sentences.joined() }
    package var callYes: String { "发送" }
    package func typeName(_ action: String) -> String { "输入 \(action) 以发送：" }
    package var nameDiffers: String { "与动作名称不一致。按 Esc 关闭，不发送。" }
}
