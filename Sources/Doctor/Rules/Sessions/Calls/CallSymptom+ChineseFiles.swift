import Snapshot

extension CallSymptom {
    /// The words for calls with files.
    func chineseFile(_ context: FindingContext) -> FindingText {
        let (who, finding) = (context.who, context.finding)
        let last = context.clock(finding.last)
        let times = finding.count
        switch self {
        case .missingPath(let path, let place):
            return FindingText(
                title: "\(who) 找不到要发送的文件",
                evidence: "\(path ?? "文件")：失败 \(times) 次，最近一次 \(last)。\(place.chinese)路径是在机器人所在处查找，而不是在本机。",
                steps: [
                    "把目录以相同路径挂载进机器人容器：docker run -v 目录:目录 …",
                    "或直接发送文件内容：用 base64://… 代替路径。",
                    "或用机器人能访问的 HTTP 地址提供文件，发送该 URL。",
                ],
                clears: "该机器人成功发送文件后自动消失"
            )
        case .pathForm(let path, let flaw):
            return FindingText(
                title: "\(who) 无法识别文件路径的写法",
                evidence: "\(path)：失败 \(times) 次，最近一次 \(last)。\(flaw.chinese)",
                steps: [
                    "写成 file:///绝对路径（三个斜杠），以机器人所在系统的路径为准。",
                    "中文和空格照原样书写，不要写成 %E4…",
                    "或直接发送文件内容：用 base64://… 代替路径。",
                ],
                clears: "该机器人成功发送文件后自动消失"
            )
        case .unreachableURL(let host, let place, let isPrivate):
            return FindingText(
                title: "\(who) 无法获取要发送的 URL",
                evidence: "主机\((host ?? "未知").afterChinese)：失败 \(times) 次，最近一次 \(last)。\(place.chinese)"
                    + (isPrivate ? "从那里看，这个地址指向别处或根本不通。" : ""),
                steps: [
                    "URL 中请使用机器人能访问的地址；可在机器人所在处测试：curl -I URL",
                    "或直接发送文件内容：用 base64://… 代替 URL。",
                ],
                clears: "该机器人成功发送文件后自动消失"
            )
        case .expiredLink(let host):
            return FindingText(
                title: "\(who) 收到的媒体链接已过期",
                evidence: "\(host.map { "\($0) 的链接" } ?? "链接")：失败 \(times) 次，最近一次 \(last)。QQ 的图片与文件链接约两小时后失效。",
                steps: [
                    "重新获取链接：用消息 ID 调用 get_msg（NapCat：nc_get_rkey）。",
                    "收到媒体后立即保存，之后发送保存的副本。",
                ],
                clears: "该机器人成功发送文件后自动消失"
            )
        case .tooBig(let action, let bytes, let limit, let kind):
            return FindingText(
                title: "发往 \(who) 的请求过大，未发送",
                evidence:
                    "\(action) 为 \(context.size(bytes))，超过 \(context.size(limit)) 时\(kind.name(.chinese).withinChinese)会断开连接。"
                    + "共 \(times) 次，最近一次 \(last)。",
                steps: [
                    "改用 URL，或机器人能读取的路径发送文件。",
                    "或分片上传（NapCat：upload_file_stream）。base64 会使文件增大三分之一。",
                ],
                clears: "以其他方式调用成功后自动消失"
            )
        default: return self.chinese(context)
        }
    }
}

extension CallSymptom.Place {
    fileprivate var chinese: String {
        switch self {
        case .sameMachine: "机器人从本机连接，多半在容器中或以其他用户运行。"
        case .container: "机器人运行在本机的容器中。"
        case .elsewhere: "机器人运行在另一台机器上。"
        }
    }
}

extension CallSymptom.PathFlaw {
    fileprivate var chinese: String {
        switch self {
        case .windows: "这是 Windows 路径，只适用于在 Windows 上运行的机器人。"
        case .percentEncoded: "路径经过百分号编码，对方多半按字面处理。"
        case .twoSlashes: "file: 之后只有两个斜杠，第一段会被当作主机名。"
        case .relative: "这是相对路径，取决于机器人启动时所在的目录。"
        }
    }
}
