extension AttemptSymptom {
    func chinese(_ context: FindingContext) -> FindingText {
        switch self {
        case .wrongPath(let path, let framework, let differsInCase, let caller):
            self.chinese(AttemptWords(context, caller), path: path, framework: framework, differsInCase: differsInCase)
        case .pathVariant(let path, let caller):
            self.chinese(AttemptWords(context, caller), variant: path)
        case .httpReporting(let isSigned, let caller):
            self.chinese(AttemptWords(context, caller), isSigned: isSigned)
        case .panelRequest(let path, let panel):
            FindingText(
                title: "\(context.subject) 在此端口寻找机器人的面板",
                evidence: AttemptWords(context).chineseSeen("请求")
                    + "请求的路径 \(AttemptWords(context).cut(path, 60)) 属于 NapCat 的 WebUI，而不是本控制台。",
                steps: [
                    "机器人的面板在 \(panel)，请用浏览器打开那里。",
                    "机器人 WebSocket 客户端的地址是 \(AttemptWords(context).chineseAddress)。",
                ],
                clears: AttemptWords.chineseFades
            )
        case .missingUpgrade(let missing, let caller):
            self.chinese(AttemptWords(context, caller), missing: missing)
        case .bareConnections(let bare):
            self.chinese(AttemptWords(context), bare: bare)
        case .slowAnswers(let worst, let addresses, let load, let processors):
            self.chinese(AttemptWords(context), worst: worst, addresses: addresses, load: load, processors: processors)
        case .browser(let userAgent, let path):
            self.chinese(AttemptWords(context, Caller(userAgent: userAgent)), looked: path)
        case .forwardProxy(let via, let caller):
            self.chinese(AttemptWords(context, caller), via: via)
        case .tlsToPlainPort(let serverName, let tlsPort):
            self.chinese(AttemptWords(context), serverName: serverName, tlsPort: tlsPort)
        case .plainToTLSPort(let caller): self.chinesePlain(AttemptWords(context, caller))
        case .certificateRefused(let distrust): self.chinese(AttemptWords(context), distrust)
        case .key(let trouble, let caller): trouble.chinese(AttemptWords(context, caller))
        case .keySwallowed(let marks, let caller): KeyTrouble.chineseSwallowed(AttemptWords(context, caller), marks)
        case .badIdentity, .fifthLink, .oneBot12, .storm, .guessing, .scanning, .paused, .full, .crowd:
            self.chineseOfCallers(context)
        }
    }

    private func chinese(
        _ words: AttemptWords,
        path: String,
        framework: String?,
        differsInCase: Bool
    ) -> FindingText {
        var why = framework.map { "该路径是 \($0) 的写法。" } ?? ""
        if differsInCase { why = "与正确路径只差大小写。" }
        return FindingText(
            title: "\(words.subject) 请求的路径 \(words.short(path)) 不对",
            evidence: words.chineseSeen() + "请求的路径是 \(words.cut(path, 60))，正确路径是 \(words.context.path)。" + why,
            steps: [words.chineseOpen, words.chinesePutAddress, words.chineseSaveAddress],
            clears: AttemptWords.chineseClearsByConnecting
        )
    }

    private func chinese(_ words: AttemptWords, variant path: String) -> FindingText {
        FindingText(
            title: "\(words.subject) 的路径仅斜杠不同，已自动兼容",
            evidence: words.chineseSeen("连接") + "路径是 \(words.cut(path, 60))：本控制台接受，其他服务器会拒绝。",
            steps: ["无需处理。想写得准确，可在机器人端把 URL 改为 \(words.chineseAddress)。"],
            clears: "用准确路径连接后，或最后一次之后 15 分钟自动消失"
        )
    }

    private func chinese(_ words: AttemptWords, isSigned: Bool) -> FindingText {
        let secret = isSigned ? "请求带有签名：HTTP 上报的 secret 不是访问密钥。" : ""
        return FindingText(
            title: "\(words.subject) 在用 HTTP 上报，而不是 WebSocket",
            evidence: words.chineseSeen("POST 请求") + "本控制台只接受 WebSocket。" + secret,
            steps: [
                "在那台机器上打开 NapCat 的 WebUI → 网络配置，停用“HTTP 客户端”。",
                "新建“WebSocket 客户端”：URL 填 \(words.chineseAddress)，Token 填访问密钥（按 c 复制）。",
                "消息格式选 Array，启用并保存。",
            ],
            clears: "用 WebSocket 连接后，或 5 分钟没有 POST 后自动消失"
        )
    }

    private func chinese(_ words: AttemptWords, missing: Missing) -> FindingText {
        switch missing {
        case .upgrade(let marks):
            let left = marks.isEmpty ? "" : "代理留下的痕迹：\(marks.joined(separator: "、"))。"
            return FindingText(
                title: "\(words.subject) 处的反向代理没有转发 Upgrade 头",
                evidence: words.chineseSeen() + "对方请求的是 WebSocket，但 Upgrade 相关的头没有完整到达。" + left,
                steps: [
                    "若是 nginx，在该站点的 location 中加入：\(AttemptWords.nginx)",
                    "然后执行：nginx -t && nginx -s reload",
                    "其他代理（Caddy 默认支持）请为该站点开启 WebSocket 支持。",
                ],
                clears: "完整的 WebSocket 请求到达后自动消失"
            )
        case .rest:
            return FindingText(
                title: "\(words.subject) 的 WebSocket 握手不完整",
                evidence: words.chineseSeen() + "请求缺少或写错了握手所需的头。多半是中间的代理改动了它，或对方是自己写的程序。",
                steps: [
                    "若前面有代理，请让它转发 Host、Connection、Upgrade 和 Sec-WebSocket-* 头。",
                    "否则请升级发起连接的程序：须使用 WebSocket 版本 13。",
                ],
                clears: AttemptWords.chineseClearsByConnecting
            )
        }
    }

    private func chinese(_ words: AttemptWords, bare: Bare) -> FindingText {
        let seen = words.chineseSeen("连接")
        let nothing = ["无需处理。"]
        return switch bare {
        case .silent:
            FindingText(
                title: "\(words.subject) 只建立连接而不发请求",
                evidence: seen + "没有任何请求：多半是健康检查、端口扫描或浏览器预连接。",
                steps: nothing,
                clears: AttemptWords.chineseFades
            )
        case .garbled:
            FindingText(
                title: "\(words.subject) 发来的不是 HTTP 请求",
                evidence: seen + "收到的内容不是 HTTP：多半是扫描，或某个程序填错了端口。",
                steps: nothing,
                clears: AttemptWords.chineseFades
            )
        case .proxyProtocol:
            FindingText(
                title: "\(words.subject) 在请求前加了 PROXY 协议头",
                evidence: seen + "请求前带有 PROXY 协议头，本控制台不支持：经过该代理的机器人都连不上。",
                steps: [
                    "请在代理或负载均衡中为此端口关闭 PROXY protocol。",
                    "nginx 中删除 proxy_protocol on; 这一行；HAProxy 中从 server 行删除 send-proxy。",
                ],
                clears: AttemptWords.chineseFades
            )
        case .http2:
            FindingText(
                title: "\(words.subject) 用 HTTP/2 连接此端口",
                evidence: seen + "收到的是 HTTP/2；这里的 WebSocket 使用 HTTP/1.1。",
                steps: ["请让代理用 HTTP/1.1 连接此端口（nginx：proxy_http_version 1.1;）。"],
                clears: AttemptWords.chineseFades
            )
        case .tls(let fault): self.chinese(words, tls: fault)
        case .tooLarge:
            FindingText(
                title: "\(words.subject) 的请求头过大",
                evidence: seen + "请求头超过 8 KiB。",
                steps: ["若是代理后面的机器人，请让代理去掉 Cookie 等较大的头。"],
                clears: AttemptWords.chineseFades
            )
        }
    }

    private func chinese(
        _ words: AttemptWords,
        worst: Int,
        addresses: Int,
        load: Double?,
        processors: Int
    ) -> FindingText {
        let loaded = load.map { "本机当前负载 \(Self.tenths($0))，共 \(processors) 个处理器。" } ?? ""
        let line = addresses == 1 ? "全部来自同一地址：到它的线路慢也会计入。" : ""
        return FindingText(
            title: "应答连接请求太慢：最长 \(worst) 毫秒",
            evidence: "有 \(words.finding.count) 次连接从建立到应答超过 500 毫秒，最近一次 \(words.last)。"
                + "NapCat 和 LLBot 超过 2000 毫秒就会放弃。" + loaded + line,
            steps: [
                "执行 top，看本机忙在哪里：负载，以及 wa（等待磁盘）。",
                "停掉不需要的程序，或增加处理器、内存。",
            ],
            clears: "连续 20 次连接的应答快于 200 毫秒，或最后一次慢应答之后 15 分钟自动消失"
        )
    }

    private func chinese(_ words: AttemptWords, looked path: String?) -> FindingText {
        let asked = path.map { "请求的路径是 \(words.cut($0, 60))。" } ?? ""
        return FindingText(
            title: "\(words.subject) 用浏览器或测试工具看过这里",
            evidence: words.chineseSeen("访问") + asked + "服务已应答，运行正常；此地址只供机器人使用。",
            steps: [
                "无需处理。浏览器和 curl 都无法在此连接。",
                "机器人 WebSocket 客户端的地址是 \(words.chineseAddress)。",
            ],
            clears: AttemptWords.chineseFades
        )
    }

    private func chinese(_ words: AttemptWords, via: String?) -> FindingText {
        let named = via.map { "它自称 \(words.cut($0, 40))。" } ?? ""
        return FindingText(
            title: "机器人经由正向代理 \(words.subject) 连接",
            evidence: words.chineseSeen("连接") + "请求是写给正向代理的。" + named + "这类代理会切断长连接。",
            steps: [
                "在机器人所在机器上让本控制台的地址不走代理：export NO_PROXY=\(words.chineseHost)（容器则写入其环境变量）。",
                "重启那里的机器人程序。",
            ],
            clears: "不经代理连接后自动消失"
        )
    }

    private func chinese(_ words: AttemptWords, serverName: String?, tlsPort: Int?) -> FindingText {
        let name = serverName.map { "对方请求的域名是 \(words.cut($0, 60))。" } ?? ""
        var steps = [words.chineseOpen, "把 URL 中的 wss:// 改为 ws://：\(words.chineseAddress)", "保存。"]
        if let tlsPort { steps.insert("也可以保留 wss://，改连 TLS 端口 \(tlsPort)。", at: 2) }
        return FindingText(
            title: "\(words.subject) 用 wss:// 连接了明文端口 \(words.context.port)",
            evidence: words.chineseSeen("TLS 连接") + "此端口是明文 ws://。" + name,
            steps: steps,
            clears: "改用 ws:// 连接后自动消失"
        )
    }
}

extension AttemptWords {
    var chineseHost: String { self.context.address == nil ? "本机地址" : self.host }
}
