package import Snapshot

/// The words on what is wrong with an entry of NapCat that points here.
extension NapCatConfiguration.Fault {
    /// Two to four words: at most 24 columns.
    package func brief(_ language: Language) -> String {
        switch (self, language) {
        case (.disabled, .english): "switched off"
        case (.disabled, .chinese): "未启用"
        case (.otherKey, .english): "token differs from key"
        case (.otherKey, .chinese): "Token 与访问密钥不同"
        case (.noKey, .english): "token is empty"
        case (.noKey, .chinese): "Token 为空"
        case (.unsendableKey, .english): "token cannot be sent"
        case (.unsendableKey, .chinese): "Token 含非法字符"
        case (.badURL, .english): "URL cannot be dialled"
        case (.badURL, .chinese): "URL 无效"
        case (.otherPath, .english): "path is not served"
        case (.otherPath, .chinese): "路径不对"
        case (.otherScheme, .english): "ws:// and wss:// mixed"
        case (.otherScheme, .chinese): "ws 与 wss 写反"
        case (.verifiesCertificate, .english): "verifies certificate"
        case (.verifiesCertificate, .chinese): "校验自签名证书"
        case (.otherAddress, .english): "another address"
        case (.otherAddress, .chinese): "不是所选的地址"
        case (.ownLoopback, .english): "dials its own container"
        case (.ownLoopback, .chinese): "拨到了容器自己"
        case (.stringFormat, .english): "format is String"
        case (.stringFormat, .chinese): "消息格式为 String"
        case (.twice, .english): "two entries point here"
        case (.twice, .chinese): "两个条目指向这里"
        }
    }

    /// What is wrong with the entry of this name, and what comes of it, in whole sentences.
    ///
    /// - Parameter inPanel: It is read in panel 2 itself.
    package func sentence(_ language: Language, entry: String, inPanel: Bool = false) -> String {
        let name = FindingContext.cut(entry, to: 40)
        let keys = PanelKeys(areNear: inPanel)
        return language == .english ? self.english(name, keys) : self.chinese(name, keys)
    }

    private func english(_ name: String, _ keys: PanelKeys) -> String {
        let client = "NapCat's client \"\(name)\""
        return switch self {
        case .disabled: "\(client) points here but is switched off, so that NapCat does not dial."
        case .otherKey: "\(client) points here but its token is not the access key: it is refused."
        case .noKey: "\(client) points here but its token is empty: it is refused."
        case .unsendableKey:
            "\(client) has a token with characters that no header can carry (a line break, Chinese, full-width or "
                + "invisible ones). NapCat fails once with \"Invalid character in header content\" and never dials."
        case .badURL: "The URL of \(client) cannot be dialled at all, so that NapCat never comes."
        case .otherPath(let path):
            "\(client) dials our host and port, but the path \(PanelAddress.strippedSocket(path)), which is not served: it "
                + "gets 404."
        case .otherScheme:
            "\(client) dials with TLS where none is spoken, or without it where it is: ws:// and wss:// are mixed up."
        case .verifiesCertificate:
            "\(client) verifies the certificate (verifyCertificate), which is self-signed here: it leaves before it asks."
        case .otherAddress(let url):
            "\(client) leads to \(PanelAddress.strippedSocket(url)), which is not the address chosen here. It works where "
                + "that is this machine, and NapCat can reach it."
        case .ownLoopback:
            "\(client) dials 127.0.0.1 or localhost, which inside of NapCat's container is the container itself: it never "
                + "arrives here."
        case .stringFormat: "\(client) sends messages as strings with CQ codes; most apps want Array."
        case .twice(let other):
            "\"\(name)\" and \"\(FindingContext.cut(other, to: 40))\" both point here, so that every message comes twice; "
                + "\(keys.english("a")) switches one of them off."
        }
    }

    private func chinese(_ name: String, _ keys: PanelKeys) -> String {
        let client = "NapCat 的客户端“\(name)”"
        return switch self {
        case .disabled: "\(client)指向这里但未启用，NapCat 不会连接。"
        case .otherKey: "\(client)指向这里，但 Token 不是访问密钥，会被拒绝。"
        case .noKey: "\(client)指向这里，但 Token 为空，会被拒绝。"
        case .unsendableKey:
            "\(client)的 Token 含有请求头无法携带的字符（换行、中文、全角或不可见字符）。NapCat 报一次 Invalid character in header content 后便不再连接。"
        case .badURL: "\(client)的 URL 无效，NapCat 不会连接。"
        case .otherPath(let path):
            "\(client)的主机和端口正确，但路径 \(PanelAddress.strippedSocket(path)) 不对，会得到 404。"
        case .otherScheme: "\(client)的 ws:// 与 wss:// 写反了：本机未启用 TLS 却用 wss://，或相反。"
        case .verifiesCertificate: "\(client)会校验证书（verifyCertificate），而这里是自签名证书：连接后立即断开。"
        case .otherAddress(let url):
            "\(client)连接的是 \(PanelAddress.strippedSocket(url))，不是这里所选的地址。若那是本机且 NapCat 能访问，可正常使用。"
        case .ownLoopback: "\(client)连接的是 127.0.0.1 或 localhost，在 NapCat 容器内指容器自己，永远到不了这里。"
        case .stringFormat: "\(client)以带 CQ 码的字符串发送消息，多数应用需要 Array。"
        case .twice(let other):
            "“\(name)”和“\(FindingContext.cut(other, to: 40))”都指向这里，每条消息会来两次；\(keys.chinese("a")) 停用其中一个。"
        }
    }
}

extension NapCatConfiguration.Fault {
    /// How much it keeps the entry from working.
    enum Weight: Int, Comparable {
        /// It works, but not well.
        case blemish
        /// It dials and is not let in.
        case refused
        /// It does not dial, or not to here: nothing ever arrives.
        case silent

        static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
    }

    /// - Parameter anonymousAllowed: Bots are let in without a key.
    func weight(anonymousAllowed: Bool) -> Weight {
        switch self {
        case .disabled, .unsendableKey, .badURL, .ownLoopback: .silent
        case .noKey: anonymousAllowed ? .blemish : .refused
        case .otherKey, .otherPath, .otherScheme, .verifiesCertificate: .refused
        case .otherAddress, .stringFormat, .twice: .blemish
        }
    }
}

extension NapCatConfiguration {
    /// The entry that matters of those that point here: the one nearest to working.
    func best(anonymousAllowed: Bool) -> Entry? {
        func badness(_ entry: Entry) -> (Int, Int) {
            let weights = entry.faults.map { $0.weight(anonymousAllowed: anonymousAllowed).rawValue + 1 }
            return (max(weights.max() ?? 0, entry.isEnabled ? 0 : 3), entry.faults.count)
        }
        return self.pointingHere.min { badness($0) < badness($1) }
    }
}

extension NapCatConfiguration.Entry {
    /// What is worst about it, first; one that is off has that in front, since nothing else shows until it is on.
    func ordered(anonymousAllowed: Bool) -> [NapCatConfiguration.Fault] {
        let all = self.isEnabled || self.faults.contains(.disabled) ? self.faults : [.disabled] + self.faults
        return all.enumerated().sorted { left, right in
            let weights = (
                left.element.weight(anonymousAllowed: anonymousAllowed),
                right.element.weight(anonymousAllowed: anonymousAllowed)
            )
            return weights.0 != weights.1 ? weights.0 > weights.1 : left.offset < right.offset
        }.map(\.element)
    }
}
