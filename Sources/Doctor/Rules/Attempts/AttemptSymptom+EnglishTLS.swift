import Snapshot

import struct Foundation.Date

/// TLS-02, TLS-03, and TLS that was not agreed on.
extension AttemptSymptom {
    func englishPlain(_ words: AttemptWords) -> FindingText {
        FindingText(
            title: "\(words.subject) speaks plain ws:// to the TLS port \(words.context.port)",
            evidence: words.seen() + " This port expects wss://."
                + " What was sent so far, the key too, went over the network unencrypted.",
            steps: [words.open, "Change ws:// to wss:// in its URL: \(words.address)", words.saveAddress],
            clears: AttemptWords.clearsByConnecting
        )
    }

    func english(_ words: AttemptWords, _ distrust: Distrust) -> FindingText {
        var steps: [String] = []
        if let reason = Self.englishReason(distrust, words) { steps.append(reason) }
        if distrust.certificate?.isSelfSigned ?? true {
            steps += [
                words.open,
                "Switch the verification of the certificate off there (NapCat: verifyCertificate false), where only you "
                    + "are on the way between; or a in 2 Connect does it.",
                "Other programs: let them trust the certificate's file"
                    + (distrust.certificate.map { " \(words.cut($0.file, 60))" } ?? "") + ".",
            ]
        } else {
            steps += [
                "Dial one of its names: \(Self.names(distrust, words)).",
                "Or switch the verification off in the bot (NapCat: verifyCertificate false), in private networks only.",
            ]
        }
        return FindingText(
            title: "\(words.subject) does not take our certificate",
            evidence: words.seen("TLS connection", "TLS connections") + " " + Self.englishSeen(distrust.fault)
                + (distrust.serverName.map { " It dials \(words.cut($0, 60))." } ?? "")
                + (distrust.certificate.map { " The certificate: \(Self.english($0, words))." } ?? ""),
            steps: steps,
            clears: AttemptWords.clearsByConnecting
        )
    }

    private static func englishSeen(_ fault: AttemptFacts.TLSFault) -> String {
        switch fault {
        case .unknownCA: "It answered that it does not know who vouches for the certificate (alert 48)."
        case .badCertificate: "It answered that the certificate is bad (alert 42)."
        case .unsupportedCertificate: "It answered that it does not know this kind of certificate (alert 43)."
        case .certificateRevoked: "It answered that the certificate is revoked (alert 44)."
        case .certificateExpired: "It answered that the certificate has expired (alert 45)."
        case .certificateUnknown: "It answered that it does not accept the certificate (alert 46)."
        case .leftAfterHandshake, .oldVersion, .nothingInCommon, .otherAlert, .leftInHandshake, .garbled:
            "It left when it had seen the certificate, without a request: so do NapCat and others that do not trust it."
        }
    }

    /// What of the certificate itself may be the reason.
    private static func englishReason(_ distrust: Distrust, _ words: AttemptWords) -> String? {
        guard let certificate = distrust.certificate else { return nil }
        if certificate.validUntil < words.finding.last {
            return "Renew the certificate: it has expired on \(CertificateFacts.day(certificate.validUntil))."
        }
        if !certificate.isSelfSigned, certificate.chainLength == 0 {
            return "Put the intermediate certificates behind it into \(words.cut(certificate.file, 60)) "
                + "(the file that is often called fullchain.pem)."
        }
        return nil
    }

    private static func english(_ certificate: CertificateFacts, _ words: AttemptWords) -> String {
        let kind = certificate.isSelfSigned ? "self-signed" : "of an authority"
        return
            "\(words.cut(certificate.name, 60)), \(kind), valid until \(CertificateFacts.day(certificate.validUntil))"
    }

    /// The first names of the certificate.
    static func names(_ distrust: Distrust, _ words: AttemptWords) -> String {
        let names = distrust.certificate?.names ?? []
        return names.isEmpty ? "-" : words.cut(names.prefix(4).joined(separator: ", "), 100)
    }

    func english(_ words: AttemptWords, tls fault: AttemptFacts.TLSFault) -> FindingText {
        let seen = words.seen("TLS connection", "TLS connections")
        let (title, what, step): (String, String, String) =
            switch fault {
            case .oldVersion:
                (
                    "speaks an outdated TLS", " It offers nothing newer than TLS 1.1; TLS 1.2 and 1.3 are taken.",
                    "If it is a bot of yours, update the program."
                )
            case .nothingInCommon:
                (
                    "has no TLS cipher in common with us", " None of what it offers is taken here.",
                    "If it is a bot of yours, update the program."
                )
            default:
                (
                    "does not finish the TLS handshake",
                    " Nothing was asked: most likely a scanner, a health check or a bad line.",
                    "Nothing has to be done."
                )
            }
        return FindingText(
            title: "\(words.subject) \(title)",
            evidence: seen + what,
            steps: [step],
            clears: AttemptWords.fades
        )
    }
}
