import OneBot
import Snapshot

/// A snapshot as the model keeps it: every text that somebody else chose is safe to draw, and what no panel of this
/// terminal shows is left out.
enum SafeSnapshot {
    /// - Parameters:
    ///   - previous: The snapshot kept until now; log lines that it has are taken over as they are.
    ///   - bots: The bots of `previous` as they came, by which unchanged ones are known.
    ///   - safe: Hides what `raw` says.
    static func made(
        from raw: Snapshot,
        after previous: Snapshot?,
        bots: [BotFacts],
        _ safe: SafeText
    ) -> Snapshot {
        let hidesTheSame = previous?.knownSecrets == raw.knownSecrets
        var snapshot = raw
        snapshot.console.version = safe(raw.console.version, limit: 32)
        snapshot.endpoint = self.endpoint(raw.endpoint, safe)
        snapshot.napcat.webUI = safe(raw.napcat.webUI)
        snapshot.napcat.look = raw.napcat.look.map { safe($0) }
        snapshot.bots = raw.bots.indices.map { index in
            let bot = raw.bots[index]
            guard hidesTheSame, let previous, bots.indices.contains(index), previous.bots.indices.contains(index),
                bots[index].selfID == bot.selfID
            else { return self.bot(bot, safe, known: nil) }
            return self.bot(bot, safe, known: (raw: bots[index], safe: previous.bots[index]))
        }
        snapshot.attempts = []
        snapshot.settings = raw.settings.map {
            self.setting($0, safe)
        }
        snapshot.access.previous = raw.access.previous.map { key in
            var key = key
            key.name = safe(key.name, limit: 32)
            key.users = key.users.map { user in
                var user = user
                user.selfID = safe(user.selfID, limit: 32)
                user.address = safe(user.address, limit: 64)
                return user
            }
            return key
        }
        snapshot.access.keyOrigin = self.origin(raw.access.keyOrigin, safe)
        snapshot.log = self.log(raw.log, after: hidesTheSame ? previous?.log ?? [] : [], safe)
        if case .paused(let cause, let since) = raw.journal.state {
            snapshot.journal.state = .paused(self.pause(cause, safe), since: since)
        }
        snapshot.blocked = raw.blocked.map { BlockedAddress(address: safe($0.address, limit: 64), until: $0.until) }
        snapshot.alarms = raw.alarms.map { safe($0) }
        return snapshot
    }

    /// What is hidden in a value stays there while it is typed.
    private static func setting(_ raw: SettingFacts, _ safe: SafeText) -> SettingFacts {
        let value = safe(raw.value, limit: 1024)
        return SettingFacts(
            path: raw.path,
            value: value,
            origin: self.origin(raw.origin, safe),
            whole: raw.whole ?? (value == raw.value ? nil : Secret(raw.value))
        )
    }

    private static func endpoint(_ raw: EndpointFacts, _ safe: SafeText) -> EndpointFacts {
        EndpointFacts(
            path: safe(raw.path),
            listeners: raw.listeners.map { self.listener($0, safe) },
            publicURL: safe(raw.publicURL)
        )
    }

    private static func listener(_ raw: ListenerFacts, _ safe: SafeText) -> ListenerFacts {
        var listener = raw
        listener.host = safe(raw.host, limit: 128)
        listener.problem = raw.problem.map { problem in
            switch problem {
            case .inUse(let port, let owner):
                .inUse(port: port, owner: owner.map { ProcessFacts(pid: $0.pid, name: safe($0.name, limit: 32)) })
            case .notPermitted: problem
            case .addressNotHere(let host): .addressNotHere(host: safe(host, limit: 128))
            case .certificate: problem
            case .other(let text): .other(safe(text))
            }
        }
        listener.certificate = raw.certificate.map { certificate in
            var certificate = certificate
            certificate.name = safe(certificate.name, limit: 253)
            certificate.names = certificate.names.map { safe($0, limit: 253) }
            certificate.file = safe(certificate.file)
            return certificate
        }
        return listener
    }

    /// Most texts of a bot are those of the snapshot before: moments, headers and samples are looked at when they are
    /// others.
    private static func bot(_ raw: BotFacts, _ safe: SafeText, known: (raw: BotFacts, safe: BotFacts)?) -> BotFacts {
        var bot = raw
        bot.selfID = safe(raw.selfID, limit: 20)
        bot.name = safe(raw.name, limit: 64)
        bot.implementation = safe(raw.implementation, limit: 64)
        bot.implementationVersion = safe(raw.implementationVersion, limit: 64)
        bot.peer = safe(raw.peer, limit: 64)
        bot.links = raw.links.map { link in
            var link = link
            link.peer = safe(link.peer, limit: 64)
            link.userAgent = safe(link.userAgent, limit: 128)
            return link
        }
        if let known, known.raw.moments == raw.moments, known.raw.handshake == raw.handshake,
            known.raw.oddFrames == raw.oddFrames
        {
            bot.moments = known.safe.moments
            bot.handshake = known.safe.handshake
            bot.oddFrames = known.safe.oddFrames
            return bot
        }
        bot.moments = raw.moments.map { Moment(time: $0.time, kind: self.moment($0.kind, safe)) }
        bot.handshake = raw.handshake.map {
            HeaderLine(name: safe($0.name, limit: 64), value: safe($0.value))
        }
        bot.oddFrames = raw.oddFrames.map { frame in
            var frame = frame
            frame.beginning = safe(frame.beginning)
            return frame
        }
        return bot
    }

    private static func moment(_ kind: Moment.Kind, _ safe: SafeText) -> Moment.Kind {
        switch kind {
        case .connected(let link, let peer): .connected(link: link, peer: safe(peer, limit: 64))
        case .closed(let link, let code, let reason): .closed(link: link, code: code, reason: safe(reason))
        case .lost, .disconnectedByOperator, .wentOffline, .cameOnline: kind
        }
    }

    private static func pause(_ cause: JournalPause, _ safe: SafeText) -> JournalPause {
        if case .other(let text) = cause { return .other(safe(text)) }
        return cause
    }

    private static func origin(_ origin: SettingOrigin, _ safe: SafeText) -> SettingOrigin {
        if case .environment(let name) = origin { return .environment(safe(name, limit: 64)) }
        return origin
    }

    /// Ten times a second up to 2,000 lines come, nearly all of them again: those that are known by their number are
    /// not looked at twice.
    private static func log(_ raw: [LogLine], after previous: [LogLine], _ safe: SafeText) -> [LogLine] {
        guard let first = raw.first?.number, let known = previous.last?.number,
            let start = previous.firstIndex(where: { $0.number == first })
        else { return raw.map { self.line($0, safe) } }
        let kept = previous[start...]
        // Numbers that do not go on where the known ones end would mean another log: then all is made anew.
        guard kept.count <= raw.count, raw[kept.count - 1].number == known else {
            return raw.map { self.line($0, safe) }
        }
        return kept + raw[kept.count...].map { self.line($0, safe) }
    }

    private static func line(_ raw: LogLine, _ safe: SafeText) -> LogLine {
        var line = raw
        line.subject = safe(raw.subject, limit: 64)
        line.text = safe(raw.text, limit: 1024)
        return line
    }
}
