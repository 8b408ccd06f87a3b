import OneBot

/// The settings file that the first start makes.
enum SettingsTemplate {
    /// What the file says about the access key.
    enum Key {
        /// This one.
        case own(Secret)
        /// None: it comes from this variable, or from the command line.
        case pinned(variable: String?)
    }

    static func text(_ key: Key) -> String {
        let keyLine =
            switch key {
            case .own(let secret): "access_key: \(YAMLLiteral.text(.secret(secret)))"
            case .pinned(let variable?): "# access_key: \"\"   # 由 \(variable) 指定 / set by \(variable)"
            case .pinned(nil): "# access_key: \"\"   # 由命令行指定 / set on the command line"
            }
        return """
            # OneBot Console 设置 / settings
            # 未写出的项使用默认值，其他键和注释都会保留。
            # What is not written here has its default; other keys and comments are kept.

            language: auto   # auto | en | zh

            endpoint:
              # 监听地址与端口 / address and port to listen on
              host: 0.0.0.0
              port: 8021
              path: /onebot/v11/ws
              # 访问密钥：填入机器人的 Token 栏 / access key: goes into the bot's Token field
              \(keyLine)
              # 外部地址（有端口映射或反向代理时填写） / what bots outside dial, when it differs
              public_url: ""
              # wss://，需要证书文件 / needs certificate files
              tls: { enabled: false, certificate: "", private_key: "" }

            napcat:
              webui_url: http://127.0.0.1:6099/webui
              # 留空则读取数据目录中的 webui.json / empty: read from webui.json in the data folder
              token: ""
              # NapCat 与应用共用的数据目录 / the folder that bot and app both see
              data_dir: ""

            """
    }
}
