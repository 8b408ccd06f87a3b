/// What is said after a copy. No terminal confirms one, so it is told as sent.
package protocol CopyPhrases {
    func copied(_ what: CopyTarget, by route: TerminalFacts.ClipboardRoute) -> String
    var noKeyToCopy: String { get }
    /// Last line of the bare screen.
    var bareHint: String { get }
}

/// What the copy keys copy.
package enum CopyTarget: String, CaseIterable, Equatable, Sendable {
    case key
    case address
    case webUI = "webui"
}

extension EnglishPhrases {
    package func copied(_ what: CopyTarget, by route: TerminalFacts.ClipboardRoute) -> String {
        let name =
            switch what {
            case .key: "Access key"
            case .address: "Address"
            case .webUI: "WebUI URL"
            }
        return "\(name) \(self.copyWay(route)); v shows it to select by hand"
    }

    func copyWay(_ route: TerminalFacts.ClipboardRoute) -> String {
        switch route {
        case .plain: "sent to your terminal's clipboard"
        case .tmux: "sent to tmux and your clipboard"
        case .screen: "sent through screen to your clipboard"
        }
    }

    package var noKeyToCopy: String { "There is no access key: anybody may connect." }
    package var bareHint: String { "Select by hand. Esc masks again; so do 30 s." }
}

extension ChinesePhrases {
    package func copied(_ what: CopyTarget, by route: TerminalFacts.ClipboardRoute) -> String {
        let name =
            switch what {
            case .key: "访问密钥"
            case .address: "地址"
            case .webUI: "WebUI 地址"
            }
        return "\(name)\(self.copyWay(route))；若粘贴不对，按 v 手动选取"
    }

    func copyWay(_ route: TerminalFacts.ClipboardRoute) -> String {
        switch route {
        case .plain: "已发送到终端剪贴板"
        case .tmux: "已发送到 tmux 与终端剪贴板"
        case .screen: "已通过 screen 发送到终端剪贴板"
        }
    }

    package var noKeyToCopy: String { "未设置访问密钥：任何人都可连接。" }
    package var bareHint: String { "请手动选取。按 Esc 重新隐藏；30 秒后自动隐藏。" }
}
