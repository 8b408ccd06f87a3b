import Terminal

extension KeyTable {
    static let settingsBindings: [KeyBinding] = [
        KeyBinding(
            [Key(.enter)],
            in: .settings,
            .edit,
            hint: Words(en: "edit", zh: "修改"),
            help: Words(
                en: "Edit the value in place; a switch changes at once",
                zh: "修改该值；开关项立即切换"
            ),
            priority: 2
        ),
        KeyBinding(
            [.character(" ")],
            in: .settings,
            .toggle,
            hint: Words(en: "switch", zh: "切换"),
            help: Words(en: "Turn a switch on or off", zh: "切换开关"),
            priority: 9,
            unavailable: { $0.selectedSetting.field?.isSwitch == true ? nil : .notASwitch }
        ),
        KeyBinding(
            [.character("u")],
            in: .settings,
            .undo,
            hint: Words(en: "undo", zh: "撤销"),
            help: Words(en: "Take the last change back", zh: "撤销上一次修改"),
            priority: 3
        ),
        KeyBinding(
            [.character("R")],
            in: .settings,
            .rotateKey,
            hint: Words(en: "rotate key", zh: "更换密钥"),
            help: Words(en: "Make a new access key (asks)", zh: "生成新的访问密钥（需确认）"),
            priority: 4,
            dangerous: true,
            unavailable: { $0.keyIsPinned ? .keyPinned : nil }
        ),
        KeyBinding(
            [.character("t"), Key(.enter)],
            in: .alarmRow,
            .testAlarm,
            hint: Words(en: "test alarm", zh: "测试告警"),
            help: Words(en: "Set the alarm under the cursor off for trial", zh: "试发光标处的告警"),
            priority: 2,
            unavailable: { $0.selectedAlarm == nil ? .notAnAlarm : nil }
        ),
    ]

    static let logBindings: [KeyBinding] = [
        KeyBinding(
            [.character("L")],
            in: .log,
            .level,
            hint: Words(en: "level", zh: "级别"),
            help: Words(en: "Show the next level and above", zh: "切换显示的最低级别"),
            priority: 2
        ),
        KeyBinding(
            [.character("/")],
            in: .log,
            .filter,
            hint: Words(en: "filter", zh: "筛选"),
            help: Words(
                en: "Show only lines that contain a text; a leading ! inverts",
                zh: "只显示包含某段文字的行；以 ! 开头取反"
            ),
            priority: 3
        ),
        KeyBinding(
            [.character(" ")],
            in: .log,
            .pause,
            hint: Words(en: "pause", zh: "暂停"),
            help: Words(en: "Hold the list still, or let it go on", zh: "暂停或继续滚动"),
            priority: 4
        ),
        KeyBinding(
            [Key(.enter)],
            in: .log,
            .open,
            hint: Words(en: "whole line", zh: "全文"),
            help: Words(en: "Show the line in full", zh: "显示该行全文"),
            priority: 5,
            unavailable: { $0.selectedLogLine == nil ? .nothingToOpen : nil }
        ),
    ]
}
