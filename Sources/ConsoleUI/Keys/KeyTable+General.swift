import Terminal

extension KeyTable {
    static let generalBindings: [KeyBinding] =
        movingBindings + copyBindings + [
            KeyBinding(
                [Key(.escape)],
                in: .general,
                .back,
                hint: Words(en: "back", zh: "返回"),
                help: Words(en: "One step back; clears a filter, never quits", zh: "返回上一步；可清除筛选，不会退出程序")
            ),
            KeyBinding(
                [.character(":")],
                in: .general,
                .commandLine,
                hint: Words(en: "command", zh: "命令"),
                help: Words(en: "Type a command; Tab completes", zh: "输入命令；Tab 补全"),
                priority: 10
            ),
            KeyBinding(
                [.character("?"), Key(.function(1))],
                in: .general,
                .help,
                hint: Words(en: "help", zh: "帮助"),
                help: Words(en: "Show the keys that work here", zh: "显示当前可用的按键"),
                priority: 99
            ),
            KeyBinding(
                [.character("M")],
                in: .general,
                .mouse,
                hint: Words(en: "mouse", zh: "鼠标"),
                help: Words(
                    en: "Mouse on or off; while on, hold Shift to select text",
                    zh: "开关鼠标；开启时按住 Shift 选取文字"
                )
            ),
            KeyBinding(
                [.character("q"), .control("c")],
                in: .onlooker,
                .detach,
                hint: Words(en: "leave", zh: "离开"),
                help: Words(en: "Leave the screen; the endpoint goes on", zh: "离开界面，服务继续运行"),
                priority: 20
            ),
            KeyBinding(
                [.character("q"), .control("c")],
                in: .session,
                .quit,
                hint: Words(en: "quit", zh: "退出"),
                help: Words(en: "Leave the screen or stop the endpoint (asks)", zh: "离开界面或停止服务（需确认）"),
                priority: 20
            ),
            KeyBinding(
                [.control("l")],
                in: .always,
                .redraw,
                hint: Words(en: "redraw", zh: "重绘"),
                help: Words(en: "Draw the whole screen again", zh: "重绘整个屏幕")
            ),
            KeyBinding(
                [.control("z")],
                in: .always,
                .suspend,
                hint: Words(en: "suspend", zh: "挂起"),
                help: Words(en: "Back to the shell; `fg` returns", zh: "回到 shell；执行 `fg` 返回"),
                unavailable: { $0.terminal.hasShell ? nil : .noShell }
            ),
            KeyBinding(
                [.control("c")],
                in: .always,
                .quit,
                hint: Words(en: "quit", zh: "退出"),
                help: Words(en: "Leave the screen or stop the endpoint (asks)", zh: "离开界面或停止服务（需确认）")
            ),
        ]

    private static let movingBindings: [KeyBinding] = [
        KeyBinding(
            [Key(.down), .character("j")],
            in: .moving,
            .down,
            hint: Words(en: "move", zh: "移动"),
            help: Words(en: "One line down", zh: "下移一行"),
            priority: 1,
            label: "↑↓"
        ),
        KeyBinding(
            [Key(.up), .character("k")],
            in: .moving,
            .up,
            hint: Words(en: "up", zh: "上移"),
            help: Words(en: "One line up", zh: "上移一行")
        ),
        KeyBinding(
            [Key(.left), .character("h")],
            in: .moving,
            .left,
            hint: Words(en: "left", zh: "左"),
            help: Words(en: "Left: the beginning of long lines, the box before", zh: "向左：长行的开头，或上一个框")
        ),
        KeyBinding(
            [Key(.right), .character("l")],
            in: .moving,
            .right,
            hint: Words(en: "right", zh: "右"),
            help: Words(en: "Right: the rest of long lines, the next box", zh: "向右：长行的后文，或下一个框")
        ),
        KeyBinding(
            [Key(.pageDown), .control("f")],
            in: .moving,
            .pageDown,
            hint: Words(en: "page down", zh: "下翻"),
            help: Words(en: "One page down", zh: "下翻一页")
        ),
        KeyBinding(
            [Key(.pageUp), .control("b")],
            in: .moving,
            .pageUp,
            hint: Words(en: "page up", zh: "上翻"),
            help: Words(en: "One page up", zh: "上翻一页")
        ),
        KeyBinding(
            [.control("d")],
            in: .moving,
            .halfPageDown,
            hint: Words(en: "half page down", zh: "下翻半页"),
            help: Words(en: "Half a page down", zh: "下翻半页")
        ),
        KeyBinding(
            [.control("u")],
            in: .moving,
            .halfPageUp,
            hint: Words(en: "half page up", zh: "上翻半页"),
            help: Words(en: "Half a page up", zh: "上翻半页")
        ),
        KeyBinding(
            [.character("g"), Key(.home)],
            in: .moving,
            .first,
            hint: Words(en: "first", zh: "首行"),
            help: Words(en: "To the first line", zh: "跳到首行")
        ),
        KeyBinding(
            [.character("G"), Key(.end)],
            in: .moving,
            .last,
            hint: Words(en: "last", zh: "末行"),
            help: Words(en: "To the last line; Events and the Log follow again", zh: "跳到末行；事件与日志恢复跟随")
        ),
    ]

    private static let copyBindings: [KeyBinding] = [
        KeyBinding(
            [.character("c")],
            in: .copies,
            .copyKey,
            hint: Words(en: "copy key", zh: "复制密钥"),
            help: Words(
                en: "Send the access key to the terminal's clipboard",
                zh: "将访问密钥复制到终端剪贴板"
            ),
            priority: 5
        ),
        KeyBinding(
            [.character("y")],
            in: .copies,
            .copyAddress,
            hint: Words(en: "copy address", zh: "复制地址"),
            help: Words(
                en: "Send the address for bots to the terminal's clipboard",
                zh: "将机器人要填的地址复制到终端剪贴板"
            ),
            priority: 6
        ),
        KeyBinding(
            [.character("n")],
            in: .copies,
            .copyWebUI,
            hint: Words(en: "copy WebUI", zh: "复制 WebUI"),
            help: Words(
                en: "Send NapCat's WebUI address to the terminal's clipboard",
                zh: "将 NapCat WebUI 地址复制到终端剪贴板"
            )
        ),
        KeyBinding(
            [.character("v")],
            in: .copies,
            .show,
            hint: Words(en: "show", zh: "显示"),
            help: Words(
                en: "Show key and addresses on a bare screen, to select by hand; masked again after 30 s",
                zh: "明文显示密钥与地址，便于手动选取；30 秒后自动隐藏"
            )
        ),
    ]
}
