/// The page that a person with a browser gets: the endpoint is up, and this is what to put into the bot.
enum BrowserPage {
    static func html(path: String, host: String?, chinese: Bool) -> String {
        let address = "ws://\(self.escaped(host ?? "HOST"))\(self.escaped(path))"
        let language = chinese ? "zh" : "en"
        let title = chinese ? "OneBot 服务运行正常" : "The OneBot endpoint is up"
        let lead =
            chinese
            ? "此地址供机器人通过 WebSocket 连接，浏览器无法使用。"
            : "Bots connect to this address by WebSocket; a browser cannot."
        let steps =
            chinese
            ? [
                "在 NapCat 中打开“网络配置”，新建“WebSocket 客户端”。",
                "URL 填 <code>\(address)</code>",
                "Token 填 OneBot Console 显示的访问密钥，消息格式选 Array，启用并保存。",
            ]
            : [
                "In NapCat open Network configuration and add a WebSocket client.",
                "URL: <code>\(address)</code>",
                "Token: the access key that OneBot Console shows; message format Array; enable and save.",
            ]
        return """
            <!DOCTYPE html>
            <html lang="\(language)"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>\(title)</title>
            <style>body{font:16px/1.6 system-ui,sans-serif;max-width:40em;margin:3em auto;padding:0 1em}\
            code{background:#8882;padding:.1em .3em;border-radius:.2em;overflow-wrap:anywhere}</style></head>
            <body><h1>\(title)</h1><p>\(lead)</p>
            <ol>\(steps.map { "<li>\($0)</li>" }.joined())</ol></body></html>

            """
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.prefix(256).map { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&#39;"
            default: String(scalar)
            }
        }.joined()
    }
}
