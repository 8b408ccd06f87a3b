/// The words around the doctor's findings on standard output; the findings have their own.
extension CommandPhrases {
    func doctorOffline() -> String {
        self.say(
            "No console runs: only what can be seen without it was looked at.",
            zh: "没有正在运行的控制台：只检查了不依赖它的部分。"
        )
    }

    func nothingFound() -> String {
        self.say("Nothing is wrong that can be seen from here.", zh: "从本机能看到的范围内没有发现问题。")
    }

    func seenLabel() -> String { self.say("Seen", zh: "现象") }
    func doLabel() -> String { self.say("Do", zh: "处理") }
    func clearsLabel() -> String { self.say("Clears", zh: "解除") }
    func checkedLabel() -> String { self.say("Checked", zh: "已检查") }

    /// Empty for what was seen: only a doubt needs words.
    func certainty(_ name: String) -> String {
        switch name {
        case "likely": self.say("Likely: the pattern points to it.", zh: "很可能：现象与此相符。")
        case "unseen": self.say("Cannot be seen from here.", zh: "从本机无法确认。")
        default: ""
        }
    }

    func checkName(_ id: String) -> String {
        switch id {
        case "listener": self.say("listener", zh: "监听")
        case "selfTest": self.say("self-test", zh: "自检")
        case "disk": self.say("disk", zh: "磁盘")
        case "memory": self.say("memory", zh: "内存")
        case "descriptors": self.say("file descriptors", zh: "文件描述符")
        case "clock": self.say("clock", zh: "时钟")
        case "journal": self.say("journal", zh: "历史记录")
        case "firewall": self.say("firewall", zh: "防火墙")
        case "doorbell": self.say("arriving packets", zh: "到达的数据包")
        default: id
        }
    }
}
