/// The `:` line.
package protocol CommandPhrases {
    func commandProblem(_ problem: CommandProblem) -> String
}

/// Why a typed command was not run.
package enum CommandProblem: Error, Equatable, Sendable {
    case unknown(String)
    case missing(argument: CommandArgument)
    case notA(argument: CommandArgument, String)
    case tooMuch(String)
    case noSuchBot(String)
    case noJSONObject
}

/// What a command may be followed by.
package enum CommandArgument: String, CaseIterable, Equatable, Sendable {
    case port = "PORT"
    case host = "HOST"
    case path = "PATH"
    case language = "en|zh|auto"
    case grace = "GRACE"
    case url = "URL"
    case address = "ADDRESS"
    case blockedAddress = "BLOCKED"
    case bot = "QQ"
    case action = "ACTION {…}"
    case level = "LEVEL"
}

extension EnglishPhrases {
    package func commandProblem(_ problem: CommandProblem) -> String {
        switch problem {
        case .unknown(let name): "there is no command \(name)"
        case .missing(let argument): "needs \(argument.rawValue)"
        case .notA(.grace, let text): "\(text) is no time such as 10m, 90s or 1h"
        case .notA(.port, let text): "\(text) is no port from 1 to 65535"
        case .notA(.action, let text): "\(text) cannot be an action's name"
        case .notA(let argument, let text): "\(text) is no \(argument.rawValue)"
        case .tooMuch(let text): "\(text) is too much"
        case .noSuchBot(let text): "no bot \(text) is known"
        case .noJSONObject: "what follows the name is not one JSON object"
        }
    }
}

extension ChinesePhrases {
    package func commandProblem(_ problem: CommandProblem) -> String {
        switch problem {
        case .unknown(let name): "没有 \(name) 这个命令"
        case .missing(let argument): "缺少 \(argument.rawValue)"
        case .notA(.grace, let text): "\(text) 不是有效的时长（如 10m、90s、1h）"
        case .notA(.port, _): "端口须为 1 至 65535"
        case .notA(.action, let text): "\(text) 不能作为动作名称"
        case .notA(let argument, let text): "\(text) 不是有效的 \(argument.rawValue)"
        case .tooMuch(let text): "多余的内容：\(text)"
        case .noSuchBot(let text): "未找到机器人 \(text)"
        case .noJSONObject: "动作名称之后须为一个 JSON 对象"
        }
    }
}
