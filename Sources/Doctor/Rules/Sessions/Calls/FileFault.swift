import Snapshot

/// What a failed call with a file means: FILE-01 … FILE-04.
enum FileFault {
    static func symptom(
        of trouble: BotEvidence.CallTrouble,
        words: String,
        _ view: SessionView
    ) -> (CallSymptom, Certainty)? {
        let isNotRead = words.hasAny("enoent", "no such file", "识别url失败", "文件处理失败", "文件不存在")
        let isNotFetched = words.hasAny("文件下载失败", "下载失败", "识别url失败", "文件处理失败", "download", "econnrefused")
        if words.hasAny("rkey", "过期", "expired"), trouble.file.isURL || isNotFetched {
            return (.expiredLink(host: trouble.file.host), .proved)
        }
        let place = self.place(view)
        switch trouble.file {
        case .path(let path):
            guard isNotRead || isNotFetched else { return nil }
            let shown = FindingContext.cut(path, to: 60)
            if let flaw = self.flaw(path) { return (.pathForm(shown, flaw), .likely) }
            return (.missingPath(shown, place), .likely)
        case .url(let host):
            let shown = FindingContext.cut(host, to: 60)
            switch PrivateHost(host) {
            // The bot's own machine is meant where it dials us over ours.
            case .loopback where place != .sameMachine:
                return (.unreachableURL(host: shown, place, isPrivate: true), .proved)
            case .site where view.links.contains { $0.evidence.network == .public }:
                return (.unreachableURL(host: shown, place, isPrivate: true), .likely)
            case .loopback, .site:
                return isNotFetched ? (.unreachableURL(host: shown, place, isPrivate: true), .likely) : nil
            case nil:
                guard isNotFetched else { return nil }
                // Links of QQ's own stores live for about two hours.
                if host.hasSuffix("qpic.cn") || host.hasSuffix("nt.qq.com.cn") {
                    return (.expiredLink(host: shown), .likely)
                }
                return (.unreachableURL(host: shown, place, isPrivate: false), .likely)
            }
        case .base64: return nil
        case nil:
            return words.hasAny("enoent", "识别url失败") ? (.missingPath(nil, place), .likely) : nil
        }
    }

    private static func place(_ view: SessionView) -> CallSymptom.Place {
        let networks = view.links.map(\.evidence.network)
        if networks.contains(.loopback) { return .sameMachine }
        return networks.contains(.containerBridge) ? .container : .elsewhere
    }

    /// What is odd about the form of a path, plain or as a `file:` URL.
    static func flaw(_ path: String) -> CallSymptom.PathFlaw? {
        var rest = Substring(path)
        if rest.lowercased().hasPrefix("file://") {
            rest = rest.dropFirst(7)
            let isDrive = self.hasDrive(rest.drop { $0 == "/" })
            guard rest.hasPrefix("/") || isDrive else { return .twoSlashes }
            if isDrive { return .windows }
        }
        if self.hasDrive(rest) || rest.utf8.contains(UInt8(ascii: "\\")) { return .windows }
        if self.hasPercentCode(rest) { return .percentEncoded }
        return rest.hasPrefix("/") ? nil : .relative
    }

    /// `C:`.
    private static func hasDrive(_ path: Substring) -> Bool {
        let bytes = Array(path.utf8.prefix(2))
        return bytes.count == 2 && bytes[1] == UInt8(ascii: ":")
            && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[0] | 0x20)
    }

    private static func hasPercentCode(_ path: Substring) -> Bool {
        let bytes = Array(path.utf8)
        return bytes.indices.contains { index in
            bytes[index] == UInt8(ascii: "%") && index + 2 < bytes.count && self.isHex(bytes[index + 1])
                && self.isHex(bytes[index + 2])
        }
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}

extension BotEvidence.CallTrouble.File? {
    fileprivate var isURL: Bool { self.host != nil }

    fileprivate var host: String? {
        if case .url(let host) = self { host } else { nil }
    }
}
