import struct Foundation.Date

extension KeyTrouble {
    func english(_ words: AttemptWords) -> FindingText {
        let clears = "goes away when it connects with the present key"
        func text(_ title: String, _ why: String, _ steps: [String]? = nil) -> FindingText {
            FindingText(
                title: "\(words.subject) \(title)",
                evidence: words.seen() + " " + why + words.frameworkHint,
                steps: steps ?? [words.open, words.putKey, words.save],
                clears: clears
            )
        }
        let ours = words.context.keyLength
        let retype = "Empty its field \(words.tokenField), then paste the \(words.rightKey)"
        switch self {
        case .absent:
            return text("sends no access key", "No key was sent at all.")
        case .empty:
            return text("has an empty token field", "They carried a key header with nothing in it.")
        case .different(let length):
            let sizes = length.map { "It has \($0) characters, ours has \(ours). " } ?? ""
            return text(
                "sends another key than this console's",
                "\(sizes)It is another key, not ours with a small mistake."
            )
        case .differsInCase:
            return text("sends the key in wrong capitals", "The key differs from ours only in capital letters.")
        case .invisible(let position):
            let place = position.map { "at position \($0)" } ?? "somewhere"
            return text(
                "sends the key with an invisible character",
                "The key is ours but for a blank or invisible character \(place).",
                [words.open, retype + ".", words.save]
            )
        case .schemeTypedIn:
            return text(
                "has the word Bearer in its token field",
                "The key begins with the word Bearer or Token, which the bot adds by itself.",
                [words.open, retype + " alone, without Bearer.", words.save]
            )
        case .quoted:
            return text(
                "sends the key in quotation marks",
                "The key is ours but for quotation marks around it.",
                [words.open, retype + " without quotation marks.", words.save]
            )
        case .cut(let length, let isBeginning):
            return text(
                "sends only a part of the access key",
                Self.englishPart(length, isBeginning, words.caller.keyName == nil ? ours : nil)
            )
        case .percentEncoded:
            return text(
                "sends the access key percent-encoded",
                "The key is ours, with characters written as %XX.",
                [
                    words.open, retype + " as it is, not encoded.",
                    "Or make a key of letters and digits alone: 8 Settings, Access key.",
                ]
            )
        case .retired(let at, let graceEndsAt):
            return self.englishRetired(words, at: at, graceEndsAt: graceEndsAt, clears: clears)
        case .unknownScheme:
            return text(
                "sends its key by an unknown scheme",
                "Authorization carries neither Bearer nor Token (Basic, or a bare value)."
            )
        case .signature:
            return text(
                "signs its requests instead of sending the key",
                "They carry X-Signature: the secret of HTTP reporting is not the access key."
            )
        case .panelToken:
            return text(
                "sends the WebUI's password as its key",
                "The key is the token of NapCat's WebUI, not the access key of this console."
            )
        case .revoked(let name, let at):
            let when = at.map { " at \(words.context.clock($0))" } ?? ""
            return FindingText(
                title: "\(words.subject) sends the revoked key \"\(name)\"",
                evidence: words.seen() + " Its key is \"\(name)\", which was revoked\(when).",
                steps: [
                    "If it is your bot: add a key for it (8 Settings, Keys) and put that into its field \(words.tokenField).",
                    words.save,
                ],
                clears: "goes away when it connects with a key that is good"
            )
        case .boundElsewhere(let binding):
            return self.englishBound(words, binding)
        }
    }

    private func englishBound(_ words: AttemptWords, _ binding: KeyBinding) -> FindingText {
        let name = binding.name.map { "Key \"\($0)\"" } ?? "Its key"
        let other = words.caller.selfIDs.first ?? "another account"
        let why: String
        if let account = binding.account {
            why = "\(name) is bound to \(account), but \(other) used it."
        } else if binding.ranges.isEmpty {
            why = "\(name) is bound to another account or address."
        } else {
            why = "\(name) is good from \(binding.ranges.joined(separator: ", ")) alone, but \(words.subject) used it."
        }
        return FindingText(
            title: "\(words.subject) uses a key that is bound to another bot or address",
            evidence: words.seen("refused attempt", "refused attempts") + " " + why,
            steps: [
                "If it is your bot, add a key of its own for it: 8 Settings, Keys; put that into its field \(words.tokenField).",
                "If the binding is wrong, revoke the key there and add it anew.",
                "If you do not know the address, somebody else has that key: revoke it at once.",
            ],
            clears: "goes away when it connects with a key that is good for it"
        )
    }

    /// - Parameter ours: Nil where the length of ours is not known.
    private static func englishPart(_ length: Int?, _ isBeginning: Bool?, _ ours: Int?) -> String {
        guard let length else { return "Only a part of the key arrived." }
        guard let ours else {
            return isBeginning == false
                ? "Only the last \(length) characters of the key arrived."
                : "Only the first \(length) characters of the key arrived."
        }
        return switch isBeginning {
        case true?: "Only the first \(length) of \(ours) characters of the key arrived."
        case false?: "Only the last \(length) of \(ours) characters of the key arrived."
        case nil: "Only \(length) of \(ours) characters of the key arrived."
        }
    }

    private func englishRetired(
        _ words: AttemptWords,
        at: Date?,
        graceEndsAt: Date?,
        clears: String
    ) -> FindingText {
        let replaced = at.map { "the one replaced at \(words.context.clock($0))" } ?? "one replaced earlier"
        let seen = graceEndsAt == nil ? words.seen() : words.seen("handshake", "handshakes")
        let grace = graceEndsAt.map { " It is still accepted until \(words.context.clock($0))." } ?? ""
        return FindingText(
            title: "\(words.subject) sends the previous access key",
            evidence: seen + " Its key equals \(replaced)." + grace,
            steps: [words.open, words.putKey, words.save],
            clears: clears
        )
    }

    /// AUTH-11
    static func englishSwallowed(_ words: AttemptWords, _ marks: [String]) -> FindingText {
        FindingText(
            title: "a proxy at \(words.subject) takes the access key away",
            evidence: words.seen() + " This program always sends its key, and none arrived; a proxy left its marks: "
                + marks.joined(separator: ", ") + ".",
            steps: [
                "Let the proxy pass the header on. In nginx: proxy_set_header Authorization $http_authorization;",
                "Then run: nginx -t && nginx -s reload",
                "Or append ?access_token= and the access key to the URL in the bot (the proxy's log will show it then).",
            ],
            clears: "goes away when a key comes through that proxy"
        )
    }
}
