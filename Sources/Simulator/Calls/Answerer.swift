/// Answers calls as the acted implementation does.
struct Answerer {
    /// What became of one call.
    struct Reply: Equatable {
        var action: String
        /// JSON text; nil when the call had none.
        var echo: String?
        var outcome: CallResult
        /// Text messages in the order in which they go out; none when the call stays unanswered.
        var frames: [String]
    }

    let implementation: Implementation
    private let faults: Set<Fault>
    private var generator: SeededGenerator

    init(_ configuration: FleetConfiguration, selfID: Int64) {
        self.implementation = configuration.implementation
        self.faults = configuration.faults
        self.generator = SeededGenerator(seed: configuration.seed, stream: ~UInt64(bitPattern: selfID))
    }

    /// - Parameters:
    ///   - message: One text message from the server.
    ///   - maker: Knows the groups and people that answers tell of.
    mutating func answer(_ message: [UInt8], maker: EventMaker) -> Reply {
        let form = AnswerForm(implementation: self.implementation)
        let call: ReceivedCall
        do {
            call = try ReceivedCall(message)
        } catch {
            return self.answerUnreadable(error, form)
        }
        let content = self.content(call, AnswerData(implementation: self.implementation, maker: maker))
        let isSilent = self.faults.contains(.noAnswer) || content == nil
        guard !isSilent, let content, let text = form.text(content, action: call.action, echo: call.echo) else {
            return Reply(action: call.action, echo: call.echo, outcome: .unanswered, frames: [])
        }
        var frames = [text]
        if self.faults.contains(.streamAnswer), case .done(let data) = content {
            frames = self.stream(data, call, form)
        }
        if self.faults.contains(.twiceAnswer) { frames += frames }
        return Reply(action: call.action, echo: call.echo, outcome: Self.result(content), frames: frames)
    }

    private func answerUnreadable(_ failure: ReceivedCall.Failure, _ form: AnswerForm) -> Reply {
        let content: AnswerForm.Content
        var echo: String?
        switch failure {
        case .badJSON(let cut):
            content = .badJSON
            echo = self.implementation == .llBot ? cut : nil
        case .noObject: content = .unknownAction
        }
        let text = self.faults.contains(.noAnswer) ? nil : form.text(content, action: "undefined", echo: echo)
        return Reply(
            action: "undefined",
            echo: echo,
            outcome: text == nil ? .unanswered : Self.result(content),
            frames: text.map { [$0] } ?? []
        )
    }

    /// Two parts with data of their own and then the answer, all with one echo.
    private func stream(_ data: String?, _ call: ReceivedCall, _ form: AnswerForm) -> [String] {
        let parts = (0..<2).map { index in
            AnswerForm.Content.part(
                #"{"type":"stream","data_type":"file_chunk","index":\#(index),"data":"MTIzNDU2Nzg=","size":8}"#
            )
        }
        return (parts + [.done(data)]).compactMap { form.text($0, action: call.action, echo: call.echo) }
    }

    private static func result(_ content: AnswerForm.Content) -> CallResult {
        switch content {
        case .done, .part: .ok
        case .failed, .badJSON: .failed
        case .unknownAction: .unknownAction
        }
    }

    // MARK: - The actions

    /// nil where the implementation gives no answer.
    private mutating func content(_ call: ReceivedCall, _ data: AnswerData) -> AnswerForm.Content? {
        let action = self.withoutSuffix(call.action)
        if self.faults.contains(.failedAnswer) {
            return .failed(retcode: 1200, code: "SEND_MSG_API_ERROR", text: "网络繁忙，请稍后再试")
        }
        switch action {
        case "get_login_info": return .done(data.loginInfo())
        case "get_version_info": return .done(data.versionInfo())
        case "get_status": return .done(data.status(online: !self.faults.contains(.offline)))
        case "get_group_list": return .done(data.groups())
        case "get_friend_list": return .done(data.friends())
        case "can_send_image", "can_send_record": return .done(#"{"yes":true}"#)
        case "get_msg": return .failed(retcode: 1200, code: "MSG_NOT_FOUND", text: "消息不存在")
        case "get_group_info", "get_group_member_list", "get_group_member_info":
            return self.aboutGroup(action, call, data)
        case "get_stranger_info":
            guard let user = call.integer("user_id") else { return self.missing(["user_id"]) }
            guard let person = data.maker.cast.person(id: user) else { return self.unknownPerson }
            return .done(data.stranger(person))
        case "send_msg", "send_group_msg", "send_private_msg": return self.send(action, call)
        case "delete_msg": return .done("null")
        case "send_like", "group_poke", "friend_poke", "send_poke", "set_restart", "set_friend_add_request":
            return .done(self.implementation == .napCat ? nil : "null")
        case _ where action.hasPrefix("set_"): return .done("null")
        default: return .unknownAction
        }
    }

    private func aboutGroup(_ action: String, _ call: ReceivedCall, _ data: AnswerData) -> AnswerForm.Content {
        let needed = action == "get_group_member_info" ? ["group_id", "user_id"] : ["group_id"]
        guard needed.allSatisfy({ call.integer($0) != nil }), let id = call.integer("group_id") else {
            return self.missing(needed.filter { call.integer($0) == nil })
        }
        guard let group = data.maker.cast.group(id) else {
            return .failed(retcode: 1200, code: "GROUP_NOT_FOUND", text: "群聊不存在")
        }
        switch action {
        case "get_group_info": return .done(data.group(group))
        case "get_group_member_list": return .done(data.members(group: id))
        default:
            guard let person = call.integer("user_id").flatMap({ data.maker.cast.person(id: $0) }) else {
                return self.unknownPerson
            }
            return .done(data.member(person, group: id))
        }
    }

    private mutating func send(_ action: String, _ call: ReceivedCall) -> AnswerForm.Content? {
        guard call.has("message") else {
            // NapCat stumbles over it outside of what it guards.
            return self.implementation == .napCat ? nil : self.missing(["message"])
        }
        let isGroup = action == "send_group_msg" || (action == "send_msg" && call.has("group_id"))
        guard call.integer(isGroup ? "group_id" : "user_id") != nil else {
            return .failed(retcode: 1200, code: "BAD_TARGET", text: "请指定正确的 group_id 或 user_id")
        }
        let number = Int64(self.generator.next() % (1 << 31))
        let isNegative = self.implementation != .napCat && self.generator.chance(50)
        return .done(#"{"message_id":\#(isNegative ? -number - 1 : number)}"#)
    }

    private func missing(_ names: [String]) -> AnswerForm.Content {
        let text = names.map { "Key: \($0), Message: Expected required property" }.joined(separator: "\n")
        return .failed(retcode: 1400, code: "PARAMETER_MISSING", text: text)
    }

    private var unknownPerson: AnswerForm.Content {
        .failed(retcode: 1200, code: "USER_NOT_FOUND", text: "无法获取用户信息")
    }

    /// `_async` and `_rate_limited` are other names of the same action where they are known at all.
    private func withoutSuffix(_ action: String) -> String {
        let suffixes: [String]
        switch self.implementation {
        case .napCat, .llBot: suffixes = ["_async", "_rate_limited"]
        case .goCQHTTP: suffixes = ["_async"]
        case .lagrange: suffixes = []
        }
        guard let suffix = suffixes.first(where: { action.hasSuffix($0) }) else { return action }
        return String(action.dropLast(suffix.count))
    }
}
