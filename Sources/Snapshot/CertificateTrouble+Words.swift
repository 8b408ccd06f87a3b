package import struct Foundation.Date

/// The words on a certificate that cannot be used: which file, why, and what to do.
extension CertificateTrouble {
    package func sentence(_ language: Language) -> String {
        language == .english ? self.english : self.chinese
    }

    private var english: String {
        switch self {
        case .unreadable(let file, let reason):
            "\(file) cannot be read: \(reason). Check the path and who may read it."
        case .tooLarge(let file): "\(file) is too large for a certificate or key. Check the path."
        case .noCertificate(let file):
            "\(file) holds no certificate in PEM (-----BEGIN CERTIFICATE-----). Name the file that holds the whole chain (fullchain.pem)."
        case .badCertificate(let file): "The certificate in \(file) cannot be understood. Put the file there once more."
        case .noKey(let file):
            "\(file) holds no private key in PEM (-----BEGIN PRIVATE KEY-----). Name the file that was made with the certificate (privkey.pem)."
        case .keyIsEncrypted(let file):
            "The key in \(file) is protected by a pass phrase. Take it off: openssl pkey -in \(file) -out NEW-FILE"
        case .badKey(let file):
            "The key in \(file) cannot be used. RSA, ECDSA (P-256, P-384, P-521) and Ed25519 are known: have the certificate made anew with one of these."
        case .doesNotMatch(let certificate, let key):
            "The key in \(key) does not belong to the certificate in \(certificate). Name the two that were made together."
        case .expired(let file, let date): "The certificate in \(file) has expired on \(Self.day(date)). Renew it."
        case .notYetValid(let file, let date):
            "The certificate in \(file) is valid from \(Self.day(date)) only. Check the clock of this machine."
        case .refused(let file, let reason):
            "The certificate in \(file) cannot be served: \(reason). Have it made anew, or make one (onebot-console tls self-signed)."
        }
    }

    private var chinese: String {
        switch self {
        case .unreadable(let file, let reason): "无法读取 \(file)：\(reason)。请检查路径和读取权限。"
        case .tooLarge(let file): "\(file) 过大，不是证书或私钥。请检查路径。"
        case .noCertificate(let file): "\(file) 中没有 PEM 证书（-----BEGIN CERTIFICATE-----）。请填写包含完整证书链的文件（fullchain.pem）。"
        case .badCertificate(let file): "无法识别 \(file) 中的证书。请重新放置该文件。"
        case .noKey(let file): "\(file) 中没有 PEM 私钥（-----BEGIN PRIVATE KEY-----）。请填写与证书一同生成的文件（privkey.pem）。"
        case .keyIsEncrypted(let file): "\(file) 中的私钥设有口令。请去除口令：openssl pkey -in \(file) -out 新文件"
        case .badKey(let file):
            "无法使用 \(file) 中的私钥。支持 RSA、ECDSA（P-256、P-384、P-521）和 Ed25519，请用其中一种重新申请证书。"
        case .doesNotMatch(let certificate, let key): "\(key) 中的私钥与 \(certificate) 中的证书不匹配。请填写成对的两个文件。"
        case .expired(let file, let date): "\(file) 中的证书已于 \(Self.day(date)) 过期。请更新证书。"
        case .notYetValid(let file, let date): "\(file) 中的证书自 \(Self.day(date)) 起才有效。请检查本机时钟。"
        case .refused(let file, let reason): "无法使用 \(file) 中的证书：\(reason)。请重新申请，或自行生成（onebot-console tls self-signed）。"
        }
    }

    private static func day(_ date: Date) -> String { CertificateFacts.day(date) }
}

extension CertificateFacts {
    /// `2027-02-28`, in UTC.
    package static func day(_ date: Date) -> String {
        let seconds = date.timeIntervalSince1970
        // Outside of the years that a certificate can tell (RFC 5280 §4.1.2.5) there is no day to name.
        guard seconds > -62_135_596_800, seconds < 253_402_300_800 else { return "?" }
        // Days to a date by Howard Hinnant's algorithm of the proleptic Gregorian calendar.
        let days = Int((seconds / 86_400).rounded(.down)) + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let ofEra = days - era * 146_097
        let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let month = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * month + 2) / 5 + 1
        let calendarMonth = month < 10 ? month + 3 : month - 9
        let calendarYear = year + era * 400 + (calendarMonth <= 2 ? 1 : 0)
        func padded(_ number: Int, _ width: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        return "\(padded(calendarYear, 4))-\(padded(calendarMonth, 2))-\(padded(day, 2))"
    }
}
