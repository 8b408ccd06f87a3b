import Terminal

extension KeyTable {
    /// The list of keys and what is asked for a new one.
    static let keyBindings: [KeyBinding] = [
        KeyBinding(
            [Key(.enter)],
            in: .keysRow,
            .keys,
            hint: Words(en: "open", zh: "打开"),
            help: Words(en: "Open the list of keys", zh: "打开密钥列表"),
            priority: 2
        ),
        KeyBinding(
            [.character("a")],
            in: .keyPage,
            .addKey,
            hint: Words(en: "add", zh: "添加"),
            help: Words(en: "Add a key, for one bot alone where you say so", zh: "添加密钥，可限定给某个机器人"),
            priority: 2
        ),
        KeyBinding(
            [.character("d")],
            in: .keyPage,
            .revokeKey,
            hint: Words(en: "revoke", zh: "吊销"),
            help: Words(en: "Take the key away and close what it opened (asks)", zh: "吊销密钥并断开使用它的连接（需确认）"),
            priority: 3,
            dangerous: true,
            unavailable: { $0.selectedKey == nil ? .accessKeyStays : nil }
        ),
        KeyBinding(
            [.character("c")],
            in: .keyPage,
            .copyThisKey,
            hint: Words(en: "copy", zh: "复制"),
            help: Words(en: "Copy the key under the cursor", zh: "复制光标处的密钥"),
            priority: 4
        ),
        KeyBinding(
            [.character("v")],
            in: .keyPage,
            .showThisKey,
            hint: Words(en: "show", zh: "显示"),
            help: Words(en: "Show the key under the cursor bare", zh: "明文显示光标处的密钥"),
            priority: 5
        ),
        KeyBinding(
            [Key(.enter)],
            in: .keyForm,
            .applyKeyForm,
            hint: Words(en: "add", zh: "添加"),
            help: Words(en: "Make the key", zh: "生成该密钥"),
            priority: 1
        ),
        KeyBinding(
            [Key(.escape)],
            in: .keyForm,
            .cancelKeyForm,
            hint: Words(en: "cancel", zh: "取消"),
            help: Words(en: "Close the form, add nothing", zh: "关闭，不添加"),
            priority: 2
        ),
        KeyBinding(
            [Key(.tab), Key(.down)],
            in: .keyForm,
            .nextKeyField,
            hint: Words(en: "next field", zh: "下一项"),
            help: Words(en: "Go to the next field", zh: "转到下一项"),
            priority: 3
        ),
        KeyBinding(
            [Key(.tab, .shift), Key(.up)],
            in: .keyForm,
            .previousKeyField,
            hint: Words(en: "previous field", zh: "上一项"),
            help: Words(en: "Go to the field before", zh: "转到上一项")
        ),
    ]
}
