/// The Overview's boxes.
package protocol OverviewPhrases {
    var connectTitle: String { get }
    var address: String { get }
    var accessKey: String { get }
    var napcatWebUI: String { get }
    var copyWord: String { get }
    var showWord: String { get }
    var attentionTitle: String { get }
    var nothingNeedsAttention: String { get }
    /// What stands in a table without bots: what to do next, a paragraph each.
    var noBotYet: [String] { get }
    var anonymousKey: String { get }
}

extension EnglishPhrases {
    package var connectTitle: String { "Connect a bot" }
    package var address: String { "Address" }
    package var accessKey: String { "Access key" }
    package var napcatWebUI: String { "NapCat WebUI" }
    package var copyWord: String { "copy" }
    package var showWord: String { "show" }
    package var attentionTitle: String { "Needs attention" }
    package var nothingNeedsAttention: String { "Nothing needs attention." }
    package var noBotYet: [String] {
        [
            "No bot has connected yet.",
            "2 connects NapCat step by step. By hand: in NapCat open Network configuration and make a new WebSocket "
                + "client: put the address (y copies it) into URL and the access key (c copies it) into Token, enable "
                + "it and save.",
        ]
    }
    package var anonymousKey: String { "none, anybody may connect" }
}

extension ChinesePhrases {
    package var connectTitle: String { "连接机器人" }
    package var address: String { "地址" }
    package var accessKey: String { "访问密钥" }
    package var napcatWebUI: String { "NapCat WebUI" }
    package var copyWord: String { "复制" }
    package var showWord: String { "显示" }
    package var attentionTitle: String { "需要处理" }
    package var nothingNeedsAttention: String { "一切正常。" }
    package var noBotYet: [String] {
        [
            "还没有机器人连接。",
            "按 2 逐步接入 NapCat。也可手动操作：在 NapCat 中打开“网络配置”，新建“WebSocket 客户端”：URL 填地址（按 y 复制），"
                + "Token 填访问密钥（按 c 复制），启用并保存。",
        ]
    }
    package var anonymousKey: String { "未设置，任何人都可连接" }
}
