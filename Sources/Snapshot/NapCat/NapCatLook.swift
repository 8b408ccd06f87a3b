package import struct Foundation.Date

/// NapCat beside us, as it was when the console last looked: through its WebUI, its files and the container engine. What
/// could not be learned is nil, never guessed.
package struct NapCatLook: Equatable, Sendable {
    package enum WebUI: Equatable, Sendable {
        /// It answers as NapCat does; the time one answer took, in milliseconds.
        case up(milliseconds: Int)
        case down(NapCatTrouble)
    }

    /// The token of NapCat's WebUI, as far as it may be told.
    package struct Token: Equatable, Sendable {
        package enum Origin: Equatable, Sendable {
            /// `napcat.token` of our settings.
            case settings
            /// `webui.json` in the data folder.
            case file
        }

        /// Why it is weak (SEC-08).
        package enum Weakness: Equatable, Hashable, Sendable, CaseIterable {
            /// There is none: it stands empty in webui.json.
            case missing
            /// Below 12 characters.
            case short
            /// Letters, digits and signs are not all there.
            case plain
            /// A word that comes with NapCat or that everybody tries first.
            case famous
        }

        /// Nil where none is known.
        package var origin: Origin?
        package var weaknesses: [Weakness]
        /// Whether NapCat took it; nil before it was tried.
        package var isAccepted: Bool?

        package init(origin: Origin? = nil, weaknesses: [Weakness] = [], isAccepted: Bool? = nil) {
            self.origin = origin
            self.weaknesses = weaknesses
            self.isAccepted = isAccepted
        }
    }

    /// What QQ says of the account.
    package enum Login: Equatable, Sendable {
        /// Logged in and online.
        case online(account: String, name: String?)
        /// Logged in, but QQ has it offline: a new login is needed.
        case offline(account: String?)
        /// Waits for somebody to scan; the text is what NapCat says about the last try, if anything.
        case waiting(reason: String?)
    }

    package var takenAt: Date
    package var webUI: WebUI
    /// What stands between an answering WebUI and what we want of it; nil when nothing does.
    package var trouble: NapCatTrouble?
    package var token: Token
    package var version: String?
    package var login: Login?
    /// While QQ is not logged in.
    package var qrCode: QRCode?
    package var configuration: NapCatConfiguration?
    package var container: NapCatContainer?
    /// Whether a container engine's socket is there and answers us.
    package var hasEngine: Bool
    package var dataFolder: DataFolderFacts?
    /// It runs on another machine: our loopback is not its own.
    package var isElsewhere = false
    /// When the console last restarted NapCat or moved its WebUI; nil where it has not.
    package var restartedAt: Date?

    package init(
        takenAt: Date,
        webUI: WebUI,
        trouble: NapCatTrouble? = nil,
        token: Token = Token(),
        version: String? = nil,
        login: Login? = nil,
        qrCode: QRCode? = nil,
        configuration: NapCatConfiguration? = nil,
        container: NapCatContainer? = nil,
        hasEngine: Bool = false,
        dataFolder: DataFolderFacts? = nil,
        restartedAt: Date? = nil
    ) {
        self.takenAt = takenAt
        self.webUI = webUI
        self.trouble = trouble
        self.token = token
        self.version = version
        self.login = login
        self.qrCode = qrCode
        self.configuration = configuration
        self.container = container
        self.hasEngine = hasEngine
        self.dataFolder = dataFolder
        self.restartedAt = restartedAt
    }

    /// So many seconds NapCat may be away after a restart.
    package static let restartSeconds: Double = 45

    package var isUp: Bool { if case .up = self.webUI { true } else { false } }

    /// Whether its absence says nothing: the console has just restarted it.
    package func isRestarting(at now: Date) -> Bool {
        guard !self.isUp, let restartedAt = self.restartedAt else { return false }
        // A snapshot may have been begun before.
        return abs(now.timeIntervalSince(restartedAt)) < Self.restartSeconds
    }
}

/// A QR code to draw: square, without its quiet zone.
package struct QRCode: Equatable, Sendable {
    /// Modules along one edge.
    package var side: Int
    /// Row by row; true is dark. Always `side * side` of them.
    package var dark: [Bool]
    /// The text that is coded, for screens too small for the picture.
    package var link: String
    /// When NapCat was asked for it.
    package var takenAt: Date

    package init(side: Int, dark: [Bool], link: String, takenAt: Date) {
        self.side = side
        self.dark = dark
        self.link = link
        self.takenAt = takenAt
    }

    /// Whether a module is dark; light outside of the code.
    package func isDark(row: Int, column: Int) -> Bool {
        guard row >= 0, column >= 0, row < self.side, column < self.side else { return false }
        let index = row * self.side + column
        return index < self.dark.count && self.dark[index]
    }
}
