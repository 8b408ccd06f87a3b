import NapCat
import Snapshot

extension NapCatTrouble {
    /// What we have cut short ourselves; NapCat may have done it all the same.
    static let cutShort = NapCatTrouble.timedOut(seconds: 3)

    /// Nil for what is no trouble of NapCat's: our own end.
    init?(_ problem: WebUIProblem) {
        switch problem {
        case .badAddress: self = .badAddress
        case .refused(let host, let port): self = .refused(host: host, port: port)
        case .unreachable(let host): self = .unreachable(host: host)
        case .timedOut(let seconds): self = .timedOut(seconds: seconds)
        case .tls: self = .tls
        case .redirected(let place): self = .redirected(to: place)
        case .otherProgram(let status): self = .otherProgram(status: status)
        case .addressBlocked: self = .addressBlocked
        case .tokenMissing: self = .tokenMissing
        case .tokenRefused: self = .tokenRefused
        case .codeNeeded: self = .codeNeeded
        case .codeRefused: self = .codeRefused
        case .rateLimited: self = .rateLimited
        case .heldBack(let until): self = .heldBack(until: until)
        case .notLoggedIn: self = .notLoggedIn
        case .tooLarge(let bytes): self = .tooLarge(bytes: bytes)
        case .said(let text): self = .said(text)
        case .stopped: return nil
        }
    }

    init(_ problem: NapCatFileProblem) {
        self =
            switch problem {
            case .folderMissing: .folderMissing
            case .fileMissing(let path): .fileMissing(path: path)
            case .broken(let path, let line, let column): .fileBroken(path: path, line: line, column: column)
            case .unreadable(let path, errno: _), .tooLarge(let path): .fileUnreadable(path: path)
            case .readOnly(let path), .noSpace(let path): .fileReadOnly(path: path)
            case .changedMeanwhile: .changedMeanwhile
            }
    }

    init(_ problem: EngineProblem) {
        self =
            switch problem {
            case .noSuchContainer, .absent: .noContainer
            case .notPermitted: .engine("permission denied")
            case .timedOut: .engine("no answer")
            case .closed: .engine("connection closed")
            case .said(let text): .engine(text)
            case .notAnEngine: .engine("no container engine")
            }
    }
}

extension NapCatContainer {
    init(_ container: EngineContainer, neighbour: Neighbour?, log: [String]) {
        self.init(
            name: container.name,
            state: container.state,
            startedAt: container.startedAt,
            usesHostNetwork: container.usesHostNetwork,
            networks: container.networks.map {
                Network(name: $0.name, address: $0.address, gateway: $0.gateway)
            },
            mounts: container.mounts.map {
                Mount(source: $0.source, destination: $0.destination, isReadOnly: $0.isReadOnly)
            },
            neighbour: neighbour,
            log: log
        )
    }
}

extension NapCatConfiguration {
    /// - Parameters:
    ///   - judged: Its entries, compared with what leads here.
    ///   - others: Further accounts with an entry that leads here.
    init(
        _ configuration: NetworkConfiguration,
        judged: [ClientJudgement],
        source: Source,
        account: String?,
        others: [String]
    ) {
        self.init(
            source: source,
            account: account,
            clients: judged.map(Entry.init),
            enabledServers: configuration.enabledServers,
            otherAccountsPointingHere: others
        )
    }
}

extension NapCatConfiguration.Entry {
    init(_ judgement: ClientJudgement) {
        self.init(
            name: judgement.name,
            isEnabled: judgement.isEnabled,
            url: judgement.url,
            pointsHere: judgement.isOurs,
            faults: judgement.faults.map(NapCatConfiguration.Fault.init)
        )
    }
}

extension NapCatConfiguration.Fault {
    init(_ fault: ClientFault) {
        self =
            switch fault {
            case .disabled: .disabled
            case .otherKey: .otherKey
            case .noKey: .noKey
            case .unsendableKey: .unsendableKey
            case .badURL: .badURL
            case .otherPath(let path): .otherPath(path)
            case .otherScheme: .otherScheme
            case .verifiesCertificate: .verifiesCertificate
            case .otherAddress(let address): .otherAddress(address)
            case .ownLoopback: .ownLoopback
            case .stringFormat: .stringFormat
            case .twice(let name): .twice(name: name)
            }
    }
}

extension DataFolderFacts {
    init(_ folder: DataFolder, sight: Sight) {
        let state: State =
            switch folder.state {
            case .good: .good
            case .missing: .missing
            case .notFolder: .notFolder
            case .closed: .closed
            case .readOnly: .readOnly
            }
        self.init(path: folder.path, state: state, freeBytes: folder.freeBytes, owner: folder.owner, sight: sight)
    }
}
