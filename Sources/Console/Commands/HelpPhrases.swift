import Snapshot

/// The help of the command line, in the operator's language.
package struct HelpPhrases: Sendable {
    private let phrases: CommandPhrases

    /// - Parameter environment: Says which language, since help is written before options are read.
    package init(environment: [String: String]) {
        self.phrases = CommandPhrases(Language(environment: environment))
    }

    private func say(_ english: String, zh chinese: String) -> String { self.phrases.say(english, zh: chinese) }

    // MARK: - Commands

    package var console: String {
        self.say("The front door for OneBot v11 bots, in a terminal.", zh: "OneBot v11 机器人的接入控制台。")
    }
    package var run: String {
        self.say("Show the screen; start the console first where it does not run.", zh: "显示界面；控制台未运行时先启动。")
    }
    package var attach: String { self.say("Show the screen of the running console.", zh: "显示正在运行的控制台的界面。") }
    package var stop: String { self.say("End the running console.", zh: "停止正在运行的控制台。") }
    package var status: String { self.say("Show the running console's state.", zh: "显示正在运行的控制台的状态。") }
    package var key: String { self.say("The access key that bots must present.", zh: "机器人必须提供的访问密钥。") }
    package var keyShow: String { self.say("Print the access key.", zh: "显示访问密钥。") }
    package var keyCopy: String {
        self.say("Copy the access key to the terminal's clipboard.", zh: "将访问密钥复制到终端剪贴板。")
    }
    package var keyRotate: String { self.say("Make a new access key.", zh: "生成新的访问密钥。") }
    package var config: String { self.say("Settings without the screen.", zh: "不经界面查看和修改设置。") }
    package var configPath: String { self.say("Print where the settings file is.", zh: "显示设置文件的位置。") }
    package var configGet: String { self.say("Print the value of a setting.", zh: "显示设置项的值。") }
    package var configSet: String {
        self.say("Change a setting, at once where a console runs.", zh: "修改设置项；控制台运行时立即生效。")
    }
    package var configCheck: String { self.say("Tell what is wrong with a settings file.", zh: "检查设置文件有无问题。") }

    // MARK: - Options

    package var settingsFile: String { self.say("The settings file.", zh: "设置文件。") }
    package var stateFolder: String { self.say("The folder for sockets, log and history.", zh: "套接字、日志和历史记录的目录。") }
    package var language: String { self.say("The language.", zh: "语言。") }
    package var headless: String {
        self.say("Serve in the foreground without a screen, the log on standard error.", zh: "在前台无界面运行，日志输出到标准错误。")
    }
    package var set: String {
        self.say("A setting for this run, not saved. Can be given several times.", zh: "仅对本次运行有效的设置，不保存。可多次使用。")
    }
    package var json: String { self.say("As JSON, for scripts.", zh: "以 JSON 输出，供脚本使用。") }
    package var grace: String {
        self.say("How long the old key is still accepted: 90s, 10m, 2h.", zh: "旧密钥继续有效的时间：90s、10m、2h。")
    }
    package var settingPath: String { self.say("For example endpoint.port.", zh: "例如 endpoint.port。") }
    package var settingValue: String {
        self.say("The new value; - reads it from standard input.", zh: "新的值；- 表示从标准输入读取。")
    }
    package var checkedFile: String {
        self.say("The file; the one a start would use when left out.", zh: "要检查的文件；省略时为启动时所用的文件。")
    }

    // MARK: - Mistakes

    package func badGrace(_ text: String) -> String { self.phrases.badDuration(text, maximum: "7d") }
}
