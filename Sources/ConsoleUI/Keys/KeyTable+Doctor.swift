import Doctor
import Terminal

extension KeyTable {
    static let doctorBindings: [KeyBinding] = [
        KeyBinding(
            [Key(.enter)],
            in: .doctor,
            .open,
            hint: Words(en: "details", zh: "详情"),
            help: Words(en: "Show the finding in full", zh: "显示完整内容"),
            priority: 2,
            unavailable: { $0.selectedFinding == nil ? .noFinding : nil }
        ),
        KeyBinding(
            [.character("a")],
            in: .doctor,
            .act,
            hint: Words(en: "act", zh: "执行"),
            help: Words(en: "Do what the console can do about it (asks)", zh: "执行控制台可代为完成的处理（需确认）"),
            priority: 3,
            unavailable: { $0.actUnavailable }
        ),
        KeyBinding(
            [.character("r")],
            in: .doctor,
            .examine,
            hint: Words(en: "check again", zh: "重新检查"),
            help: Words(en: "Look at everything again now", zh: "立即重新检查"),
            priority: 4
        ),
        KeyBinding(
            [.character("t")],
            in: .doctor,
            .selfTest,
            hint: Words(en: "self-test", zh: "自检"),
            help: Words(
                en: "Connect to every address of this endpoint and show what answers",
                zh: "连接本服务的每个地址，并显示结果"
            ),
            priority: 5
        ),
        KeyBinding(
            [.character("w")],
            in: .doctor,
            .report,
            hint: Words(en: "report", zh: "报告"),
            help: Words(
                en: "Write a report to a file: no keys, no QQ numbers, no message text",
                zh: "生成报告文件：不含密钥、QQ 号与消息内容"
            ),
            priority: 6
        ),
        KeyBinding(
            [.character("/")],
            in: .doctor,
            .filter,
            hint: Words(en: "filter", zh: "筛选"),
            help: Words(
                en: "Show only findings that contain a text; a leading ! inverts",
                zh: "只显示包含某段文字的结果；以 ! 开头取反"
            ),
            priority: 8,
            unavailable: { $0.diagnosis.findings.isEmpty ? .noFinding : nil }
        ),
        KeyBinding(
            [.character("b")],
            in: .doctor,
            .block,
            hint: Words(en: "block", zh: "封禁"),
            help: Words(en: "Block the address of the finding (asks)", zh: "封禁该结果涉及的地址（需确认）"),
            priority: 9,
            dangerous: true,
            unavailable: { $0.findingBlockUnavailable }
        ),
        KeyBinding(
            [.character("t")],
            in: .selfTestPage,
            .selfTest,
            hint: Words(en: "test again", zh: "重新自检"),
            help: Words(en: "Connect to every address again", zh: "重新连接每个地址"),
            priority: 3,
            unavailable: { $0.doctor.isTesting ? .testRuns : nil }
        ),
    ]
}
