import Doctor
import Glibc
import Host
import NapCat
import Settings
import Snapshot

/// What NapCat's configuration says, and what is known of the data folder.
extension NapCatLooker {
    /// More accounts than one NapCat is used with.
    private static let accounts = 8

    func configure(
        _ sight: inout NapCatSight,
        _ settings: Settings,
        _ evidence: Evidence?,
        _ advice: [AddressAdvice],
        _ files: Files
    ) async {
        let surroundings = NapCatSurroundings(
            settings: settings,
            evidence: evidence,
            advice: advice,
            container: sight.look.container
        )
        sight.look.isElsewhere = surroundings.isElsewhere
        let look = sight.look
        func judged(_ configuration: NetworkConfiguration, of account: String?) -> [ClientJudgement] {
            configuration.judged(against: surroundings.target(judging: configuration, of: account, look: look))
        }
        var account: String?
        switch sight.look.login {
        case .online(let number, _): account = number
        case .offline(let number): account = number
        case .waiting, nil: break
        }
        let others = await self.accountsPointingHere(files, except: account, judged)
        if sight.look.token.isAccepted == true, account != nil, let client = self.lastClient {
            do throws(WebUIProblem) {
                let bytes = try await client.configuration()
                if let configuration = try? NetworkConfiguration(bytes) {
                    sight.look.configuration = NapCatConfiguration(
                        configuration,
                        judged: judged(configuration, of: account),
                        source: .webUI,
                        account: account,
                        others: others
                    )
                    return
                }
                sight.look.trouble = .otherProgram(status: 200)
            } catch {
                sight.look.trouble = NapCatTrouble(error)
            }
        }
        guard let folder = files.folder, let number = account ?? files.accounts.first,
            let path = folder.configuration(of: number), files.accounts.contains(number)
        else { return }
        switch await Self.read(path) {
        case .success(let configuration):
            sight.look.configuration = NapCatConfiguration(
                configuration,
                judged: judged(configuration, of: number),
                source: .file(path: path),
                account: number,
                others: others.filter { $0 != number }
            )
        case .failure(let problem):
            sight.look.trouble = sight.look.trouble ?? NapCatTrouble(problem)
        }
    }

    /// Accounts of this NapCat, other than the one that is logged in, whose entries lead here: set for the wrong one.
    private func accountsPointingHere(
        _ files: Files,
        except account: String?,
        _ judged: (NetworkConfiguration, _ account: String?) -> [ClientJudgement]
    ) async -> [String] {
        guard let folder = files.folder, let account else { return [] }
        var found: [String] = []
        for number in files.accounts.prefix(Self.accounts) where number != account {
            guard let path = folder.configuration(of: number), case .success(let read) = await Self.read(path) else {
                continue
            }
            if judged(read, number).contains(where: { $0.isOurs && $0.isEnabled }) { found.append(number) }
        }
        return found
    }

    private static func read(_ path: String) async -> Result<NetworkConfiguration, NapCatFileProblem> {
        await Offload.run("napcat configuration", limit: Self.disk) {
            () -> Result<NetworkConfiguration, NapCatFileProblem>? in
            do throws(NapCatFileProblem) {
                return .success(try NetworkConfiguration(try FileReading(of: path)))
            } catch {
                return .failure(error)
            }
        } ?? .failure(.unreadable(path, errno: ETIMEDOUT))
    }

    // MARK: - Data folder

    func dataFolder(
        _ path: String,
        _ sight: NapCatSight,
        _ evidence: Evidence?,
        _ probe: (folder: String, sight: DataFolderFacts.Sight)?
    ) async -> DataFolderFacts? {
        guard !path.isEmpty else { return nil }
        let mounts = sight.container.map { PathMap(mounts: $0.mounts) }
        let seen = await Offload.run("data folder", limit: Self.disk) { () -> (DataFolder, String?)? in
            let folder = DataFolder.look(at: path)
            let inside = mounts.flatMap { $0.resolvingLinks().inside(PathMap.resolved(path) ?? path) }
            return (folder, inside)
        }
        guard let (folder, inside) = seen else {
            return DataFolderFacts(path: path, state: .closed)
        }
        let view: DataFolderFacts.Sight =
            if let probe, probe.folder == path {
                probe.sight
            } else if sight.container != nil {
                inside.map { .mounted(inside: $0) } ?? .notMounted
            } else if Self.livesHere(evidence, sight.look.account) {
                .same
            } else {
                .unknown
            }
        return DataFolderFacts(folder, sight: view)
    }

    /// Whether NapCat runs on this machine outside of containers: it comes over loopback, and no bot is in one.
    private static func livesHere(_ evidence: Evidence?, _ account: String?) -> Bool {
        guard let evidence, let account, evidence.machine?.containedBots.isEmpty == true,
            let bot = evidence.snapshot.bots.first(where: { $0.selfID == account && !$0.links.isEmpty })
        else { return false }
        return bot.peer.hasPrefix("127.") || bot.peer.hasPrefix("[::1]")
    }
}
