package import Doctor

/// The page of addresses.
package protocol AddressPhrases {
    var addressesTitle: String { get }
    /// - Parameter implementation: Nil for all that have no page of their own.
    func fieldsTitle(_ implementation: String?) -> String
    /// Over the fields for implementations that have no page of their own.
    var othersTitle: String { get }
    func othersFields(url: String) -> [ImplementationFields.Field]
    /// Behind the address on the Overview: what `a` shows.
    var othersWord: String { get }
    /// How sure it is that bots come in by an address.
    func addressCertainty(_ certainty: Certainty) -> String
    /// After a copy from the page, whose lines can be selected by hand as well.
    func copiedFromPage(by route: TerminalFacts.ClipboardRoute) -> String
    /// A word of an implementation's own screen.
    ///
    /// - Parameter inChinese: Whether the terminal can show it as it is.
    func implementationWord(_ word: String, inChinese: Bool) -> String
}

extension EnglishPhrases {
    package var addressesTitle: String { "Which address?" }

    package func fieldsTitle(_ implementation: String?) -> String {
        "What to enter in \(implementation ?? "other implementations")"
    }

    package var othersTitle: String { "Others: a reverse WebSocket client" }

    package func othersFields(url: String) -> [ImplementationFields.Field] {
        [
            .init("URL", .text(url)), .init("Role", .text("Universal (X-Client-Role)")),
            .init("Message format", .text("array")), .init("Token", .key),
            .init("", .text("Authorization: Bearer, or ?access_token= in the URL")),
        ]
    }

    package var othersWord: String { "others" }

    package func addressCertainty(_ certainty: Certainty) -> String {
        switch certainty {
        case .proved: "bots have come in this way"
        case .likely: "should work"
        case .unseen: "cannot be checked from here"
        }
    }

    package func copiedFromPage(by route: TerminalFacts.ClipboardRoute) -> String {
        "Address \(self.copyWay(route)); its line can be selected by hand"
    }

    package func implementationWord(_ word: String, inChinese: Bool) -> String {
        let meaning: String
        switch word {
        case "网络配置 → WebSocket 客户端": meaning = "network configuration → WebSocket client"
        case "OneBot 11 → WebSocket 反向": meaning = "OneBot 11 → reverse WebSocket"
        case "启用": meaning = "enable"
        case "消息格式": meaning = "message format"
        default: return word
        }
        return inChinese ? "\(word) (\(meaning))" : meaning
    }
}

extension ChinesePhrases {
    package var addressesTitle: String { "机器人该填哪个地址？" }

    package func fieldsTitle(_ implementation: String?) -> String {
        implementation.map { "在 \($0) 中填写" } ?? "在其他实现端中填写"
    }

    package var othersTitle: String { "其他：反向 WebSocket 客户端" }

    package func othersFields(url: String) -> [ImplementationFields.Field] {
        [
            .init("URL", .text(url)), .init("角色", .text("Universal（X-Client-Role）")),
            .init("消息格式", .text("array")), .init("Token", .key),
            .init("", .text("Authorization: Bearer，或 URL 中的 ?access_token=")),
        ]
    }

    package var othersWord: String { "其他地址" }

    package func addressCertainty(_ certainty: Certainty) -> String {
        switch certainty {
        case .proved: "已有机器人由此连入"
        case .likely: "应可连入"
        case .unseen: "能否连入，本机无法确认"
        }
    }

    package func copiedFromPage(by route: TerminalFacts.ClipboardRoute) -> String {
        "地址\(self.copyWay(route))；若粘贴不对，可直接选取该行"
    }

    package func implementationWord(_ word: String, inChinese: Bool) -> String { word }
}
