import Snapshot

extension ReachSymptom {
    func english(_ context: FindingContext) -> FindingText {
        switch self {
        case .nothingYet(let seconds, let packets, let neighbours, let url):
            self.nothingYetInEnglish(seconds, packets, neighbours, url, context)
        case .containerLoopback(let bridges, let bots):
            self.containerInEnglish(bridges, bots, context)
        case .loopbackOnly(let host, let why):
            FindingText(
                title: "only this host itself is listened on (\(host))",
                evidence: "The endpoint listens on \(host):\(context.port), which other machines and containers cannot "
                    + "reach. " + why.inEnglish(context),
                steps: [
                    "8 Settings, Address: 0.0.0.0 listens on all of this host. An access key must be set.",
                    "Then give the bot an address of this host that it can reach (a in the Overview's box Connect a bot lists them).",
                ],
                clears: "goes away when an address beyond loopback is listened on"
            )
        case .localhostIsIPv6(let url):
            FindingText(
                title: "localhost means ::1 here, port \(context.port) is IPv4 only",
                evidence: "This host's name table gives localhost the IPv6 address ::1, and the endpoint listens on "
                    + "IPv4 alone. A bot that is told localhost gets ECONNREFUSED ::1:\(context.port).",
                steps: [
                    "In the bot's URL write 127.0.0.1 instead of localhost: \(url)",
                    "Or listen on all of this host, IPv6 too: 8 Settings, Address 0.0.0.0.",
                ],
                clears: "goes away when IPv6 is listened on, or a bot is connected"
            )
        case .firewallDrops(let ring, let verdict, let tool, let command, let othersComeIn):
            self.firewallInEnglish(ring, verdict, tool, command, othersComeIn, context)
        case .provider(let vendor, let seconds):
            FindingText(
                title: "no packet from the internet for port \(context.port) so far",
                evidence:
                    "In \(context.duration(seconds)) not one packet from the internet for port \(context.port) has "
                    + "reached this machine. The firewall of \(vendor ?? "a provider or router") cannot be seen from "
                    + "here; it may keep them away, or no bot outside has dialled yet.",
                steps: [
                    "If the bot is on the internet: open TCP \(context.port) in the provider's console (security group)"
                        + ", ideally for the bot's address only.",
                    "At home: forward TCP \(context.port) from the router to this machine.",
                    "If the bot is on this host or in its network: nothing.",
                ],
                clears: "goes away with the first packet from the internet, or when a bot connects"
            )
        case .bridgeDropped(let interface, let ring, let isClosed, let command):
            self.bridgeInEnglish(interface, ring, isClosed, command, context)
        case .privateOnly(let addresses, let isWSL, let operatorAt):
            self.privateInEnglish(addresses, isWSL, operatorAt, context)
        case .queueOverflow(let count, let backlog):
            FindingText(
                title: "\(count) connections were dropped because a queue was full",
                evidence: "The system's counter of connections that nobody took in time stands at \(count) since this "
                    + "console started and rose at \(context.clock(context.finding.last)). It counts all programs of "
                    + "this host; our queue holds \(backlog).",
                steps: [
                    "If many bots came at once: nothing, they try again.",
                    "If it goes on, see whether this host is overloaded: uptime, top.",
                    "Let the system keep longer queues: sudo sysctl -w net.core.somaxconn=4096",
                ],
                clears: "goes away when the counter has not risen for 10 minutes"
            )
        case .captured(let captor, let address):
            FindingText(
                title: "port \(context.port) is answered by something else"
                    + (address.map { " on \($0)" } ?? ""),
                evidence: (address.map {
                    "A connection that the console made to \($0):\(context.port) was answered, but not by this console. "
                } ?? "")
                    + (captor.map {
                        "A rule of this host sends what comes for port \(context.port) to \($0), before it reaches us."
                    } ?? "Most likely a container has published the same port."),
                steps: [
                    "Find the container: docker ps --filter publish=\(context.port)",
                    "Publish another port for it, or choose another one here: 8 Settings, Port.",
                ],
                clears: "goes away when the rule is gone and our own addresses answer"
            )
        }
    }

    private func nothingYetInEnglish(
        _ seconds: Double,
        _ packets: Packets,
        _ neighbours: [MachineFacts.Listening],
        _ url: String,
        _ context: FindingContext
    ) -> FindingText {
        var evidence = "The endpoint has listened for \(context.duration(seconds)), and no bot has tried to connect. "
        var steps = [
            "In the bot (NapCat: WebUI, Network configuration) the entry must be a WebSocket client, not a server.",
            "Its switch must be on, and it must be saved for the QQ number that is logged in.",
            "Its URL must stand there exactly so: \(context.address ?? url) - nothing before "
                + "ws://, no blank behind, no full-width colon.",
            "If its log says \"Invalid character in header content\": retype the token in plain letters and digits, "
                + "then switch the entry off and on.",
        ]
        switch packets {
        case .none(let since):
            evidence +=
                "Not one packet for port \(context.port) has reached this machine since \(context.clock(since))."
        case .some(let count):
            evidence += "Packets for port \(context.port) did reach this machine (\(count)), but none was a bot's."
        case .unseen(let command):
            evidence += "Whether packets reach this machine cannot be seen from here."
            if let command { steps.append("To see whether packets come at all: \(command)") }
        }
        if !neighbours.isEmpty {
            let named = neighbours.map { "\($0.process?.name ?? "another program") on \($0.port)" }
            evidence +=
                " Beside us listen \(named.joined(separator: ", ")): a bot that was sent there never comes here."
        }
        return FindingText(
            title: "no bot has come to port \(context.port) yet",
            evidence: evidence,
            steps: steps,
            clears: "goes away with the first attempt of a bot, even a refused one"
        )
    }

    private func containerInEnglish(
        _ bridges: [Bridge],
        _ bots: [ProcessFacts],
        _ context: FindingContext
    ) -> FindingText {
        let seen =
            bots.isEmpty
            ? "This host has networks of containers (\(bridges.map(\.interface).joined(separator: ", ")))"
            : "\(bots.map(\.named).joined(separator: ", ")) runs in a container on this host"
        var steps = bridges.map { "In a container on \($0.interface) the bot's URL is \($0.url)" }
        if bridges.isEmpty {
            steps.append(
                "Use the gateway of its network: docker network inspect bridge --format "
                    + "'{{(index .IPAM.Config 0).Gateway}}'"
            )
        }
        steps.append(
            "Or name host.docker.internal, with extra_hosts: host.docker.internal:host-gateway in its compose file."
        )
        return FindingText(
            title: bots.isEmpty
                ? "a bot in a container must not dial 127.0.0.1"
                : "a bot in a container most likely dials its own 127.0.0.1",
            evidence: seen + ", and none has connected from there. Inside a container 127.0.0.1 and localhost are the "
                + "container itself, which is the usual mistake.",
            steps: steps,
            clears: "goes away when a bot connects"
        )
    }

    private func firewallInEnglish(
        _ ring: Ring?,
        _ verdict: MachineFacts.Firewall.Verdict,
        _ tool: String?,
        _ command: String?,
        _ othersComeIn: Bool,
        _ context: FindingContext
    ) -> FindingText {
        let firewall = tool.map { "this host's firewall (\($0))" } ?? "this host's firewall"
        var evidence: String
        if let ring {
            evidence =
                "\(ring.count) connection requests from \(ring.address) for port \(context.port) have reached this "
                + "machine on \(ring.interface) since \(context.clock(ring.first)), and no connection came of them. "
            let rules =
                switch verdict {
                case .closed: "The rules of \(firewall) do not let the port in."
                case .unknown: "Most likely \(firewall) drops them; its rules could not be read."
                case .open:
                    "The rules of \(firewall) seem to let the port in; most likely another filter of this host drops them."
                }
            evidence += rules
            if othersComeIn { evidence += " Others do come in, so that it may be meant so." }
        } else {
            evidence =
                "The rules of \(firewall) do not let port \(context.port) in, and nobody has come so far. Whether "
                + "packets arrive cannot be seen from here."
        }
        let open =
            command.map { ["Open the port: \($0)"] } ?? [
                "With ufw: sudo ufw allow \(context.port)/tcp",
                "With firewalld: sudo firewall-cmd --add-port=\(context.port)/tcp --permanent && sudo firewall-cmd --reload",
                "With a panel (Baota, 1Panel): open TCP \(context.port) in its list.",
            ]
        return FindingText(
            title: ring.map { "\($0.address) knocks at port \(context.port) and is not let in" }
                ?? "this host's firewall keeps port \(context.port) closed",
            evidence: evidence,
            steps: open + (othersComeIn ? ["If you do not know \(ring?.address ?? context.subject): nothing."] : []),
            clears: "goes away when its connections come in, or it stops knocking"
        )
    }

    private func bridgeInEnglish(
        _ interface: String,
        _ ring: Ring?,
        _ isClosed: Bool,
        _ command: String?,
        _ context: FindingContext
    ) -> FindingText {
        var evidence: String
        if let ring {
            evidence =
                "\(ring.count) connection requests of the container \(ring.address) have reached \(interface) since "
                + "\(context.clock(ring.first)), and no connection came of them. "
            evidence +=
                isClosed
                ? "The firewall's rules drop what comes to this host from \(interface)."
                : "Most likely the firewall drops what comes to this host from \(interface)."
        } else {
            evidence =
                "The firewall's rules drop what containers on \(interface) send to this host. Published ports of "
                + "containers are not affected, so that the firewall looks as if it were off."
        }
        return FindingText(
            title: "containers on \(interface) are kept from port \(context.port)",
            evidence: evidence,
            steps: [
                "Let the interface in: "
                    + (command ?? "sudo ufw allow in on \(interface) to any port \(context.port) proto tcp"),
                "Then wait for the bot's next try; nothing has to be restarted.",
            ],
            clears: "goes away when a connection from \(interface) comes in"
        )
    }

    private func privateInEnglish(
        _ addresses: [String],
        _ isWSL: Bool,
        _ operatorAt: String?,
        _ context: FindingContext
    ) -> FindingText {
        let named = addresses.isEmpty ? "its addresses" : addresses.joined(separator: ", ")
        var evidence =
            isWSL
            ? "This is WSL: \(named) can be reached from this Windows machine only."
            : "This machine has private addresses only (\(named)): nobody can dial them from another site."
        if let operatorAt, !isWSL { evidence += " You came from \(operatorAt), which is elsewhere." }
        var steps = [
            "If the bot is on this machine or in its network: nothing.",
            "From elsewhere use a VPN (Tailscale, ZeroTier, WireGuard), or forward TCP \(context.port) from the router.",
            "Then tell bots that address: 8 Settings, Public URL.",
        ]
        if isWSL {
            steps.insert(
                "In Windows: networkingMode=mirrored under [wsl2] in .wslconfig, or netsh interface portproxy add v4tov4 "
                    + "listenport=\(context.port) connectport=\(context.port) connectaddress=\(addresses.first ?? "WSL-ADDRESS")",
                at: 1
            )
        }
        return FindingText(
            title: isWSL
                ? "other machines cannot reach WSL by its own address"
                : "bots at another site cannot reach \(addresses.first ?? "this machine")",
            evidence: evidence,
            steps: steps,
            clears: "goes away when a bot connects"
        )
    }
}

extension ReachSymptom.LoopbackEvidence {
    fileprivate func inEnglish(_ context: FindingContext) -> String {
        switch self {
        case .ring(let ring):
            "\(ring.address) has knocked \(ring.count) times since \(context.clock(ring.first)) and was refused."
        case .containedBots(let bots):
            "\(bots.map(\.named).joined(separator: ", ")) runs in a container on this host and cannot come in."
        case .bridges(let names):
            "This host runs containers (\(names.joined(separator: ", "))); a bot in one of them could not come in."
        case .remoteOperator(let address):
            "You came from \(address); a bot there could not come in. If every bot is on this host, nothing is wrong."
        }
    }
}
