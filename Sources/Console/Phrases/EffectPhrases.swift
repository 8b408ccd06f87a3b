import Glibc
import Snapshot

/// Sentences about what an effect did, for screens and scripts alike. Both languages in each function, so that
/// neither can be missing.
struct EffectPhrases: Sendable {
    var language: Language

    private func pick(_ english: String, _ chinese: String) -> String {
        self.language == .english ? english : chinese
    }

    // MARK: - Ports

    var free: String { self.pick("free", "可用") }
    var inForce: String { self.pick("in force now", "当前正在使用") }
    var anyFreePort: String { self.pick("0 takes any free port", "0 表示任选空闲端口") }

    func inUse(port: Int, by owner: ProcessFacts?) -> String {
        guard let owner else {
            return self.pick(
                "port \(port) is in use by another program; choose another",
                "端口 \(port) 被其他程序占用，请换一个"
            )
        }
        return self.pick(
            "port \(port) is in use by \(owner.name) (pid \(owner.pid)); stop it or choose another",
            "端口 \(port) 被 \(owner.name)（进程 \(owner.pid)）占用，请停止它或换一个"
        )
    }

    func notPermitted(port: Int) -> String {
        self.pick(
            "port \(port) may not be opened: ports below 1024 need a right of their own; choose one from 1024 up",
            "无权使用端口 \(port)：小于 1024 的端口需要额外权限，请改用 1024 及以上的端口"
        )
    }

    func addressNotHere(_ host: String) -> String {
        self.pick(
            "\(host) is no address of this machine; use 0.0.0.0 for all of them",
            "\(host) 不是本机地址；填 0.0.0.0 可监听全部地址"
        )
    }

    func cannotListen(_ reason: String) -> String {
        self.pick("cannot listen: \(reason)", "无法监听：\(reason)")
    }

    func problem(_ problem: ListenProblem) -> String {
        switch problem {
        case .inUse(let port, let owner): self.inUse(port: port, by: owner)
        case .notPermitted(let port): self.notPermitted(port: port)
        case .addressNotHere(let host): self.addressNotHere(host)
        case .certificate(let trouble): trouble.sentence(self.language)
        case .other(let text): self.cannotListen(text)
        }
    }

    /// Beside a field, where there is little room.
    var metricsForEverybody: String { self.pick("free; whoever reaches it can read it", "可用；能访问者均可读取") }

    // MARK: - Settings

    func applied(bots: Int, oldPort: Int?) -> String {
        guard let oldPort, bots > 0 else { return self.pick("Applied and saved.", "已生效并保存。") }
        return self.pick(
            bots == 1
                ? "Applied. 1 bot is connected through \(oldPort) and stays connected."
                : "Applied. \(bots) bots are connected through \(oldPort) and stay connected.",
            "已生效。通过 \(oldPort) 连接的 \(bots) 个机器人保持在线。"
        )
    }

    func appliedTLS(on isOn: Bool, bots: Int) -> String {
        let scheme = isOn ? "wss://" : "ws://"
        let stay = bots == 1 ? "1 bot stays connected" : "\(bots) bots stay connected"
        guard bots > 0 else {
            return self.pick("Applied: \(scheme) from now on.", "已生效：此后使用 \(scheme)。")
        }
        return self.pick(
            "Applied: \(scheme) from now on. \(stay) and must dial \(scheme) when they come again.",
            "已生效：此后使用 \(scheme)。已连接的 \(bots) 个机器人保持在线，重连时须改用 \(scheme)。"
        )
    }

    /// A certificate that will do.
    func certificate(_ facts: CertificateFacts) -> String {
        let day = CertificateFacts.day(facts.validUntil)
        return self.pick("\(facts.name), until \(day)", "\(facts.name)，有效至 \(day)")
    }

    /// Behind the reason why the console does not start with TLS.
    var startWithoutTLS: String {
        self.pick(
            "To start without TLS: onebot-console config set endpoint.tls.enabled false",
            "若要先不用 TLS 启动：onebot-console config set endpoint.tls.enabled false"
        )
    }

    var nothingToUndo: String { self.pick("There is no change to take back.", "没有可撤销的更改。") }
    func undone(_ path: String) -> String { self.pick("\(path) is as it was before.", "\(path) 已恢复为之前的值。") }

    // MARK: - Key

    func keyAdded(_ name: String) -> String {
        self.pick("Key \(name) is good from now on: c copies it, v shows it.", "密钥 \(name) 已生效：按 c 复制，按 v 显示。")
    }

    func keyRevoked(_ name: String, closedLinks: Int) -> String {
        switch closedLinks {
        case 0: self.pick("Key \(name) is revoked.", "密钥 \(name) 已吊销。")
        case 1:
            self.pick("Key \(name) is revoked, 1 connection is closed.", "密钥 \(name) 已吊销，已断开 1 条连接。")
        default:
            self.pick(
                "Key \(name) is revoked, \(closedLinks) connections are closed.",
                "密钥 \(name) 已吊销，已断开 \(closedLinks) 条连接。"
            )
        }
    }

    func rotated(graceSeconds: Int?) -> String {
        guard let graceSeconds else {
            return self.pick(
                "New access key in force; the old one is refused from now on. Put the new one into every bot.",
                "新访问密钥已生效，旧密钥即刻失效。请把新密钥填入所有机器人。"
            )
        }
        return self.pick(
            "New access key in force; the old one is accepted for \(self.span(graceSeconds)) more.",
            "新访问密钥已生效，旧密钥在 \(self.span(graceSeconds))内仍可使用。"
        )
    }

    /// A length of time in whole minutes where it is one.
    private func span(_ seconds: Int) -> String {
        seconds.isMultiple(of: 60)
            ? self.pick("\(seconds / 60) min", "\(seconds / 60) 分钟") : self.pick("\(seconds) s", "\(seconds) 秒")
    }

    // MARK: - Bots

    func noSuchBot(_ selfID: String) -> String {
        self.pick("No bot \(selfID) is connected.", "机器人 \(selfID) 未连接。")
    }

    func pinged(_ selfID: String, milliseconds: [Double?]) -> String {
        let values = milliseconds.map { $0.map { Self.decimal($0) + " ms" } ?? self.pick("no answer", "无应答") }
        return self.pick("\(selfID): ", "\(selfID)：") + values.joined(separator: self.pick(", ", "，"))
    }

    func disconnected(_ selfID: String, links: Int) -> String {
        self.pick(
            "Closed \(links) \(links == 1 ? "connection" : "connections") of \(selfID). It will come back by itself.",
            "已断开 \(selfID) 的 \(links) 条连接。机器人会自行重连。"
        )
    }

    func blocked(_ address: String) -> String {
        self.pick(
            "\(address) is blocked until you release it (:release \(address)).",
            "已封禁 \(address)，解封请用 :release \(address)。"
        )
    }

    func released(_ address: String, was: Bool) -> String {
        was
            ? self.pick("\(address) may connect again.", "\(address) 可以重新连接了。")
            : self.pick("\(address) was not blocked.", "\(address) 未被封禁。")
    }

    private static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }

    // MARK: - Events

    func eventsWritten(_ count: Int, _ path: String) -> String {
        self.pick(count == 1 ? "1 event in \(path)" : "\(count) events in \(path)", "\(count) 条事件已写入 \(path)")
    }

    func eventsNotWritten(_ code: Int32) -> String {
        let reason = String(cString: strerror(code))
        return self.pick(
            "the file could not be written (\(reason)); look at the space and the rights of the state folder",
            "文件写入失败（\(reason)）；请检查状态目录的剩余空间和权限"
        )
    }

    // MARK: - Journal

    func journalUnavailable(_ state: JournalFacts.State) -> String {
        switch state {
        case .off:
            self.pick(
                "The journal is off: nothing of the past is kept. Switch it on with: onebot-console config set journal.enabled true",
                "历史记录已关闭，没有保存过去的事件。开启：onebot-console config set journal.enabled true"
            )
        case .writing, .paused:
            self.pick(
                "The journal cannot be read at present. The Log panel says why; it is tried again every few seconds.",
                "当前无法读取历史记录，原因见日志面板；每隔几秒会自动重试。"
            )
        }
    }
}
