import Doctor
package import Snapshot
package import Terminal

/// What is known of NapCat beside us, and its login QR code.
package protocol NapCatPhrases {
    var napcatFactsTitle: String { get }
    /// In the place of facts where there are none.
    var nothingBeside: String { get }
    func napcatLogTitle(_ container: String?) -> String
    func napcatFact(_ label: NapCatFactLabel) -> String
    /// - Parameters:
    ///   - state: As the engine says.
    ///   - age: For how long; nil where that is not known.
    func containerState(_ state: String, for age: String?) -> String
    var noContainerFound: String { get }
    func folderState(_ state: DataFolderFacts.State) -> String
    func freeSpace(_ size: String) -> String
    func folderOwner(_ owner: String) -> String
    /// - Parameter canProbe: Whether a key can find it out at present.
    func folderSight(_ sight: DataFolderFacts.Sight, canProbe: Bool) -> String
    /// In a word or two, why NapCat's WebUI cannot be used.
    func webUIDown(_ trouble: NapCatTrouble) -> String
    var napCatRestarts: String { get }
    /// `up · QQ online`
    func webUIState(login: NapCatLook.Login?, hasTrouble: Bool) -> String

    var qrCodeTitle: String { get }
    /// Behind the keys of the last line.
    var scanHint: String { get }
    var noCodeYet: String { get }
    /// - Parameter age: For how long the code has been there.
    func codeShown(for age: String) -> String
    /// Beneath the link of a code that is not drawn.
    ///
    /// - Parameter need: The terminal that it would fit on; nil where no terminal without Unicode can show it.
    func linkText(need: Size?, have: Size) -> String
    func copiedLink(by route: TerminalFacts.ClipboardRoute) -> String
}

/// What the facts about NapCat are called.
package enum NapCatFactLabel: CaseIterable, Sendable {
    case version
    case container
    case folder
}

extension EnglishPhrases {
    package var napcatFactsTitle: String { "Beside NapCat" }
    package var nothingBeside: String { "No container and no data folder of NapCat is known." }
    package func napcatLogTitle(_ container: String?) -> String { container.map { "Log of \($0)" } ?? "Log" }

    package func napcatFact(_ label: NapCatFactLabel) -> String {
        switch label {
        case .version: "Version"
        case .container: "Container"
        case .folder: "Data"
        }
    }

    package func containerState(_ state: String, for age: String?) -> String {
        age.map { "\(state) for \($0)" } ?? state
    }
    package var noContainerFound: String { "none by the names in 8 Settings" }

    package func folderState(_ state: DataFolderFacts.State) -> String {
        switch state {
        case .good: "writable"
        case .missing: "does not exist"
        case .notFolder: "is no folder"
        case .closed: "may not be looked into"
        case .readOnly: "read-only"
        }
    }

    package func freeSpace(_ size: String) -> String { "\(size) free" }
    package func folderOwner(_ owner: String) -> String { "owner \(owner)" }

    package func folderSight(_ sight: DataFolderFacts.Sight, canProbe: Bool) -> String {
        switch sight {
        case .mounted(let inside): "the bot sees it as \(inside)"
        case .notMounted: "not mounted in the bot's container"
        case .probed: "what the bot writes is seen here"
        case .probedElsewhere(let path): "the bot's \(path) is another folder"
        case .same: "the bot sees it under the same path"
        case .unknown: "not known whether the bot sees it" + (canProbe ? "; p tries" : "")
        }
    }

    package func webUIDown(_ trouble: NapCatTrouble) -> String { trouble.short(.english) ?? "no answer" }

    package var napCatRestarts: String { "restarting" }

    package func webUIState(login: NapCatLook.Login?, hasTrouble: Bool) -> String {
        switch login {
        case .online: "up · QQ online"
        case .offline: "up · QQ offline"
        case .waiting: "up · QQ not logged in"
        case nil: hasTrouble ? "up · not let in" : "up"
        }
    }

    package var qrCodeTitle: String { "Log in to QQ" }
    package var scanHint: String { "Scan it with QQ on the bot's phone." }
    package func codeShown(for age: String) -> String {
        "Shown for \(age); r makes a new one when it no longer works."
    }
    package var noCodeYet: String { "NapCat has not given a QR code yet; r asks for one." }

    package func linkText(need: Size?, have: Size) -> String {
        let larger =
            need.map {
                "Make the terminal at least \($0.columns)x\($0.rows) (it is \(have.columns)x\(have.rows)) to have the code drawn."
            } ?? "This terminal is not UTF-8 and cannot draw the code; another one can."
        return
            "\(larger) Or paste the link into any program that makes QR codes of a text (y copies it) and scan that with "
            + "QQ on the phone of the bot's account. It expires within minutes; r gets a new one."
    }

    package func copiedLink(by route: TerminalFacts.ClipboardRoute) -> String { "Link \(self.copyWay(route))" }
}

extension ChinesePhrases {
    package var napcatFactsTitle: String { "NapCat 环境" }
    package var nothingBeside: String { "未发现 NapCat 的容器和数据目录。" }
    package func napcatLogTitle(_ container: String?) -> String { container.map { "\($0) 的日志" } ?? "日志" }

    package func napcatFact(_ label: NapCatFactLabel) -> String {
        switch label {
        case .version: "版本"
        case .container: "容器"
        case .folder: "数据目录"
        }
    }

    package func containerState(_ state: String, for age: String?) -> String {
        let word =
            switch state {
            case "running": "运行中"
            case "exited": "已停止"
            case "restarting": "重启中"
            case "paused": "已暂停"
            case "created": "未启动"
            case "dead": "已失效"
            default: state
            }
        return age.map { "\(word)，已 \($0)" } ?? word
    }

    package var noContainerFound: String { "没有 8 设置中所列名称的容器" }

    package func folderState(_ state: DataFolderFacts.State) -> String {
        switch state {
        case .good: "可写"
        case .missing: "不存在"
        case .notFolder: "不是目录"
        case .closed: "无权查看"
        case .readOnly: "只读"
        }
    }

    package func freeSpace(_ size: String) -> String { "剩余 \(size)" }
    package func folderOwner(_ owner: String) -> String { "所有者 \(owner)" }

    package func folderSight(_ sight: DataFolderFacts.Sight, canProbe: Bool) -> String {
        switch sight {
        case .mounted(let inside): "机器人看到的路径是 \(inside)"
        case .notMounted: "未挂载到机器人的容器"
        case .probed: "机器人写的文件本机能看到"
        case .probedElsewhere(let path): "机器人的 \(path) 是另一个目录"
        case .same: "机器人看到的路径相同"
        case .unknown: "不确定机器人能否看到" + (canProbe ? "；按 p 检测" : "")
        }
    }

    package func webUIDown(_ trouble: NapCatTrouble) -> String { trouble.short(.chinese) ?? "无应答" }

    package var napCatRestarts: String { "正在重启" }

    package func webUIState(login: NapCatLook.Login?, hasTrouble: Bool) -> String {
        switch login {
        case .online: "正常 · QQ 在线"
        case .offline: "正常 · QQ 离线"
        case .waiting: "正常 · QQ 未登录"
        case nil: hasTrouble ? "正常 · 未能登录" : "正常"
        }
    }

    package var qrCodeTitle: String { "登录 QQ" }
    package var scanHint: String { "请用机器人账号的手机 QQ 扫描。" }
    package func codeShown(for age: String) -> String { "二维码已显示 \(age)，失效请按 r" }
    package var noCodeYet: String { "NapCat 尚未给出二维码；按 r 请求。" }

    package func linkText(need: Size?, have: Size) -> String {
        let larger =
            need.map {
                "终端至少需要 \($0.columns)x\($0.rows) 才能画出二维码（现为 \(have.columns)x\(have.rows)），请放大窗口。"
            } ?? "本终端不是 UTF-8，无法画出二维码，请换用其他终端。"
        return "\(larger)也可按 y 复制链接，用任意工具将该文字生成二维码，再用机器人账号的手机 QQ 扫描。链接数分钟内失效，按 r 刷新。"
    }

    package func copiedLink(by route: TerminalFacts.ClipboardRoute) -> String { "链接\(self.copyWay(route))" }
}
