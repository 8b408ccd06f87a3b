import Snapshot
import TerminalIO

/// Sentences for a terminal that cannot have a screen.
enum ScreenPhrases {
    static func tooMany(_ limit: Int, _ language: Language) -> String {
        switch language {
        case .english: "\(limit) terminals look at it already. Leave one of them (q) and try again."
        case .chinese: "已有 \(limit) 个终端在查看。请先离开其中一个（q），再重试。"
        }
    }

    static func cannotShow(_ failure: FrameEncoder.Failure, _ language: Language) -> String {
        switch (failure, language) {
        case (.unknownTerminal(let name), .english):
            "This system knows no terminal named \(name) and none of the usual ones. Install ncurses-base, or set "
                + "TERM=xterm-256color. `onebot-console status` works without a screen."
        case (.unknownTerminal(let name), .chinese):
            "系统不认识终端类型 \(name)，也没有常用的终端描述。请安装 ncurses-base 或设置 TERM=xterm-256color。"
                + "onebot-console status 无需界面也能使用。"
        case (.cannotPlaceCursor(let name), .english):
            "The terminal \(name) cannot position the cursor. Use `onebot-console status`, or another terminal."
        case (.cannotPlaceCursor(let name), .chinese):
            "终端 \(name) 无法定位光标。请使用 onebot-console status，或换一个终端。"
        case (.noResources, .english):
            "The system has no memory or descriptor left for another screen. Close other screens and try again."
        case (.noResources, .chinese):
            "系统的内存或文件描述符不足，无法再打开界面。请关闭其他界面后重试。"
        }
    }
}
