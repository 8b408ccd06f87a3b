package import Snapshot

/// What is said before something is changed or sent elsewhere: NapCat's configuration, a call with a file.
package protocol PreviewPhrases {
    var previewTitle: String { get }
    func previewEntry(_ name: String, account: String?, isNew: Bool) -> String
    func previewWay(_ way: ConnectionPreview.Way) -> String
    func previewRestart(_ command: String) -> String
    var previewReconnects: String { get }
    /// The bot will dial over the internet without TLS.
    var previewInTheClear: String { get }
    /// FILE-01 before a call.
    func pathUnseen(_ path: UnseenPath, container: String) -> String
    var pathAdvice: String { get }
}

extension EnglishPhrases {
    package var previewTitle: String { "Change in NapCat" }

    package func previewEntry(_ name: String, account: String?, isNew: Bool) -> String {
        let whose = account.map { " of QQ \($0)" } ?? ""
        return isNew ? "A new WebSocket client \"\(name)\"\(whose)." : "WebSocket client \"\(name)\"\(whose)."
    }

    package func previewWay(_ way: ConnectionPreview.Way) -> String {
        switch way {
        case .webUI: "Through NapCat's WebUI, at once."
        case .file(let path): "In \(path); NapCat reads it when it starts and must be restarted."
        }
    }

    package func previewRestart(_ command: String) -> String { "Restart it with: \(command)" }
    package var previewInTheClear: String { "not encrypted, over the internet" }
    package var previewReconnects: String {
        "The entry is switched off and on again, so that no old connection is left behind."
    }

    package func pathUnseen(_ path: UnseenPath, container: String) -> String {
        guard let inside = path.inside else {
            return "\(path.path) is not seen inside the bot's container \(container)."
        }
        return "Inside the bot's container \(container) \(path.path) is called \(inside)."
    }

    package var pathAdvice: String {
        "Use the path that the container has, mount the folder there, or send the file as base64://."
    }
}

extension ChinesePhrases {
    package var previewTitle: String { "修改 NapCat" }

    package func previewEntry(_ name: String, account: String?, isNew: Bool) -> String {
        let whose = account.map { " QQ \($0) 的" } ?? ""
        return "\(isNew ? "新建" : "修改")\(whose) WebSocket 客户端“\(name)”。"
    }

    package func previewWay(_ way: ConnectionPreview.Way) -> String {
        switch way {
        case .webUI: "通过 NapCat WebUI 修改，立即生效。"
        case .file(let path): "写入 \(path)；NapCat 启动时读取，需要重启。"
        }
    }

    package func previewRestart(_ command: String) -> String { "重启命令：\(command)" }
    package var previewInTheClear: String { "未加密，经公网传输" }
    package var previewReconnects: String { "该项会先停用再启用，以免遗留旧连接。" }

    package func pathUnseen(_ path: UnseenPath, container: String) -> String {
        guard let inside = path.inside else { return "机器人的容器 \(container) 看不到 \(path.path)。" }
        return "在机器人的容器 \(container) 中，\(path.path) 的路径是 \(inside)。"
    }

    package var pathAdvice: String { "请使用容器内的路径、挂载该目录，或以 base64:// 发送文件。" }
}
