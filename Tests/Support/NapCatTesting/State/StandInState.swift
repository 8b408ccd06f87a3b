import Glibc
import NIOCore
import OneBot

/// Everything that the stand-in knows, behind one lock.
struct StandInState {
    let configuration: StandInConfiguration
    var webUI: WebUIFile
    /// The token in force: that of `webui.json` at the start, or a later one of update_token.
    var token: String
    var loginRate: Int
    var totpCode: String?
    var manner = StandInManner.normal
    var session: QQSession
    var credentials = Credentials()
    var rate = LoginRate()
    /// Where the WebUI listens.
    var port = 0
    /// The port of `webui.json` when the process started: another one is moved to with the next start.
    var filedPort: Int
    /// It has ended: what was still to come does not.
    var isStopped = false
    /// Rises with every start of the process.
    var epoch = 0
    /// nil before the account's first login.
    var document: ConfigDocument?
    var records = Records()
    var delays: [String: TimeAmount] = [:]
    var delay = TimeAmount.zero
    var replacements: [String: WebUIAnswer] = [:]
    /// Seconds that a test has let pass.
    var elapsed: Int64 = 0

    init(_ configuration: StandInConfiguration, webUI: WebUIFile) {
        self.configuration = configuration
        self.webUI = webUI
        self.token = webUI.token
        self.filedPort = webUI.port
        self.loginRate = webUI.loginRate ?? configuration.loginRate
        self.totpCode = configuration.totpCode
        self.session = QQSession(
            configuration.session,
            lifetime: configuration.qrCodeLifetime,
            now: Int64(time(nil))
        )
    }

    /// Seconds since 1970 by the stand-in's clock.
    var now: Int64 { Int64(time(nil)) + self.elapsed }

    var folder: ConfigFolder? { self.configuration.folder.map(ConfigFolder.init) }

    var accountFile: String { "onebot11_\(self.configuration.account).json" }
}

/// How the stand-in meets its clients.
package enum StandInManner: Equatable, Sendable {
    case normal
    /// Every request gets a page, as another program on that port would give it.
    case html
    /// Every request gets a 302 to this place.
    case redirect(to: String)
    /// Takes requests and answers none.
    case silent
    /// Ends the connection at every request.
    case drops
    /// The client's address is not allowed: 403.
    case blocked
}
