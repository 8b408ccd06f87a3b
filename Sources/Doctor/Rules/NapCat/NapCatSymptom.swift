package import Snapshot

/// What is wrong with the NapCat beside us.
package enum NapCatSymptom: Equatable, Sendable {
    /// Why its bot does not come (NET-01).
    package enum Cause: Equatable, Sendable {
        case badURL(entry: String)
        case disabled(entry: String)
        case onlyServers([String])
        case ofOtherAccounts([String])
        case missing(others: Int)
    }

    /// What is wrong with the folder that bot and app share.
    package enum FolderFault: Equatable, Sendable {
        case missing, notFolder, closed
        case readOnly(owner: String?)
        /// By the mounts of its container.
        case notMounted
        /// What the bot wrote under this path is not to be seen here.
        case elsewhere(path: String)
    }

    /// Who decides on the port that the WebUI has on this machine.
    package enum PanelPort: Equatable, Sendable, CaseIterable {
        /// NapCat itself: it is in no container, or in one that shares this machine's network.
        case own
        /// The engine, which publishes it for a container.
        case published
    }

    /// PANEL-01: expected, and not reached.
    case panelDown(NapCatTrouble, NapCatPlace, NapCatSign)
    /// PANEL-02: reached, and not let in.
    case panelLocked(NapCatTrouble, NapCatPlace)
    /// PANEL-03: something else answers.
    case panelForeign(NapCatTrouble, NapCatPlace)
    /// PANEL-04: nobody is logged in, or QQ has thrown him out; with what NapCat says of the last try.
    case loginNeeded(isOffline: Bool, reason: String?, hasCode: Bool, NapCatPlace)
    /// SEC-07: listens where the internet comes in; the address is nil where a provider leads its own to this machine.
    case panelOpen(address: String?, cloud: String?, NapCatPlace, PanelPort)
    /// SEC-06: the port that scanners try.
    case defaultPanelPort(address: String?, PanelPort)
    /// SEC-08
    case panelTokenWeak([NapCatLook.Token.Weakness], NapCatPlace)
    /// NET-01, with the URL that NapCat needs.
    case notDialled(Cause, source: NapCatConfiguration.Source, url: String?)
    /// NET-02
    case ownLoopback(entry: String, source: NapCatConfiguration.Source, url: String?)
    /// AUTH-13
    case unsendableKey(entry: String, source: NapCatConfiguration.Source)
    /// FILE-01
    case dataFolder(FolderFault, container: String?)

    package var id: FindingID {
        switch self {
        case .panelDown: .panel01
        case .panelLocked: .panel02
        case .panelForeign: .panel03
        case .loginNeeded: .panel04
        case .panelOpen: .sec07
        case .defaultPanelPort: .sec06
        case .panelTokenWeak: .sec08
        case .notDialled: .net01
        case .ownLoopback: .net02
        case .unsendableKey: .auth13
        case .dataFolder: .file01
        }
    }

    /// Whether it was seen in NapCat's file, because the WebUI could not be asked.
    var isOfFile: Bool {
        switch self {
        case .notDialled(_, .file, _), .ownLoopback(_, .file, _), .unsendableKey(_, .file): true
        default: false
        }
    }

    package func text(_ context: FindingContext) -> FindingText {
        switch (self, context.language) {
        case (.notDialled, .english), (.ownLoopback, .english), (.unsendableKey, .english):
            self.englishReach(context)
        case (.notDialled, .chinese), (.ownLoopback, .chinese), (.unsendableKey, .chinese):
            self.chineseReach(context)
        case (.panelDown, .english), (.panelLocked, .english), (.panelForeign, .english), (.loginNeeded, .english):
            self.englishPanel(context)
        case (.panelDown, .chinese), (.panelLocked, .chinese), (.panelForeign, .chinese), (.loginNeeded, .chinese):
            self.chinesePanel(context)
        case (_, .english): self.english(context)
        case (_, .chinese): self.chinese(context)
        }
    }
}
