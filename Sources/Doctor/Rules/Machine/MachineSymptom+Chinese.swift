extension MachineSymptom {
    static func defaultPortInChinese(_ address: String?, _ context: FindingContext) -> FindingText {
        FindingText(
            title: "默认端口 \(context.port) 监听在公网地址上",
            evidence: (address.map { "本机有公网地址 \($0)，" } ?? "你从公网登录本机，")
                + "服务监听在 OneBot 扫描器最先尝试的端口上。",
            steps: [
                "换一个高位端口：在 2 连接中按 f，或修改 8 设置，端口（机器人也要改用新端口）。",
                "或在云厂商防火墙中只放行机器人所在的地址。",
            ],
            clears: "更换端口，或不再监听公网地址后自动消失"
        )
    }
}
