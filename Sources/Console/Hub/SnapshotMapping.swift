import Endpoint
import Host
import Settings
import Snapshot

/// The endpoint's and the settings' values in the snapshot's words.
extension SettingOrigin {
    init(_ source: SettingSource) {
        switch source {
        case .argument: self = .argument
        case .environment(let name): self = .environment(name)
        case .file: self = .file
        case .builtIn: self = .builtIn
        }
    }
}

extension LinkFacts.LinkRole {
    init(_ role: Endpoint.LinkRole) {
        switch role {
        case .universal: self = .universal
        case .api: self = .api
        case .event: self = .event
        }
    }
}

extension EventCounts {
    init(_ counters: LinkCounters) {
        self.init(
            messages: counters.messages,
            messagesSent: counters.messagesSent,
            notices: counters.notices,
            requests: counters.requests,
            metas: counters.metas,
            others: counters.otherEvents
        )
    }
}

extension AttemptFacts {
    init(_ entry: LedgerEntry) {
        self.init(
            time: entry.time,
            address: entry.address,
            port: entry.port,
            localPort: entry.localPort,
            network: AddressClass.of(entry.address).map(NetworkClass.init) ?? .other,
            firstBytes: FirstBytes(rawValue: entry.firstBytes.rawValue) ?? .other,
            serverName: entry.serverName,
            isTLS: entry.isTLS ?? false,
            tlsFault: entry.tlsFault.flatMap { TLSFault(rawValue: $0.rawValue) },
            method: entry.method,
            httpVersion: entry.httpVersion,
            path: entry.path,
            queryNames: entry.queryKeys,
            asksUpgrade: entry.asksUpgrade,
            // Lines of earlier versions do not say; what they were refused for does.
            hasWebSocketKey: entry.hasWebSocketKey ?? entry.asksUpgrade,
            isAbsoluteForm: entry.isAbsoluteForm ?? false,
            hasSignature: entry.hasSignature ?? false,
            subprotocols: entry.subprotocols,
            role: entry.role,
            userAgent: entry.userAgent,
            selfID: entry.selfID,
            proxyMarks: entry.proxyMarks,
            via: entry.via,
            key: KeyFacts(entry),
            status: entry.status,
            cause: entry.cause,
            answerMilliseconds: Double(entry.answerMicroseconds) / 1000,
            end: End(rawValue: entry.end.rawValue) ?? .refused
        )
    }
}

extension KeyFacts {
    /// Nil when the request did not come so far as its key.
    init?(_ entry: LedgerEntry) {
        guard entry.keyMistake != nil || entry.status == 101 else { return nil }
        self.init(
            mistake: entry.keyMistake.flatMap { .init(rawValue: $0.rawValue) },
            length: entry.keyLength,
            oddPosition: entry.key?.oddPosition,
            isBeginning: entry.key?.isBeginning,
            retiredAt: entry.key?.retiredAt,
            graceEndsAt: entry.key?.graceEndsAt,
            fingerprint: entry.key?.fingerprint,
            oddCharacter: entry.key?.oddCharacter,
            name: entry.key?.name,
            boundTo: entry.key?.boundTo
        )
    }
}

extension NetworkClass {
    init(_ kind: AddressClass) {
        self =
            switch kind {
            case .loopback: .loopback
            case .containerBridge: .containerBridge
            case .lan: .lan
            case .tailnet: .tailnet
            case .linkLocal: .linkLocal
            case .public: .public
            case .unspecified: .unspecified
            case .other: .other
            }
    }
}

extension Moment {
    init(_ moment: BotMoment) {
        let kind: Moment.Kind =
            switch moment.kind {
            case .connected(let link, let peer): .connected(link: link, peer: peer)
            case .closed(let link, let code, let reason): .closed(link: link, code: Int(code ?? 0), reason: reason)
            case .lost(let link, let seconds): .lost(link: link, afterSeconds: seconds)
            case .disconnectedByOperator(let link): .disconnectedByOperator(link: link)
            case .wentOffline: .wentOffline
            case .cameOnline: .cameOnline
            }
        self.init(time: moment.time, kind: kind)
    }
}

extension OddFrameFacts {
    init(_ frame: OddFrame) {
        let kind: OddFrameFacts.Kind =
            switch frame.kind {
            case .empty: .empty
            case .binary: .binary
            case .notJSON: .notJSON
            case .request: .request
            case .satori: .satori
            case .oneBot12: .oneBot12
            case .unknown: .unknown
            }
        var beginning = String(decoding: frame.beginning, as: UTF8.self)
        if frame.length > frame.beginning.count {
            // The cut may have torn a character.
            while beginning.last == "\u{FFFD}" { beginning.removeLast() }
            beginning += "…"
        }
        self.init(time: frame.time, kind: kind, length: frame.length, beginning: beginning)
    }
}
