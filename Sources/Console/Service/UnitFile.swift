/// The text of the systemd unit, from what is known of this machine (systemd.service(5), systemd.exec(5)). Pure.
struct UnitFile: Equatable, Sendable {
    var scope: ServiceScope
    /// The program, absolute.
    var program: String
    /// Absolute.
    var settingsFile: String
    /// Absolute.
    var stateFolder: String
    /// The lowest port that is listened on; 0 for any free one.
    var port = 8021
    /// `napcat.data_dir`; empty when not known.
    var dataFolder = ""
    /// Whether the service may talk to Docker, which makes it as good as root.
    var usesDocker = false

    /// The first port that needs no right.
    private static let firstFreePort = 1024

    var text: String {
        let sections = [
            (
                "Unit",
                [
                    "Description=OneBot Console", "Documentation=man:onebot-console(1)",
                    "Wants=network-online.target", "After=network-online.target",
                    // What keeps it from starting, a taken port say, may end at any time.
                    "StartLimitIntervalSec=0",
                ]
            ),
            ("Service", self.running + self.limits + self.sandbox),
            ("Install", ["WantedBy=\(self.scope == .system ? "multi-user" : "default").target"]),
        ]
        let head = """
            # Written by: onebot-console service install
            # Changes of yours belong into a drop-in (systemctl edit \(self.scope.flags.map { $0 + " " }.joined())\
            onebot-console); this file is written anew.

            """
        return head + sections.map { "\n[\($0.0)]\n" + $0.1.map { $0 + "\n" }.joined() }.joined()
    }

    private var running: [String] {
        let words = [
            self.program, "run", "--headless", "--config", self.settingsFile, "--state-dir", self.stateFolder,
        ]
        return [
            "Type=notify", "NotifyAccess=main", "ExecStart=\(words.map(UnitWord.argument).joined(separator: " "))",
            "ExecReload=/bin/kill -HUP $MAINPID", "WatchdogSec=60", "TimeoutStopSec=20", "Restart=on-failure",
            "RestartSec=10",
            // A mistake on the command line does not mend itself.
            "RestartPreventExitStatus=64", "Environment=SWIFT_BACKTRACE=interactive=no,color=no",
        ]
    }

    private var limits: [String] {
        // A core file would hold the access key.
        ["UMask=0077", "LimitNOFILE=65536", "LimitCORE=0"]
    }

    private var sandbox: [String] {
        self.scope == .system ? self.identity + self.views + self.calls : self.calls
    }

    private var identity: [String] {
        var lines = [
            "User=\(SystemService.user)", "Group=\(SystemService.user)", "StateDirectory=\(SystemService.name)",
            "StateDirectoryMode=0700",
        ]
        if self.usesDocker { lines.append("SupplementaryGroups=docker") }
        let needsRight = (1..<Self.firstFreePort).contains(self.port)
        lines.append("CapabilityBoundingSet=\(needsRight ? "CAP_NET_BIND_SERVICE" : "")")
        if needsRight { lines.append("AmbientCapabilities=CAP_NET_BIND_SERVICE") }
        return lines
    }

    /// What the service sees of the machine. It sees what any user sees, so that the doctor can: other processes, the
    /// network, homes that are open to it. It writes to its own folders and to NapCat's.
    private var views: [String] {
        var writable = ["-\(Self.folder(of: self.settingsFile))"]
        if self.dataFolder.hasPrefix("/") { writable.append("-\(self.dataFolder)") }
        return [
            "ProtectSystem=strict", "ProtectHome=read-only",
            "ReadWritePaths=\(writable.map(UnitWord.path).joined(separator: " "))", "PrivateTmp=yes",
            "PrivateDevices=yes", "ProtectKernelTunables=yes", "ProtectKernelModules=yes", "ProtectKernelLogs=yes",
            "ProtectControlGroups=yes", "ProtectHostname=yes", "RemoveIPC=yes", "KeyringMode=private",
        ]
    }

    /// What works for a user's own manager, too: no mounts are needed.
    private var calls: [String] {
        [
            "NoNewPrivileges=yes", "LockPersonality=yes", "MemoryDenyWriteExecute=yes", "RestrictRealtime=yes",
            "RestrictSUIDSGID=yes", "RestrictNamespaces=yes",
            // Packet sockets need a right, too; refused by that they tell the doctor what he cannot see.
            "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK AF_PACKET", "SystemCallArchitectures=native",
            "SystemCallErrorNumber=EPERM",
            // The last two ask the clock whether it is right; setting it needs a right that is not there.
            "SystemCallFilter=@system-service adjtimex clock_adjtime",
        ]
    }

    private static func folder(of path: String) -> String {
        let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return parent.isEmpty ? "/" : parent
    }
}

/// A word in a line of a unit, as systemd.syntax(7) and systemd.service(5), "Command lines", want it.
enum UnitWord {
    /// A word of a command: there a dollar sign begins a variable.
    static func argument(_ word: String) -> String {
        Self.path(word).replacing("$", with: "$$")
    }

    static func path(_ word: String) -> String {
        var escaped = ""
        for scalar in word.unicodeScalars {
            switch scalar {
            // A specifier.
            case "%": escaped += "%%"
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            case "\t": escaped += "\\t"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        let needsQuotes = word.isEmpty || word.contains { " \t\n'\";".contains($0) }
        return needsQuotes ? "\"\(escaped)\"" : escaped
    }
}
