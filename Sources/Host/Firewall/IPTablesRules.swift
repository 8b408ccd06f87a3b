/// Reads what `iptables-save` writes, and ufw's files, which are written alike (iptables-save(8)).
enum IPTablesRules {
    /// The chains that what comes in passes, with the tables that have them.
    private static let entrances = ["PREROUTING", "INPUT"]
    /// Targets that change or note a packet and let it go on.
    private static let passing: Set<String> = [
        "LOG", "NFLOG", "ULOG", "MARK", "CONNMARK", "TRACE", "CONNSECMARK", "SECMARK", "CLASSIFY", "DSCP", "TOS", "TTL",
        "HL", "TCPMSS", "SET", "AUDIT", "LED", "CHECKSUM", "RATEEST", "IDLETIMER", "TCPOPTSTRIP",
    ]

    /// The rules as they stand to a question. What follows the last whole line of `text` counts too.
    static func parse(_ text: String, question: FirewallQuestion) -> RuleSet {
        var set = RuleSet()
        var table = ""
        for line in ProcText.lines(text) {
            switch line.first {
            case "*":
                table = String(line.dropFirst().prefix { !$0.isWhitespace })
            case ":":
                let words = ProcText.words(line.dropFirst(), limit: 3)
                guard words.count >= 2 else { continue }
                let chain = "\(table) \(words[0])"
                set.chains[chain, default: []] += []
                guard words[1] != "-", Self.entrances.contains(String(words[0])) else { continue }
                set.bases.append(
                    .init(chain: chain, accepts: words[1] == "ACCEPT", tool: .iptables, translates: table == "nat")
                )
            case "-":
                guard let (chain, rule) = Self.rule(line, table: table, question: question) else { continue }
                set.chains["\(table) \(chain)", default: []].append(rule)
            default:
                continue
            }
        }
        // A target that is no chain of the table does something that was not understood.
        for (chain, rules) in set.chains {
            set.chains[chain] = rules.map { rule in
                guard case .jump(let target) = rule.verdict, set.chains[target] == nil else { return rule }
                return .init(applies: rule.applies, verdict: .unclear, text: rule.text)
            }
        }
        return set
    }

    /// `-A INPUT -p tcp -m tcp --dport 8021 -j ACCEPT`.
    private static func rule(
        _ line: Substring,
        table: String,
        question: FirewallQuestion
    ) -> (chain: String, rule: RuleSet.Rule)? {
        var words = IPTablesWords(line)
        // The counters of `iptables-save -c` stand before it.
        guard words.next() == "-A", let chain = words.next() else { return nil }
        var matches = IPTablesMatches(question: question)
        var verdict: RuleSet.Verdict?
        var target: String?
        var isNegated = false
        while let word = words.next() {
            switch word {
            case "!":
                isNegated = true
                continue
            case "-j", "--jump":
                let name = words.next() ?? ""
                verdict = Self.verdict(of: name, table: table)
            case "-g", "--goto":
                verdict = .goto("\(table) \(words.next() ?? "")")
            case "--to-destination", "--to-ports", "--on-port":
                target = words.next()
            default:
                // What belongs to a target comes after it.
                if verdict == nil { matches.add(word, isNegated: isNegated, words: &words) }
            }
            isNegated = false
        }
        if case .redirect = verdict { verdict = .redirect(target) }
        // A rule without a target only counts.
        guard let verdict else { return nil }
        return (chain, .init(applies: matches.result, verdict: verdict, text: FirewallText.clean(line)))
    }

    private static func verdict(of target: String, table: String) -> RuleSet.Verdict? {
        switch target {
        case "ACCEPT": .accept
        case "DROP", "REJECT", "TARPIT": .drop
        case "RETURN": .leave
        case "DNAT", "REDIRECT", "TPROXY", "NETMAP": .redirect(nil)
        case _ where Self.passing.contains(target): nil
        default: .jump("\(table) \(target)")
        }
    }
}
