import Glibc
package import Snapshot

/// The sentences about alarms, in one language. Each needs both languages to compile.
package struct AlarmPhrases: Sendable {
    package let language: Language

    package init(_ language: Language) {
        self.language = language
    }

    private func say(_ english: String, zh chinese: String) -> String {
        switch self.language {
        case .english: english
        case .chinese: chinese
        }
    }

    // MARK: - What is told

    /// One line that says it all, fit for a chat message.
    package func text(of notice: AlarmNotice, host: String) -> String {
        let finding = notice.finding
        var text =
            switch notice.change {
            case .appeared: self.say("[\(host)] \(finding.id)", zh: "【\(host)】\(finding.id)")
            case .cleared: self.say("[\(host)] Cleared: \(finding.id)", zh: "【\(host)】已恢复：\(finding.id)")
            case .test: self.say("[\(host)] Test", zh: "【\(host)】测试")
            }
        if !finding.subject.isEmpty { text += " \(finding.subject)" }
        text += self.say(": \(finding.title)", zh: "：\(finding.title)")
        if notice.repeats > 0 {
            text += self.say(
                " (came and went \(notice.repeats) more times)",
                zh: "（期间又反复 \(notice.repeats) 次）"
            )
        }
        return oneLine(text, limit: 500)
    }

    var testTitle: String {
        self.say("This alarm works. Nothing is wrong.", zh: "此告警可以正常送达，并没有故障。")
    }

    var testEvidence: String {
        self.say("The operator tried this alarm.", zh: "由操作者手动测试。")
    }

    // MARK: - How it went

    /// What came of an attempt, and what to do.
    package func outcome(_ outcome: AlarmOutcome) -> String {
        switch outcome.result {
        case .done(let milliseconds):
            self.say("Told in \(milliseconds) ms.", zh: "已送达，用时 \(milliseconds) 毫秒。")
        case .failed(let failure):
            if let retry = outcome.retry {
                self.failure(failure)
                    + self.say(
                        " It is tried again in \(self.duration(retry)).",
                        zh: "将在 \(self.duration(retry))后重试。"
                    )
            } else {
                self.failure(failure) + self.say(" ", zh: "") + self.advice(failure)
            }
        }
    }

    /// What went wrong.
    package func failure(_ failure: AlarmFailure) -> String {
        switch failure {
        case .couldNotStart(let errno):
            let reason = self.reason(errno: errno)
            return self.say("The command could not be started: \(reason).", zh: "命令无法启动：\(reason)。")
        case .exit(let code):
            return self.say("The command ended with code \(code).", zh: "命令以退出码 \(code) 结束。")
        case .killedBySignal(let signal):
            return self.say("The command was ended by signal \(signal).", zh: "命令被信号 \(signal) 终止。")
        case .timedOut(let time):
            return self.say(
                "The command was not done within \(self.duration(time)) and was ended.",
                zh: "命令在 \(self.duration(time))内没有完成，已被终止。"
            )
        case .httpStatus(let status):
            return self.say("The webhook answered \(status).", zh: "Webhook 返回 \(status)。")
        case .network(let fault):
            let reason = self.reason(fault)
            return self.say("The webhook was not reached: \(reason).", zh: "无法送达 Webhook：\(reason)。")
        case .stopped:
            return self.say("The console ended before it was told.", zh: "控制台在送达之前已退出。")
        }
    }

    /// What the operator can do about it.
    package func advice(_ failure: AlarmFailure) -> String {
        switch failure {
        case .couldNotStart(ENOENT):
            self.say(
                "Check the path in the alarm's command, and the one in the first line of a script.",
                zh: "请检查告警命令的路径，以及脚本首行的解释器路径。"
            )
        case .couldNotStart(EACCES):
            self.say(
                "Make the file executable for the user that the console runs as.",
                zh: "请让运行控制台的用户对该文件有执行权限。"
            )
        case .couldNotStart(ENOEXEC):
            self.say(
                "A script needs a first line like #!/bin/sh; no shell is used to run it.",
                zh: "脚本首行需要写明解释器，例如 #!/bin/sh；不会用 shell 来运行它。"
            )
        case .couldNotStart:
            self.say("Try the command by hand as the same user.", zh: "请以同一用户手动运行该命令试试。")
        case .exit, .killedBySignal:
            self.say("What it printed is in the log.", zh: "它的输出在日志中。")
        case .timedOut:
            self.say(
                "Let it hand long work to another program and end.",
                zh: "请让它把耗时的工作交给其他程序，并尽快结束。"
            )
        case .httpStatus(300...399):
            self.say(
                "Redirects are not followed: write the final address into the alarm.",
                zh: "不会跟随重定向：请在告警中填写最终地址。"
            )
        case .httpStatus(401), .httpStatus(403), .httpStatus(404), .httpStatus(410):
            self.say("Check the address in the alarm, and its token.", zh: "请检查告警中的地址及其令牌。")
        case .httpStatus(429):
            self.say("It takes fewer messages: let the alarm tell of less.", zh: "对方限制了频率：请减少此告警的内容。")
        case .httpStatus(400...499):
            self.say(
                "It may expect another JSON: put a program in between that translates.",
                zh: "对方可能需要其他格式的 JSON：请在中间加一个转换程序。"
            )
        case .httpStatus:
            self.say("Look at the log of what answers there.", zh: "请查看对方服务的日志。")
        case .network(let fault): self.advice(fault)
        case .stopped: self.say("Start it again.", zh: "请重新启动。")
        }
    }

    private func advice(_ fault: AlarmNetworkFault) -> String {
        switch fault {
        case .nameUnknown, .badAddress:
            self.say("Check the address in the alarm.", zh: "请检查告警中的地址。")
        case .tls:
            self.say(
                "Check that its certificate is valid and trusted on this machine.",
                zh: "请检查对方证书是否有效，以及本机是否信任它。"
            )
        case .notHTTP: self.say("Check the port in the address.", zh: "请检查地址中的端口。")
        case .refused, .unreachable, .closed, .noAnswer, .other:
            self.say(
                "Check that it runs and can be reached from this machine.",
                zh: "请检查对方是否在运行，以及本机能否访问它。"
            )
        }
    }

    // MARK: - Parts

    private func reason(errno: CInt) -> String {
        switch errno {
        case ENOENT: self.say("there is no such program", zh: "找不到该程序")
        case EACCES: self.say("the file is not executable", zh: "文件不可执行")
        case ENOEXEC: self.say("the file is no program", zh: "文件不是可执行的程序")
        case 0: self.say("the system did not say why", zh: "系统没有说明原因")
        default: String(cString: strerror(errno))
        }
    }

    private func reason(_ fault: AlarmNetworkFault) -> String {
        switch fault {
        case .nameUnknown: self.say("its name is not known", zh: "域名无法解析")
        case .refused: self.say("nothing listens there", zh: "对方没有监听该端口")
        case .unreachable: self.say("there is no way to it", zh: "网络不可达")
        case .closed: self.say("the connection was closed before the answer", zh: "连接在返回之前被关闭")
        case .noAnswer(let time):
            self.say("no answer within \(self.duration(time))", zh: "\(self.duration(time))内没有返回")
        case .tls: self.say("the encrypted connection failed", zh: "加密连接失败")
        case .notHTTP: self.say("it does not speak HTTP", zh: "对方不是 HTTP 服务")
        case .badAddress: self.say("the address cannot be used", zh: "地址无法使用")
        case .other(let text): text
        }
    }

    private func duration(_ duration: Duration) -> String {
        let seconds = max(1, duration.components.seconds)
        return seconds < 120 || seconds % 60 != 0
            ? self.say("\(seconds) s", zh: "\(seconds) 秒")
            : self.say("\(seconds / 60) min", zh: "\(seconds / 60) 分钟")
    }
}
