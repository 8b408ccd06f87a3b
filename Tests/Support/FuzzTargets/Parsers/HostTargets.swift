import OneBot

@testable import Host

extension FuzzTarget {
    static let machineText = FuzzTarget(
        "machine-text",
        longest: 500,
        seeds: [
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   0: 0100007F:1F55 00000000:0000 0A 00000000:00000002 00:00000000 00000000  1000        0 12345 1 0 100 0 0 10 0\n",
            "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/vda1 ro,errors=remount-ro\n23 22 0:5 / /a\\040b rw - tmpfs x\n",
            "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\neth0\t00000000\t0100007F\t0003\t0\t0\t100\t00000000\t0\t0\t0\n",
            "00000000000000000000000000000000 00 00000000000000000000000000000000 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003     eth0\n",
            "TcpExt: SyncookiesSent ListenOverflows ListenDrops\nTcpExt: 0 1 18446744073709551615\n",
            "MemTotal:       16384000 kB\nMemAvailable: 1 kB\n",
            "some avg10=0.00 avg60=1.50 avg300=0.00 total=12\nfull avg10=0\n", "cpu  1 2 3 4 5 6 7 8 9 10\n",
            "0.10 0.20 0.30 1/100 1234\n",
            "0::/system.slice/docker-\(String(repeating: "0a", count: 32)).scope\n12:memory:/lxc/x\n",
            "127.0.0.1 localhost # x\n::1 localhost ip6\n",
            "KEY=\"value\"\n# c\nDefaultZone=public\n", "oom 0\noom_kill 18446744073709551615\n",
            "Microsoft Corporation WSL2 Amazon EC2\n",
        ],
        words: [
            "\n", " ", "\t", ":", "0A", "FFFFFFFF", "18446744073709551616", "-1", "/", "-", "=", "\\040", "\\777",
            "avg60=", "nan", "inf", "kB", "#", "\"",
        ]
    ) { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        let rows = SocketTable.listeners(in: bytes)
        try hold(rows.count <= bytes.count, "\(rows.count) rows")
        let mounts = MountTable(text)
        _ = mounts.mount(of: "/a b/c")
        _ = DefaultRoute.four(in: text)
        _ = DefaultRoute.six(in: text)
        _ = ListenDrops.count("ListenDrops", in: text)
        _ = MemoryFacts.kibibytes("MemTotal", in: text)
        _ = MemoryFacts.count("oom_kill", in: text)
        _ = MemoryFacts.someOfMinute(text)
        if let averages = LoadFacts.averages(text) {
            try hold(averages.allSatisfy { $0.isFinite && $0 >= 0 }, "\(averages)")
        }
        _ = ControlGroupMemory.path(of: "memory", in: text)
        _ = SessionFacts.unit(in: text)
        _ = ContainerMark.in(controlGroups: text)
        _ = HostsFile.addresses(of: "localhost", in: text)
        _ = ProcText.assignments(text)
        _ = Platform.windows(version: text)
        _ = Platform.cloud(vendor: text, product: text, tag: text)
        _ = LocaleFacts.of(environment: ["LANG": text, "LC_ALL": text])
        _ = BotProcess.program(name: text, arguments: text.split(separator: " ").map(String.init))
    }

    static let firewall = FuzzTarget(
        "firewall",
        longest: 900,
        seeds: [
            "*filter\n:INPUT DROP [0:0]\n:ufw-user-input - [0:0]\n-A INPUT -i lo -j ACCEPT\n-A INPUT -p tcp -m tcp --dport 8021 -j ufw-user-input\n-A ufw-user-input -s 10.0.0.0/8 -m comment --comment \"a \\\" b\" -j ACCEPT\n-A INPUT -p tcp -m multiport --dports 80,8000:9000 -g x\nCOMMIT\n*nat\n:PREROUTING ACCEPT\n-A PREROUTING -p tcp --dport 80 -j REDIRECT --to-ports 8021\nCOMMIT\n",
            #"{"nftables":[{"chain":{"family":"inet","table":"filter","name":"input","type":"filter","hook":"input","policy":"drop"}},{"set":{"family":"inet","table":"filter","name":"s","elem":["10.0.0.1",{"prefix":{"addr":"10.0.0.0","len":8}},{"range":["1.1.1.1","2.2.2.2"]}]}},{"rule":{"family":"inet","table":"filter","chain":"input","handle":4,"expr":[{"match":{"op":"==","left":{"payload":{"protocol":"tcp","field":"dport"}},"right":{"set":[22,{"range":[8000,9000]}]}}},{"accept":null}]}},{"rule":{"family":"inet","table":"filter","chain":"input","expr":[{"vmap":{"key":{"meta":{"key":"iifname"}},"data":{"set":[["lo",{"jump":{"target":"input"}}]]}}},{"xt":null}]}}]}"#,
            "<?xml version=\"1.0\"?><zone target=\"ACCEPT\"><!-- c --><interface name=\"eth0\"/><port port=\"8000-9000\" protocol='tcp'/><service name=\"ssh\"/><rule family=\"ipv4\"><port port=\"1\"/></rule></zone>",
        ],
        words: [
            "-A INPUT ", "-j ", "-p tcp ", "--dport ", "! ", "-s ", "0.0.0.0/0", "/33", "65536", ":", "*filter\n",
            ":INPUT ", "ACCEPT", "DROP",
            "\n", "\"expr\":", "\"set\":", "\"range\":", "[", "{", "]", "}", "<", "/>", "<!--", "-->", "port=\"", "\"",
            "1e999", "-1", "18446744073709551616",
        ],
        check: { try FirewallTarget.check($0) }
    )

    static let packet = FuzzTarget(
        "packet",
        longest: 140,
        seeds: [
            [
                0x45, 0, 0, 60, 0, 0, 0, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2, 0xC0, 1, 0x1F, 0x55, 0, 0, 0, 1, 0,
                0, 0, 0, 0xA0, 2, 0, 0,
            ],
            [0x60, 0, 0, 0, 0, 40, 6, 64] + [UInt8](repeating: 1, count: 32) + [
                0xC0, 1, 0x1F, 0x55, 0, 0, 0, 1, 0, 0, 0, 0, 0xA0, 2, 0, 0,
            ],
        ]
    ) { bytes in
        guard let packet = DoorbellPacket(bytes) else { return }
        try hold(packet.source.count == packet.destination.count && [4, 16].contains(packet.source.count), "\(packet)")
        try hold(AddressBytes.text(packet.source) != nil, "an address without a text")
        _ = AddressBytes.text(AddressBytes.unwrapped(packet.source)).flatMap { AddressClass.of($0) }
    }
}

/// Reads one text as each thing that a firewall's tools and files write, and asks it about a port.
enum FirewallTarget {
    private static let questions = [
        FirewallQuestion(port: 8021), FirewallQuestion(port: 8021, interface: "eth0", source: "fd00::1"),
    ]

    static func check(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        var reading = FirewallReading()
        reading.nft = .success(bytes)
        reading.tables = bytes
        reading.sixTables = bytes
        reading.oldTables = bytes
        reading.oldSixTables = bytes
        let ufw = UFWFiles(isEnabled: true, acceptsByDefault: false, rules: text, sixRules: text)
        for question in Self.questions {
            let verdict = reading.verdict(question)
            try holdEqual(reading.verdict(question), verdict, "asked twice")
            _ = ufw.verdict(question)
        }
        let zone = FirewalldFiles.zone(text, folders: HostFolders(root: "/nowhere"))
        try hold(zone.ports.count <= bytes.count, "\(zone.ports.count) ranges")
    }
}
