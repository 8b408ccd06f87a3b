/// ufw's own files: what it is set to (ufw(8), ufw-framework(8)).
struct UFWFiles: Equatable, Sendable {
    /// Whether it is switched on. It stands in a file that everybody may read; nil when there is no ufw.
    var isEnabled: Bool?
    /// Whether what no rule lets in is let in all the same; nil when that is not to be read.
    var acceptsByDefault: Bool?
    /// The rules, of which root alone may read the files; nil when they are not to be read.
    var rules: String?
    var sixRules: String?

    static func read(folders: HostFolders) -> UFWFiles {
        let folder = "\(folders.settings)/ufw"
        var files = UFWFiles()
        if let text = ProcFile.text("\(folder)/ufw.conf", limit: 65_536) {
            files.isEnabled = ProcText.assignments(text)["ENABLED"]?.lowercased() == "yes"
        }
        if let text = ProcFile.text("\(folders.settings)/default/ufw", limit: 65_536) {
            switch ProcText.assignments(text)["DEFAULT_INPUT_POLICY"]?.uppercased() {
            case "ACCEPT": files.acceptsByDefault = true
            case "DROP", "REJECT": files.acceptsByDefault = false
            default: break
            }
        }
        files.rules = Self.rules(["before", "user", "after"], in: folder)
        files.sixRules = Self.rules(["before6", "user6", "after6"], in: folder)
        return files
    }

    private static func rules(_ names: [String], in folder: String) -> String? {
        var text = ""
        for name in names {
            guard let part = ProcFile.text("\(folder)/\(name).rules", limit: 4 << 20) else { return nil }
            text += part + "\n"
        }
        return text
    }

    /// What its files make of a question; nil when they do not tell.
    func verdict(_ question: FirewallQuestion) -> FirewallVerdict.State? {
        guard self.isEnabled == true, let acceptsByDefault = self.acceptsByDefault,
            let text = question.isIPv6 ? self.sixRules : self.rules
        else { return nil }
        var set = IPTablesRules.parse(text, question: question)
        let mark = question.isIPv6 ? "ufw6" : "ufw"
        // The jumps between its files' chains are made when it starts.
        let chain = "filter INPUT"
        set.chains[chain] = ["before", "user", "after"].map { part in
            .init(applies: .yes, verdict: .jump("filter \(mark)-\(part)-input"), text: "")
        }
        set.chains["filter \(mark)-logging-deny"] = []
        set.bases = [.init(chain: chain, accepts: acceptsByDefault, tool: .iptables, translates: false)]
        return RuleJudgement.verdict(of: set, tool: .ufw).state
    }
}
