import Control
import Glibc
package import Snapshot

/// The sentences of the commands, in the operator's language. Each needs both languages to compile.
package struct CommandPhrases: Sendable {
    package let language: Language

    package init(_ language: Language) {
        self.language = language
    }

    func say(_ english: String, zh chinese: String) -> String {
        switch self.language {
        case .english: english
        case .chinese: chinese
        }
    }

    private func process(_ pid: Int32?) -> String {
        guard let pid else { return "" }
        return self.say(" (process \(pid))", zh: "（进程 \(pid)）")
    }

    static func cause(_ code: Int32) -> String { String(cString: strerror(code)) }

    // MARK: - Who runs

    func notRunning(_ folder: String) -> String {
        self.say(
            "No console runs for \(folder). Start one with: onebot-console",
            zh: "\(folder) 没有正在运行的控制台。启动：onebot-console"
        )
    }

    /// For a second headless start: which process has the folder already.
    package func alreadyRunning(pid: Int32?) -> String {
        self.say(
            "A console already runs for this state folder\(self.process(pid)). See it with: onebot-console attach; "
                + "end it with: onebot-console stop",
            zh: "该状态目录已有控制台在运行\(self.process(pid))。查看：onebot-console attach；停止：onebot-console stop"
        )
    }

    func notAnswering(pid: Int32?) -> String {
        self.say(
            "The console\(self.process(pid)) does not answer. Wait a moment and try again, or end that process.",
            zh: "控制台\(self.process(pid))没有响应。请稍后再试，或结束该进程。"
        )
    }

    func badAnswer(pid: Int32?) -> String {
        self.say(
            "The console\(self.process(pid)) answered something that this version does not understand. Restart it "
                + "with this version.",
            zh: "本版本无法识别控制台\(self.process(pid))的应答。请停止它，再用本版本启动。"
        )
    }

    func notPermitted(_ folder: String) -> String {
        self.say(
            "The console of \(folder) belongs to another user. Run this command as that user.",
            zh: "\(folder) 的控制台属于其他用户。请以该用户身份运行此命令。"
        )
    }

    // MARK: - The screen

    func detached() -> String {
        self.say(
            "The endpoint goes on serving. Come back with: onebot-console; end it with: onebot-console stop",
            zh: "服务继续运行。返回界面：onebot-console；停止：onebot-console stop"
        )
    }

    func screenDied(_ logFile: String, _ crashFile: String) -> String {
        self.say(
            "The console behind this screen has died. Its log is \(logFile), its last words are in \(crashFile).",
            zh: "控制台已异常退出。日志：\(logFile)；最后的输出：\(crashFile)。"
        )
    }

    func screenRefused(_ sentence: String) -> String {
        self.say(
            "The endpoint serves, but this terminal cannot show it. \(sentence)",
            zh: "服务正在运行，但此终端无法显示界面。\(sentence)"
        )
    }

    func screenUnreachable(_ code: Int32) -> String {
        self.say(
            "The screen of the console could not be reached: \(Self.cause(code)).",
            zh: "无法连接控制台的界面：\(Self.cause(code))。"
        )
    }

    // MARK: - Starting

    func died(_ crashFile: String) -> String {
        self.say(
            "The console ended while it was starting. Its last words are in \(crashFile).",
            zh: "控制台在启动时退出。最后的输出在 \(crashFile)。"
        )
    }

    func startTimedOut(_ logFile: String) -> String {
        self.say(
            "The console was not ready in time. What it is doing is in \(logFile).",
            zh: "控制台未能及时就绪。详情见 \(logFile)。"
        )
    }

    func notStarted(_ code: Int32) -> String {
        self.say(
            "The console could not be started: \(Self.cause(code)).",
            zh: "无法启动控制台：\(Self.cause(code))。"
        )
    }

    func servingWithoutTerminal() -> String {
        self.say(
            "There is no terminal here, so the console serves without a screen. See it from a terminal with: "
                + "onebot-console attach",
            zh: "此处没有终端，控制台将以无界面模式运行。在终端中查看：onebot-console attach"
        )
    }

    func attachNeedsTerminal() -> String {
        self.say(
            "The screen needs a terminal on standard input and output. Without one, use: onebot-console status",
            zh: "界面要求标准输入和标准输出都是终端。没有终端时请用：onebot-console status"
        )
    }

    func settingsWhileRunning(pid: Int32?) -> String {
        self.say(
            "--set only works at a start, and a console already runs\(self.process(pid)). Change it with: "
                + "onebot-console config set KEY VALUE",
            zh: "--set 只在启动时有效，而控制台已在运行\(self.process(pid))。请改用：onebot-console config set KEY VALUE"
        )
    }

    func badSetArgument() -> String {
        self.say(
            "--set takes KEY=VALUE, for example --set endpoint.port=9000.",
            zh: "--set 的格式是 KEY=VALUE，例如 --set endpoint.port=9000。"
        )
    }

    func secretAsArgument(_ path: String) -> String {
        self.say(
            "\(path) is a secret, and everybody on this machine can read a command line. Put it into the settings "
                + "file or the environment.",
            zh: "\(path) 是机密，而本机任何人都能看到命令行参数。请写入设置文件或环境变量。"
        )
    }

    func controlSocketProblem(_ problem: ControlSocketProblem) -> String {
        switch problem {
        case .pathTooLong:
            self.say(
                "The path of the control socket is too long. Name a shorter folder with --state-dir.",
                zh: "控制套接字的路径过长。请用 --state-dir 指定更短的目录。"
            )
        case .notASocket:
            self.say(
                "Something that is no socket stands where the control socket should be. Remove control.sock from "
                    + "the state folder.",
                zh: "控制套接字的位置被其他文件占用。请从状态目录中删除 control.sock。"
            )
        case .alreadyServed: self.alreadyRunning(pid: nil)
        case .system(let call, let code):
            self.say(
                "The control socket could not be made: \(call): \(Self.cause(code)).",
                zh: "无法创建控制套接字：\(call)：\(Self.cause(code))。"
            )
        }
    }

    // MARK: - Ending

    func stopped(pid: Int32?) -> String {
        self.say("The console\(self.process(pid)) has ended.", zh: "控制台\(self.process(pid))已停止。")
    }

    func stillRunning(pid: Int32?, seconds: Int) -> String {
        self.say(
            "The console\(self.process(pid)) has not ended within \(seconds) s. It is still closing, or must be "
                + "killed.",
            zh: "控制台\(self.process(pid))在 \(seconds) 秒内没有停止。可能仍在关闭，也可能需要强制结束。"
        )
    }

    // MARK: - The access key

    /// - Parameter start: What starts the console.
    func noKeyYet(_ file: String, start: String) -> String {
        self.say(
            "There is no access key yet: the first start makes one and saves it in \(file). Start with: \(start)",
            zh: "还没有访问密钥：首次启动时会生成并保存到 \(file)。启动：\(start)"
        )
    }

    func copied(_ key: String, throughTmux: Bool) -> String {
        throughTmux
            ? self.say(
                "Sent the access key \(key) to the terminal's clipboard and to tmux. No terminal confirms it; if "
                    + "pasting gives something else: onebot-console key show",
                zh: "已将访问密钥 \(key) 发送到终端剪贴板和 tmux。终端不会确认是否成功；若粘贴不对：onebot-console key show"
            )
            : self.say(
                "Sent the access key \(key) to the terminal's clipboard. No terminal confirms it; if pasting gives "
                    + "something else: onebot-console key show",
                zh: "已将访问密钥 \(key) 发送到终端剪贴板。终端不会确认是否成功；若粘贴不对：onebot-console key show"
            )
    }

    func copyNeedsTerminal() -> String {
        self.say(
            "There is no terminal to copy through. Print the key with: onebot-console key show",
            zh: "没有可用于复制的终端。显示密钥：onebot-console key show"
        )
    }

    func rotatedAtOnce() -> String {
        self.say(
            "This is the new access key. The old one is refused from now on: give the new one to every bot.",
            zh: "这是新的访问密钥。旧密钥即刻失效：请把新密钥填入所有机器人。"
        )
    }

    func rotatedWithGrace(until time: String) -> String {
        self.say(
            "This is the new access key. The old one is accepted until \(time): give the new one to every bot by then.",
            zh: "这是新的访问密钥。旧密钥在 \(time) 之前仍然有效：请在此之前把新密钥填入所有机器人。"
        )
    }

    func historyNotSaved(_ sentence: String) -> String {
        self.say(
            "The new key is saved, but the old one could not be remembered, so it is refused at once. \(sentence)",
            zh: "新密钥已保存，但未能记录旧密钥，因此旧密钥即刻失效。\(sentence)"
        )
    }

    func badDuration(_ text: String, maximum: String) -> String {
        self.say(
            "\(text) is no duration. Write it as 90s, 10m, 2h or 1d, at most \(maximum).",
            zh: "\(text) 不是有效的时长。请写成 90s、10m、2h 或 1d，最长 \(maximum)。"
        )
    }

    // MARK: - Settings

    func settingsGood(_ file: String) -> String {
        self.say("\(file) is good.", zh: "\(file) 没有问题。")
    }

    func settingsFileMissing(_ file: String) -> String {
        self.say(
            "There is no settings file \(file). The first start makes one.",
            zh: "设置文件 \(file) 不存在，首次启动时会创建。"
        )
    }

    func noSuchSetting(_ path: String) -> String {
        self.say(
            "There is no setting \(path). The file has them all: onebot-console config path",
            zh: "没有设置项 \(path)。所有设置项都在文件中：onebot-console config path"
        )
    }

    /// A sentence about a setting, behind its name.
    func about(_ path: String, _ sentence: String) -> String {
        self.say("\(path): \(sentence)", zh: "\(path)：\(sentence)")
    }

    func listSetting(_ path: String) -> String {
        self.say(
            "\(path) is a list of entries. Read and edit it in the file: onebot-console config path",
            zh: "\(path) 是一个列表。请在文件中查看和修改：onebot-console config path"
        )
    }

    func nothingOnStandardInput() -> String {
        self.say(
            "The value was to come from standard input, and there was none.",
            zh: "应从标准输入读取新值，但没有读到内容。"
        )
    }
}
