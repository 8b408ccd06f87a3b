extension SessionSymptom {
    func chinese(_ context: FindingContext) -> FindingText {
        let finding = context.finding
        switch self {
        case .accountGone(let reason):
            let said = reason.isEmpty ? "机器人没有说明原因。" : "原因：\(reason)。"
            return FindingText(
                title: "QQ \(context.subject) 掉线后连接也已断开",
                evidence: "\(context.clock(finding.since)) 机器人上报 QQ 不在线。\(said)此后连接已断开，QQ 是否恢复未知。",
                steps: [
                    "启动机器人程序，或检查它是否在运行。",
                    "打开 NapCat 的 WebUI 查看登录状态，必要时重新登录。",
                ],
                clears: "机器人重新连接并上报在线后自动消失"
            )
        case .accountOffline(let reason):
            let said = reason.isEmpty ? "机器人没有说明原因。" : "原因：\(reason)。"
            return FindingText(
                title: "QQ \(context.subject) 已掉线，但连接仍在",
                evidence: "自 \(context.clock(finding.since)) 起，机器人自己上报 QQ 不在线。\(said)",
                steps: [
                    "NapCat：在 2 连接中按 R 重启；重启后若要求登录，在 2 连接中按 x 扫码。",
                    "不是 2 连接中的那个 NapCat：重启它，再在它的 WebUI 页面登录。",
                    "其他实现端：在其中重新登录，用快速登录或扫描新的二维码。",
                ],
                clears: "机器人重新上报在线，并有事件或调用成功后自动消失"
            )
        case .identity(let symptom): return symptom.chinese(context)
        case .life(let symptom): return symptom.chinese(context)
        case .event(let symptom): return symptom.chinese(context)
        case .call(let symptom): return symptom.chinese(context)
        case .frame(let symptom): return symptom.chinese(context)
        }
    }
}
