import Snapshot

import struct Foundation.Date

/// The same in Chinese.
extension AttemptSymptom {
    func chinesePlain(_ words: AttemptWords) -> FindingText {
        FindingText(
            title: "\(words.subject) 用 ws:// 连接了 TLS 端口 \(words.context.port)",
            evidence: words.chineseSeen() + "此端口要求 wss://。此前发送的内容（包括密钥）均未加密。",
            steps: [
                words.chineseOpen, "把 URL 中的 ws:// 改为 wss://：\(words.chineseAddress)", words.chineseSaveAddress,
            ],
            clears: AttemptWords.chineseClearsByConnecting
        )
    }

    func chinese(_ words: AttemptWords, _ distrust: Distrust) -> FindingText {
        var steps: [String] = []
        if let reason = Self.chineseReason(distrust, words) { steps.append(reason) }
        if distrust.certificate?.isSelfSigned ?? true {
            steps += [
                words.chineseOpen,
                "在可信的内网中关闭证书校验（NapCat：verifyCertificate 设为 false）；也可在 2 连接中按 a 完成。",
                "其他程序：让它信任证书文件"
                    + (distrust.certificate.map { " \(words.cut($0.file, 60))" } ?? "") + "。",
            ]
        } else {
            steps += [
                "改用证书中的域名或地址连接：\(Self.names(distrust, words))。",
                "或在机器人端关闭证书校验（NapCat：verifyCertificate 设为 false），仅限内网。",
            ]
        }
        return FindingText(
            title: "\(words.subject) 不接受我们的证书",
            evidence: words.chineseSeen("TLS 连接") + Self.chineseSeen(distrust.fault)
                + (distrust.serverName.map { "对方连接的域名是 \(words.cut($0, 60))。" } ?? "")
                + (distrust.certificate.map { "证书：\(Self.chinese($0, words))。" } ?? ""),
            steps: steps,
            clears: AttemptWords.chineseClearsByConnecting
        )
    }

    private static func chineseSeen(_ fault: AttemptFacts.TLSFault) -> String {
        switch fault {
        case .unknownCA: "对方表示不认识证书的签发者（警报 48）。"
        case .badCertificate: "对方表示证书无效（警报 42）。"
        case .unsupportedCertificate: "对方表示不支持这种证书（警报 43）。"
        case .certificateRevoked: "对方表示证书已吊销（警报 44）。"
        case .certificateExpired: "对方表示证书已过期（警报 45）。"
        case .certificateUnknown: "对方表示不接受该证书（警报 46）。"
        case .leftAfterHandshake, .oldVersion, .nothingInCommon, .otherAlert, .leftInHandshake, .garbled:
            "对方看到证书后没有发送请求就断开：NapCat 等程序不信任证书时正是如此。"
        }
    }

    private static func chineseReason(_ distrust: Distrust, _ words: AttemptWords) -> String? {
        guard let certificate = distrust.certificate else { return nil }
        if certificate.validUntil < words.finding.last {
            return "更新证书：它已于 \(CertificateFacts.day(certificate.validUntil)) 过期。"
        }
        if !certificate.isSelfSigned, certificate.chainLength == 0 {
            return "把中间证书附加到 \(words.cut(certificate.file, 60)) 中（常见文件名为 fullchain.pem）。"
        }
        return nil
    }

    private static func chinese(_ certificate: CertificateFacts, _ words: AttemptWords) -> String {
        let kind = certificate.isSelfSigned ? "自签名" : "由机构签发"
        return "\(words.cut(certificate.name, 60))，\(kind)，有效至 \(CertificateFacts.day(certificate.validUntil))"
    }

    func chinese(_ words: AttemptWords, tls fault: AttemptFacts.TLSFault) -> FindingText {
        let seen = words.chineseSeen("TLS 连接")
        let (title, what, step): (String, String, String) =
            switch fault {
            case .oldVersion: ("使用过时的 TLS", "对方最高只支持 TLS 1.1；这里使用 TLS 1.2 和 1.3。", "若是你的机器人，请升级该程序。")
            case .nothingInCommon: ("没有与我们共同的 TLS 加密套件", "对方提供的加密方式这里都不支持。", "若是你的机器人，请升级该程序。")
            default: ("没有完成 TLS 握手", "没有任何请求：多半是扫描、健康检查或线路不好。", "无需处理。")
            }
        return FindingText(
            title: "\(words.subject) \(title)",
            evidence: seen + what,
            steps: [step],
            clears: AttemptWords.chineseFades
        )
    }
}
