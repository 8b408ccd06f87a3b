package import Doctor

/// The page of addresses.
package protocol AddressPhrases {
    var addressesTitle: String { get }
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
