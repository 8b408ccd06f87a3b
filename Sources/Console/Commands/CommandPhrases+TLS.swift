import Certificates
import Snapshot
import Terminal

/// The sentences of `tls`.
extension CommandPhrases {
    func madeCertificate(_ summary: CertificateSummary, _ files: CertificateFiles) -> String {
        let names = summary.names.joined(separator: ", ")
        let day = CertificateFacts.day(summary.validUntil)
        return self.say(
            """
            Certificate  \(files.certificate)
            Private key  \(files.privateKey)
            SHA-256      \(summary.fingerprint)
            For          \(names)
            Valid until  \(day)
            """,
            zh: """
                证书    \(files.certificate)
                私钥    \(files.privateKey)
                SHA-256 \(summary.fingerprint)
                适用于  \(names)
                有效至  \(day)
                """
        )
    }

    func tlsSet() -> String {
        self.say("TLS is switched on in the settings: bots dial wss://.", zh: "已在设置中启用 TLS：机器人须使用 wss://。")
    }

    func napCatAndSelfSigned() -> String {
        self.say(
            "NapCat does not know who vouches for it: set verifyCertificate to false in its WebSocket client; "
                + "onebot-console napcat setup does it. Other programs: let them trust the certificate's file.",
            zh: "NapCat 不认识该证书的签发者：请在其 WebSocket 客户端中把 verifyCertificate 设为 false，"
                + "或运行 onebot-console napcat setup。其他程序：让它信任该证书文件。"
        )
    }

    func badCertificateName(_ name: String) -> String {
        self.say(
            "\(displaySafe(name)) is neither a host name nor an IP address.",
            zh: "\(displaySafe(name)) 既不是域名也不是 IP 地址。"
        )
    }

    func notOurCertificate(_ file: String) -> String {
        self.say(
            "\(file) is there already and was not made by this command. To replace it add --force.",
            zh: "\(file) 已存在，且并非由此命令生成。若要替换请加 --force。"
        )
    }

    func otherCertificateSet(_ file: String) -> String {
        self.say(
            "The settings name another certificate, \(file). To serve the new one add --force; to make the files alone "
                + "add --no-enable.",
            zh: "设置中已指定其他证书 \(file)。若要改用新证书请加 --force；只生成文件请加 --no-enable。"
        )
    }

    func certificateNotMade(_ reason: String) -> String {
        self.say(
            "The certificate could not be made: \(reason). Look at the names that were given.",
            zh: "无法生成证书：\(reason)。请检查所给的名称。"
        )
    }
}
