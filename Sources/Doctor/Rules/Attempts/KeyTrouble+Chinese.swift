import struct Foundation.Date

extension KeyTrouble {
    func chinese(_ words: AttemptWords) -> FindingText {
        let clears = "使用当前密钥连接成功后自动消失"
        func text(_ title: String, _ why: String, _ steps: [String]? = nil) -> FindingText {
            FindingText(
                title: "\(words.subject) \(title)",
                evidence: words.chineseSeen() + why + words.chineseFrameworkHint,
                steps: steps ?? [words.chineseOpen, words.chinesePutKey, words.chineseSave],
                clears: clears
            )
        }
        let ours = words.context.keyLength
        let retype = "清空 \(words.tokenField) 栏，再粘贴\(words.chineseRightKey)"
        switch self {
        case .absent:
            return text("没有携带访问密钥", "请求中完全没有密钥。")
        case .empty:
            return text("的 Token 栏为空", "请求带有密钥头，但内容为空。")
        case .different(let length):
            let sizes = length.map { "对方 \($0) 位，本机 \(ours) 位，" } ?? ""
            return text("的密钥与本机不一致", "\(sizes)不是抄写小错，而是另一个密钥。")
        case .differsInCase:
            return text("的密钥大小写不对", "密钥与本机的只差大小写。")
        case .invisible(let position):
            let place = position.map { "在第 \($0) 位" } ?? ""
            return text(
                "的密钥中有不可见字符",
                "密钥仅\(place)多了空格或不可见字符。",
                [words.chineseOpen, retype + "。", words.chineseSave]
            )
        case .schemeTypedIn:
            return text(
                "的 Token 栏里写了 Bearer",
                "密钥以 Bearer 或 Token 开头，而机器人会自动添加它。",
                [words.chineseOpen, retype + "，不要带 Bearer。", words.chineseSave]
            )
        case .quoted:
            return text(
                "的密钥带了引号",
                "密钥两边多了引号，其余正确。",
                [words.chineseOpen, retype + "，不要带引号。", words.chineseSave]
            )
        case .cut(let length, let isBeginning):
            return text("只发来了密钥的一部分", Self.chinesePart(length, isBeginning, words.caller.keyName == nil ? ours : nil))
        case .percentEncoded:
            return text(
                "的密钥被 URL 编码了",
                "密钥正确，但有字符写成了 %XX。",
                [
                    words.chineseOpen, retype + "，保持原样，不要编码。",
                    "也可以换成只含字母和数字的密钥：8 设置，访问密钥。",
                ]
            )
        case .retired(let at, let graceEndsAt):
            return self.chineseRetired(words, at: at, graceEndsAt: graceEndsAt, clears: clears)
        case .unknownScheme:
            return text("用了不认识的密钥格式", "Authorization 既不是 Bearer 也不是 Token（可能是 Basic 或只有密钥本身）。")
        case .signature:
            return text("发来的是签名而不是访问密钥", "请求带有 X-Signature：HTTP 上报的 secret 不是访问密钥。")
        case .panelToken:
            return text("把 WebUI 密钥当成了访问密钥", "发来的是 NapCat 的 WebUI 密钥，不是本控制台的访问密钥。")
        case .revoked(let name, let at):
            let when = at.map { "已于 \(words.context.clock($0)) 吊销" } ?? "已吊销"
            return FindingText(
                title: "\(words.subject) 仍在使用已吊销的密钥“\(name)”",
                evidence: words.chineseSeen() + "所用密钥是“\(name)”，\(when)。",
                steps: [
                    "若是你的机器人：请为它添加密钥（8 设置，密钥），并填入 \(words.tokenField) 栏。", words.chineseSave,
                ],
                clears: "使用有效密钥连接成功后自动消失"
            )
        case .boundElsewhere(let binding):
            return self.chineseBound(words, binding)
        }
    }

    private func chineseBound(_ words: AttemptWords, _ binding: KeyBinding) -> FindingText {
        let name = binding.name.map { "密钥“\($0)”" } ?? "所用密钥"
        let other = words.caller.selfIDs.first ?? "另一个账号"
        let why: String
        if let account = binding.account {
            why = "\(name)绑定 \(account)，却被 \(other) 使用。"
        } else if binding.ranges.isEmpty {
            why = "\(name)绑定的是另一个账号或地址。"
        } else {
            why = "\(name)只限从 \(binding.ranges.joined(separator: "、")) 使用，却被 \(words.subject) 使用。"
        }
        return FindingText(
            title: "\(words.subject) 用了绑定给别的机器人或地址的密钥",
            evidence: words.chineseSeen("的连接被拒绝") + why,
            steps: [
                "若是你的机器人，请为它单独添加密钥（8 设置，密钥），并填入 \(words.tokenField) 栏。",
                "若绑定有误，请在那里吊销该密钥后重新添加。",
                "若不认识该地址，说明密钥已落入他人之手，请立即吊销。",
            ],
            clears: "使用适用的密钥连接成功后自动消失"
        )
    }

    /// - Parameter ours: Nil where the length of ours is not known.
    private static func chinesePart(_ length: Int?, _ isBeginning: Bool?, _ ours: Int?) -> String {
        guard let length else { return "只收到密钥的一部分。" }
        guard let ours else {
            return isBeginning == false ? "只收到密钥的后 \(length) 位。" : "只收到密钥的前 \(length) 位。"
        }
        return switch isBeginning {
        case true?: "只收到密钥的前 \(length) 位（共 \(ours) 位）。"
        case false?: "只收到密钥的后 \(length) 位（共 \(ours) 位）。"
        case nil: "只收到密钥的 \(length) 位（共 \(ours) 位）。"
        }
    }

    private func chineseRetired(
        _ words: AttemptWords,
        at: Date?,
        graceEndsAt: Date?,
        clears: String
    ) -> FindingText {
        let replaced = at.map { "已于 \(words.context.clock($0)) 更换" } ?? "早已更换"
        let seen = graceEndsAt == nil ? words.chineseSeen() : words.chineseSeen("连接")
        let grace = graceEndsAt.map { "在 \(words.context.clock($0)) 之前仍可使用。" } ?? ""
        return FindingText(
            title: "\(words.subject) 仍在使用旧的访问密钥",
            evidence: seen + "所用密钥\(replaced)。" + grace,
            steps: [words.chineseOpen, words.chinesePutKey, words.chineseSave],
            clears: clears
        )
    }

    /// AUTH-11
    static func chineseSwallowed(_ words: AttemptWords, _ marks: [String]) -> FindingText {
        FindingText(
            title: "\(words.subject) 处的代理丢弃了访问密钥",
            evidence: words.chineseSeen() + "该程序总会携带密钥，却没有到达；代理留下的痕迹："
                + marks.joined(separator: "、") + "。",
            steps: [
                "请让代理转发该头。nginx：proxy_set_header Authorization $http_authorization;",
                "然后执行：nginx -t && nginx -s reload",
                "也可以在机器人的 URL 后加 ?access_token= 和访问密钥（密钥会出现在代理日志中）。",
            ],
            clears: "密钥经该代理到达后自动消失"
        )
    }
}
