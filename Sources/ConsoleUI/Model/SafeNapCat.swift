import Snapshot

/// What is known of NapCat holds texts of others: names of accounts, entries and containers, its log, its own words.
extension SafeText {
    /// More of anything than any screen shows is left out.
    private static let most = 64
    private static let mostLogLines = 200

    func callAsFunction(_ raw: NapCatLook) -> NapCatLook {
        var look = raw
        if case .down(let trouble) = raw.webUI { look.webUI = .down(self(trouble)) }
        look.trouble = raw.trouble.map { self($0) }
        look.version = self(raw.version, limit: 32)
        look.login = raw.login.map { login in
            switch login {
            case .online(let account, let name):
                .online(account: self(account, limit: 20), name: self(name, limit: 64))
            case .offline(let account): .offline(account: self(account, limit: 20))
            case .waiting(let reason): .waiting(reason: self(reason))
            }
        }
        look.qrCode = raw.qrCode.flatMap { self($0) }
        look.configuration = raw.configuration.map { self($0) }
        look.container = raw.container.map { self($0) }
        look.dataFolder = raw.dataFolder.map { self($0) }
        return look
    }

    /// Nil for one that no reader could read.
    private func callAsFunction(_ raw: QRCode) -> QRCode? {
        guard (21...177).contains(raw.side), raw.dark.count == raw.side * raw.side else { return nil }
        var code = raw
        code.link = self(raw.link, limit: 1024)
        return code
    }

    private func callAsFunction(_ raw: NapCatConfiguration) -> NapCatConfiguration {
        var configuration = raw
        if case .file(let path) = raw.source { configuration.source = .file(path: self(path)) }
        configuration.account = self(raw.account, limit: 20)
        configuration.clients = raw.clients.prefix(Self.most).map { entry in
            var entry = entry
            entry.name = self(entry.name, limit: 64)
            entry.url = self(entry.url)
            entry.faults = entry.faults.prefix(Self.most).map { fault in
                switch fault {
                case .otherPath(let path): .otherPath(self(path, limit: 128))
                case .otherAddress(let address): .otherAddress(self(address, limit: 128))
                case .twice(let name): .twice(name: self(name, limit: 64))
                default: fault
                }
            }
            return entry
        }
        configuration.enabledServers = raw.enabledServers.prefix(Self.most).map { self($0, limit: 64) }
        configuration.otherAccountsPointingHere = raw.otherAccountsPointingHere.prefix(Self.most).map {
            self($0, limit: 20)
        }
        return configuration
    }

    private func callAsFunction(_ raw: NapCatContainer) -> NapCatContainer {
        var container = raw
        container.name = self(raw.name, limit: 64)
        container.state = self(raw.state, limit: 32)
        container.networks = raw.networks.prefix(Self.most).map { network in
            NapCatContainer.Network(
                name: self(network.name, limit: 64),
                address: self(network.address, limit: 64),
                gateway: self(network.gateway, limit: 64)
            )
        }
        container.mounts = raw.mounts.prefix(Self.most).map { mount in
            NapCatContainer.Mount(
                source: self(mount.source, limit: 1024),
                destination: self(mount.destination, limit: 1024),
                isReadOnly: mount.isReadOnly
            )
        }
        container.log = raw.log.suffix(Self.mostLogLines).map { self($0, limit: 512) }
        return container
    }

    private func callAsFunction(_ raw: DataFolderFacts) -> DataFolderFacts {
        var folder = raw
        folder.path = self(raw.path)
        folder.owner = self(raw.owner, limit: 32)
        switch raw.sight {
        case .mounted(let inside): folder.sight = .mounted(inside: self(inside))
        case .probed(let path): folder.sight = .probed(path: self(path))
        case .probedElsewhere(let path): folder.sight = .probedElsewhere(path: self(path))
        case .notMounted, .same, .unknown: break
        }
        return folder
    }

    private func callAsFunction(_ trouble: NapCatTrouble) -> NapCatTrouble {
        switch trouble {
        case .refused(let host, let port): .refused(host: self(host, limit: 128), port: port)
        case .unreachable(let host): .unreachable(host: self(host, limit: 128))
        case .redirected(let to): .redirected(to: self(to))
        case .said(let words): .said(self(words))
        case .fileMissing(let path): .fileMissing(path: self(path))
        case .fileBroken(let path, let line, let column): .fileBroken(path: self(path), line: line, column: column)
        case .fileUnreadable(let path): .fileUnreadable(path: self(path))
        case .fileReadOnly(let path): .fileReadOnly(path: self(path))
        case .severalAccounts(let accounts):
            .severalAccounts(accounts.prefix(Self.most).map { self($0, limit: 20) })
        case .engine(let words): .engine(self(words))
        default: trouble
        }
    }

    func callAsFunction(_ raw: ConnectionPreview) -> ConnectionPreview {
        var preview = raw
        if case .file(let path) = raw.way { preview.way = .file(path: self(path)) }
        preview.account = self(raw.account, limit: 20)
        preview.entry = self(raw.entry, limit: 64)
        preview.lines = raw.lines.prefix(2000).map { ConnectionPreview.Line($0.kind, self($0.text, limit: 512)) }
        preview.restartCommand = self(raw.restartCommand)
        return preview
    }
}
