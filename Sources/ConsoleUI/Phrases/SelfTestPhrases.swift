package import Doctor
package import Snapshot

/// The self-test and what else was checked.
package protocol SelfTestPhrases {
    var selfTestTitle: String { get }
    var testing: String { get }
    /// Before the first self-test of this terminal.
    var notTested: String { get }
    func tested(at time: String, ago: String) -> String
    func selfTestResult(passed: Int, all: Int) -> String
    func network(_ network: NetworkClass) -> String
    func question(_ question: SelfTestFacts.Question) -> String
    func answer(_ answer: SelfTestFacts.Answer, to question: SelfTestFacts.Question, time: String) -> String
    /// What answers at an address prove, and what they cannot.
    func proves(_ network: NetworkClass) -> String
    /// What it means that an address does not answer as it should.
    func provesFailure(letsIn: Bool) -> String
    func check(_ kind: Check.Kind) -> String
    func checkState(_ state: Check.State) -> String
    /// The counts of a self-test behind its name.
    func checkedAddresses(_ counts: String) -> String
}

extension EnglishPhrases {
    package var selfTestTitle: String { "Self-test" }
    package var testing: String { "testing the addresses …" }
    package var notTested: String { "t connects to every address of this endpoint and shows what answers." }
    package func tested(at time: String, ago: String) -> String { "Tested \(time) (\(ago))" }

    package func selfTestResult(passed: Int, all: Int) -> String {
        switch (passed, all) {
        case (_, 0): "Self-test: there is no address to test."
        case (let passed, let all) where passed == all: "Self-test: \(passed)/\(all) addresses answer as they should."
        default: "Self-test: \(passed)/\(all) addresses answer as they should (7 Doctor, t)."
        }
    }

    package func network(_ network: NetworkClass) -> String {
        switch network {
        case .loopback: "this machine alone"
        case .containerBridge: "containers of this machine"
        case .lan: "LAN"
        case .tailnet: "tailnet"
        case .linkLocal: "link-local"
        case .public: "public"
        case .unspecified: "every address"
        case .other: "other network"
        }
    }

    package func question(_ question: SelfTestFacts.Question) -> String {
        switch question {
        case .rightKey: "right key"
        case .wrongKey: "wrong key"
        }
    }

    package func answer(
        _ answer: SelfTestFacts.Answer,
        to question: SelfTestFacts.Question,
        time: String
    ) -> String {
        switch (answer, question) {
        case (.asExpected, .rightKey): "let in, \(time)"
        case (.asExpected, .wrongKey): "turned away with 403, \(time)"
        case (.status(let status), .rightKey): "answered with \(status), but must be let in"
        case (.status(let status), .wrongKey): "answered with \(status), but must be turned away with 403"
        case (.notReached(let reason), _): "not reached: \(reason)"
        case (.timedOut, _): "no answer in time"
        case (.somebodyElse, _): "something answers that is not this console"
        }
    }

    package func proves(_ network: NetworkClass) -> String {
        switch network {
        case .loopback: "It answers to programs on this machine."
        case .containerBridge:
            "It answers on this machine; whether a firewall here stops the containers is not shown by this test."
        case .lan, .tailnet, .linkLocal, .unspecified, .other:
            "It answers on this machine; whether other machines get through to it cannot be seen from here."
        case .public:
            "It answers on this machine; whether the provider's firewall lets others in cannot be seen from here."
        }
    }

    package func provesFailure(letsIn: Bool) -> String {
        letsIn
            ? "Bots can come in there, but a wrong key is not turned away as it must be."
            : "The right key is not let in even from this machine: no bot can come in there."
    }

    package func check(_ kind: Check.Kind) -> String {
        switch kind {
        case .listener: "listener"
        case .selfTest: "self-test"
        case .disk: "disk"
        case .memory: "memory"
        case .descriptors: "file descriptors"
        case .clock: "clock"
        case .journal: "journal"
        case .firewall: "firewall"
        case .doorbell: "first packets"
        }
    }

    package func checkState(_ state: Check.State) -> String {
        switch state {
        case .good: "good"
        case .bad: "see Findings"
        case .unknown: "cannot be seen, or not yet"
        }
    }

    package func checkedAddresses(_ counts: String) -> String { "\(counts) addresses" }
}

extension ChinesePhrases {
    package var selfTestTitle: String { "自检" }
    package var testing: String { "正在测试各地址 …" }
    package var notTested: String { "按 t 连接本服务的每个地址，并显示结果。" }
    package func tested(at time: String, ago: String) -> String { "测试于 \(time)（\(ago)）" }

    package func selfTestResult(passed: Int, all: Int) -> String {
        switch (passed, all) {
        case (_, 0): "自检：没有可测试的地址。"
        case (let passed, let all) where passed == all: "自检：\(passed)/\(all) 个地址应答正常。"
        default: "自检：\(passed)/\(all) 个地址应答正常（详情：7 诊断，t）。"
        }
    }

    package func network(_ network: NetworkClass) -> String {
        switch network {
        case .loopback: "仅本机"
        case .containerBridge: "本机容器"
        case .lan: "局域网"
        case .tailnet: "Tailscale 等"
        case .linkLocal: "链路本地"
        case .public: "公网"
        case .unspecified: "所有地址"
        case .other: "其他网络"
        }
    }

    package func question(_ question: SelfTestFacts.Question) -> String {
        switch question {
        case .rightKey: "正确密钥"
        case .wrongKey: "错误密钥"
        }
    }

    package func answer(
        _ answer: SelfTestFacts.Answer,
        to question: SelfTestFacts.Question,
        time: String
    ) -> String {
        switch (answer, question) {
        case (.asExpected, .rightKey): "连接成功，\(time)"
        case (.asExpected, .wrongKey): "以 403 拒绝，\(time)"
        case (.status(let status), .rightKey): "应答 \(status)，本应连接成功"
        case (.status(let status), .wrongKey): "应答 \(status)，本应以 403 拒绝"
        case (.notReached(let reason), _): "无法连接：\(reason)"
        case (.timedOut, _): "超时无应答"
        case (.somebodyElse, _): "应答的不是本程序"
        }
    }

    package func proves(_ network: NetworkClass) -> String {
        switch network {
        case .loopback: "本机上的程序可以连接。"
        case .containerBridge: "在本机有应答；本机防火墙是否拦截容器，此测试无法看到。"
        case .lan, .tailnet, .linkLocal, .unspecified, .other: "在本机有应答；其他机器能否连到这里，本机无法看到。"
        case .public: "在本机有应答；云厂商防火墙是否放行，本机无法看到。"
        }
    }

    package func provesFailure(letsIn: Bool) -> String {
        letsIn ? "机器人可以经此地址连接，但错误的密钥没有被正确拒绝。" : "在本机用正确密钥也无法连接：机器人无法经此地址连接。"
    }

    package func check(_ kind: Check.Kind) -> String {
        switch kind {
        case .listener: "监听"
        case .selfTest: "自检"
        case .disk: "磁盘"
        case .memory: "内存"
        case .descriptors: "文件描述符"
        case .clock: "时钟"
        case .journal: "历史记录"
        case .firewall: "防火墙"
        case .doorbell: "首包监听"
        }
    }

    package func checkState(_ state: Check.State) -> String {
        switch state {
        case .good: "正常"
        case .bad: "见诊断结果"
        case .unknown: "无法看到，或尚未检查"
        }
    }

    package func checkedAddresses(_ counts: String) -> String { "\(counts) 个地址" }
}
