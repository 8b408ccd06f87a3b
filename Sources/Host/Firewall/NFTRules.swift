import Foundation

/// Reads what `nft -j list ruleset` writes (libnftables-json(5)).
struct NFTRules {
    /// The names by which a packet enters, and the kinds of chains that decide on it.
    private static let entrances: Set<String> = ["prerouting", "input", "ingress"]

    let question: FirewallQuestion
    /// Values of named sets and maps, by table and name.
    private(set) var sets: [String: [Any]] = [:]
    private(set) var rules = RuleSet()
    /// Tables that iptables made and that say things only iptables can read.
    private(set) var foreignTables: Set<String> = []

    /// - Parameter leavingOut: tables that are read in another way.
    /// - Returns: nil when the text is not what it should be.
    init?(_ text: [UInt8], question: FirewallQuestion, leavingOut: Set<String> = []) {
        guard let document = try? JSONSerialization.jsonObject(with: Data(text)) as? [String: Any],
            let objects = document["nftables"] as? [[String: Any]]
        else { return nil }
        self.question = question
        for object in objects {
            guard let set = object["set"] as? [String: Any] ?? object["map"] as? [String: Any],
                let table = Self.table(set), let name = set["name"] as? String
            else { continue }
            // Without its elements, as in a short listing, nothing is known of a set.
            self.sets["\(table) \(name)"] = set["elem"] as? [Any]
        }
        for object in objects {
            if let chain = object["chain"] as? [String: Any] {
                self.add(chain: chain, leavingOut: leavingOut)
            } else if let rule = object["rule"] as? [String: Any] {
                self.add(rule: rule, leavingOut: leavingOut)
            }
        }
        // The order in which the kernel enters chains does not matter: each may only drop or let through.
    }

    private static func table(_ object: [String: Any]) -> String? {
        guard let family = object["family"] as? String, let table = object["table"] as? String else { return nil }
        return "\(family) \(table)"
    }

    private func concerns(_ family: Substring) -> Bool {
        switch family {
        case "inet", "netdev": true
        case "ip": !self.question.isIPv6
        case "ip6": self.question.isIPv6
        // Of bridges and ARP.
        default: false
        }
    }

    private mutating func add(chain: [String: Any], leavingOut: Set<String>) {
        guard let table = Self.table(chain), let name = chain["name"] as? String, !leavingOut.contains(table),
            self.concerns(table.prefix { $0 != " " })
        else { return }
        let key = "\(table) \(name)"
        self.rules.chains[key, default: []] += []
        guard let hook = chain["hook"] as? String, Self.entrances.contains(hook) else { return }
        if hook == "ingress", let device = chain["dev"] as? String, device != self.question.interface ?? device {
            return
        }
        let isIPTables =
            ["filter", "nat", "mangle", "raw", "security"].contains(chain["table"] as? String)
            && name == name.uppercased() && !table.hasPrefix("inet")
        self.rules.bases.append(
            .init(
                chain: key,
                accepts: chain["policy"] as? String != "drop",
                tool: isIPTables ? .iptables : .nft,
                translates: chain["type"] as? String == "nat"
            )
        )
    }

    private mutating func add(rule: [String: Any], leavingOut: Set<String>) {
        guard let table = Self.table(rule), let chain = rule["chain"] as? String, !leavingOut.contains(table),
            self.concerns(table.prefix { $0 != " " })
        else { return }
        let statements = rule["expr"] as? [Any] ?? []
        if statements.contains(where: { ($0 as? [String: Any])?.keys.contains("xt") == true }) {
            self.foreignTables.insert(table)
        }
        let handle = (rule["handle"] as? Int).map { "handle \($0)" } ?? "handle ?"
        let judged = NFTStatements(question: self.question, table: table, sets: self.sets).rules(
            statements,
            text: handle
        )
        self.rules.chains["\(table) \(chain)", default: []] += judged
    }
}
