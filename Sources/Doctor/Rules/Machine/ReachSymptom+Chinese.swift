import Snapshot

extension ReachSymptom {
    func chinese(_ context: FindingContext) -> FindingText {
        switch self {
        case .nothingYet(let seconds, let packets, let neighbours, let url):
            self.nothingYetInChinese(seconds, packets, neighbours, url, context)
        case .containerLoopback(let bridges, let bots):
            self.containerInChinese(bridges, bots, context)
        case .loopbackOnly(let host, let why):
            FindingText(
                title: "只监听了本机回环地址 \(host)",
                evidence: "服务监听在 \(host):\(context.port)，其他机器和容器都连不上。" + why.inChinese(context),
                steps: [
                    "8 设置，监听地址改为 0.0.0.0（本机所有地址）。请先设置访问密钥。",
                    "然后让机器人使用它能访问到的本机地址（总览的“连接机器人”框中按 a 查看）。",
                ],
                clears: "监听回环以外的地址后自动消失"
            )
        case .localhostIsIPv6(let url):
            FindingText(
                title: "localhost 指向 ::1，而端口 \(context.port) 只有 IPv4",
                evidence: "本机的 localhost 会解析为 IPv6 地址 ::1，而服务只监听 IPv4。填写 localhost 的机器人会得到 "
                    + "ECONNREFUSED ::1:\(context.port)。",
                steps: [
                    "在机器人的 URL 中用 127.0.0.1 代替 localhost：\(url)",
                    "或同时监听 IPv6：8 设置，监听地址改为 0.0.0.0。",
                ],
                clears: "监听 IPv6 或有机器人连上后自动消失"
            )
        case .firewallDrops(let ring, let verdict, let tool, let command, let othersComeIn):
            self.firewallInChinese(ring, verdict, tool, command, othersComeIn, context)
        case .provider(let vendor, let seconds):
            FindingText(
                title: "还没有来自公网的数据包到达端口 \(context.port)",
                evidence: "过去 \(context.duration(seconds))没有任何来自公网、发往端口 \(context.port) 的数据包到达本机。"
                    + "从本机看不到\(vendor.map { " \($0) " } ?? "云厂商或路由器")的安全组或防火墙：可能是它拦截了，也可能外部机器人还没有连接过。",
                steps: [
                    "若机器人在公网：在云控制台的安全组中放行 TCP \(context.port)，最好只放行机器人的 IP。",
                    "若在家庭网络：在路由器上把 TCP \(context.port) 转发到本机。",
                    "若机器人就在本机或同一内网：无需处理。",
                ],
                clears: "收到来自公网的数据包或有机器人连上后自动消失"
            )
        case .bridgeDropped(let interface, let ring, let isClosed, let command):
            self.bridgeInChinese(interface, ring, isClosed, command, context)
        case .privateOnly(let addresses, let isWSL, let operatorAt):
            self.privateInChinese(addresses, isWSL, operatorAt, context)
        case .queueOverflow(let count, let backlog):
            FindingText(
                title: "连接队列溢出，\(count) 个连接被丢弃",
                evidence: "自控制台启动以来，系统记录到 \(count) 个未被及时接收的连接，最近一次在 "
                    + "\(context.clock(context.finding.last))。该计数包含本机所有程序；本服务的队列长度为 \(backlog)。",
                steps: [
                    "若是许多机器人同时重连：无需处理，它们会再次尝试。",
                    "若持续出现，请检查本机是否过载：uptime、top。",
                    "加长系统队列：sudo sysctl -w net.core.somaxconn=4096",
                ],
                clears: "计数 10 分钟不再增加后自动消失"
            )
        case .captured(let captor, let address):
            FindingText(
                title: "端口 \(context.port) 由其他程序应答" + (address.map { "（\($0)）" } ?? ""),
                evidence: (address.map { "控制台连接 \($0):\(context.port)，得到了应答，但不是本程序的应答。" } ?? "")
                    + (captor.map { "本机有规则把发往端口 \(context.port) 的流量转给 \($0)，没有到达本程序。" }
                        ?? "很可能是某个容器映射了同一个端口。"),
                steps: [
                    "找出该容器：docker ps --filter publish=\(context.port)",
                    "为它换一个映射端口，或在 8 设置中更换本服务的端口。",
                ],
                clears: "规则移除且本机地址恢复应答后自动消失"
            )
        }
    }

    private func nothingYetInChinese(
        _ seconds: Double,
        _ packets: Packets,
        _ neighbours: [MachineFacts.Listening],
        _ url: String,
        _ context: FindingContext
    ) -> FindingText {
        var evidence = "服务已监听 \(context.duration(seconds))，还没有机器人尝试连接。"
        var steps = [
            "在机器人端（NapCat：WebUI → 网络配置）新建的应是“WebSocket 客户端”，而不是“服务器”。",
            "该条目已启用，并保存在当前登录的 QQ 号下。",
            "URL 原样填写：\(context.address ?? url)（ws:// 前、末尾都不要有空格，不要用全角冒号）。",
            "若机器人日志出现 “Invalid character in header content”：把 token 重新输入为纯英文数字，保存后先停用再启用。",
        ]
        switch packets {
        case .none(let since):
            evidence += "自 \(context.clock(since)) 起，没有任何发往端口 \(context.port) 的数据包到达本机。"
        case .some(let count):
            evidence += "有数据包到达过端口 \(context.port)（\(count) 个），但都不是机器人的连接。"
        case .unseen(let command):
            evidence += "从这里看不到数据包是否到达了本机。"
            if let command { steps.append("查看数据包是否到达：\(command)") }
        }
        if !neighbours.isEmpty {
            let named = neighbours.map { "\($0.process?.name ?? "其他程序")（\($0.port)）" }
            evidence += "本机还有 \(named.joined(separator: "、")) 在监听；误填其端口的机器人不会连到这里。"
        }
        return FindingText(
            title: "还没有机器人连接过端口 \(context.port)",
            evidence: evidence,
            steps: steps,
            clears: "有机器人尝试连接（即使被拒绝）后自动消失"
        )
    }

    private func containerInChinese(
        _ bridges: [Bridge],
        _ bots: [ProcessFacts],
        _ context: FindingContext
    ) -> FindingText {
        let seen =
            bots.isEmpty
            ? "本机有容器网络"
                + (bridges.isEmpty ? "" : "（\(bridges.map(\.interface).joined(separator: "、"))）")
            : "本机的容器中运行着 \(bots.map(\.named).joined(separator: "、"))"
        var steps = bridges.map { "若机器人在 \($0.interface) 的容器中，URL 填：\($0.url)" }
        if bridges.isEmpty {
            steps.append(
                "使用容器网络的网关地址：docker network inspect bridge --format "
                    + "'{{(index .IPAM.Config 0).Gateway}}'"
            )
        }
        steps.append("或填 host.docker.internal，并在 compose 文件中加入 extra_hosts: host.docker.internal:host-gateway。")
        return FindingText(
            title: bots.isEmpty ? "容器中的机器人不能填 127.0.0.1" : "容器中的机器人很可能连到了自己的 127.0.0.1",
            evidence: seen + "，但还没有机器人从那里连上。在容器里，127.0.0.1 和 localhost 指的是容器自己，这是最常见的错误。",
            steps: steps,
            clears: "有机器人连上后自动消失"
        )
    }

    private func firewallInChinese(
        _ ring: Ring?,
        _ verdict: MachineFacts.Firewall.Verdict,
        _ tool: String?,
        _ command: String?,
        _ othersComeIn: Bool,
        _ context: FindingContext
    ) -> FindingText {
        let firewall = tool.map { "本机防火墙（\($0)）" } ?? "本机防火墙"
        var evidence: String
        if let ring {
            evidence =
                "自 \(context.clock(ring.first)) 起，\(ring.address) 发往端口 \(context.port) 的 \(ring.count) 个"
                + "连接请求到达了本机网卡 \(ring.interface)，但都没有建立连接。"
            let rules =
                switch verdict {
                case .closed: "\(firewall)的规则没有放行该端口。"
                case .unknown: "很可能被\(firewall)丢弃；其规则无法读取。"
                case .open: "\(firewall)的规则看起来已放行该端口，很可能是本机的其他过滤规则丢弃了它们。"
                }
            evidence += rules
            if othersComeIn { evidence += "其他地址可以连上，所以也可能是有意限制。" }
        } else {
            evidence = "\(firewall)的规则没有放行端口 \(context.port)，目前也没有任何连接。从这里看不到数据包是否到达。"
        }
        let open =
            command.map { ["放行端口：\($0)"] } ?? [
                "使用 ufw：sudo ufw allow \(context.port)/tcp",
                "使用 firewalld：sudo firewall-cmd --add-port=\(context.port)/tcp --permanent && sudo firewall-cmd --reload",
                "使用宝塔、1Panel 等面板：在其防火墙列表中放行 TCP \(context.port)。",
            ]
        return FindingText(
            title: ring.map { "\($0.address) 请求连接端口 \(context.port)，但未被放行" }
                ?? "本机防火墙没有放行端口 \(context.port)",
            evidence: evidence,
            steps: open + (othersComeIn ? ["若不认识 \(ring?.address ?? context.subject)：无需处理。"] : []),
            clears: "该地址连上或不再尝试后自动消失"
        )
    }

    private func bridgeInChinese(
        _ interface: String,
        _ ring: Ring?,
        _ isClosed: Bool,
        _ command: String?,
        _ context: FindingContext
    ) -> FindingText {
        var evidence: String
        if let ring {
            evidence =
                "自 \(context.clock(ring.first)) 起，容器 \(ring.address) 的 \(ring.count) 个连接请求到达了网卡 "
                + "\(interface)，但都没有建立连接。"
            evidence +=
                isClosed
                ? "防火墙规则会丢弃从 \(interface) 发往本机的数据包。" : "很可能被防火墙的 INPUT 链丢弃。"
        } else {
            evidence = "防火墙规则会丢弃 \(interface) 上的容器发往本机的数据包。容器映射的端口不受影响，所以看起来像没开防火墙。"
        }
        return FindingText(
            title: "\(interface) 上的容器无法访问端口 \(context.port)",
            evidence: evidence,
            steps: [
                "放行该网卡："
                    + (command ?? "sudo ufw allow in on \(interface) to any port \(context.port) proto tcp"),
                "然后等待机器人下一次重连，无需重启任何程序。",
            ],
            clears: "从 \(interface) 连上后自动消失"
        )
    }

    private func privateInChinese(
        _ addresses: [String],
        _ isWSL: Bool,
        _ operatorAt: String?,
        _ context: FindingContext
    ) -> FindingText {
        let named = addresses.isEmpty ? "本机地址" : addresses.joined(separator: "、")
        var evidence =
            isWSL
            ? "本机是 WSL：\(named) 只能从这台 Windows 访问。"
            : "本机只有内网地址（\(named)），异地的机器人无法访问。"
        if let operatorAt, !isWSL { evidence += "你是从异地地址 \(operatorAt) 登录的。" }
        var steps = [
            "若机器人就在本机或同一内网：无需处理。",
            "异地请使用组网（Tailscale、ZeroTier、WireGuard），或在路由器上转发 TCP \(context.port)。",
            "然后在 8 设置的“外部地址”中填写该地址。",
        ]
        if isWSL {
            steps.insert(
                "在 Windows 的 .wslconfig 的 [wsl2] 下加入 networkingMode=mirrored，或执行 netsh interface portproxy add "
                    + "v4tov4 listenport=\(context.port) connectport=\(context.port) "
                    + "connectaddress=\(addresses.first ?? "WSL 地址")",
                at: 1
            )
        }
        return FindingText(
            title: isWSL ? "其他机器无法直接访问 WSL 的地址" : "异地机器人无法访问内网地址 \(addresses.first ?? "")",
            evidence: evidence,
            steps: steps,
            clears: "有机器人连上后自动消失"
        )
    }
}

extension ReachSymptom.LoopbackEvidence {
    fileprivate func inChinese(_ context: FindingContext) -> String {
        switch self {
        case .ring(let ring):
            "\(ring.address) 自 \(context.clock(ring.first)) 起请求了 \(ring.count) 次，均被拒绝。"
        case .containedBots(let bots):
            "本机的容器中运行着 \(bots.map(\.named).joined(separator: "、"))，无法连上。"
        case .bridges(let names):
            "本机有容器网络（\(names.joined(separator: "、"))），其中的机器人无法连上。"
        case .remoteOperator(let address):
            "你是从 \(address) 登录的，那里的机器人无法连上。若所有机器人都在本机，则没有问题。"
        }
    }
}
