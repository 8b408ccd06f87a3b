package import NIOCore

/// What a stand-in of NapCat is when it starts.
package struct StandInConfiguration: Sendable {
    package enum Session: Equatable, Sendable {
        /// QQ is logged in and online.
        case loggedIn
        /// Logged in, but thrown off by QQ.
        case offline
        /// Nobody has scanned the QR code yet.
        case waiting
    }

    package var host = "127.0.0.1"
    /// 0 for any free one. A busy one is passed over for the next, a hundred times, as NapCat does it.
    package var port = 0
    /// The WebUI's token while there is no `webui.json` in the folder, which wins.
    package var token = "standin2026token"
    /// `NAPCAT_WEBUI_SECRET_KEY`: wins over the file's token, and is written into it.
    package var secretKey: String?
    package var account: Int64 = 1_000_010_001
    package var nickname = "小助手"
    package var session = Session.loggedIn
    /// The one code that the second factor takes; nil for a WebUI without one.
    package var totpCode: String?
    /// Logins a minute and address; `webui.json` wins.
    package var loginRate = 10
    /// The config folder, kept as NapCat does; nil for everything in memory.
    package var folder: String?
    /// The text of `onebot11_<account>.json`, JSON5; a file in the folder wins. nil for NapCat's defaults.
    package var document: String?
    /// NapCat lives in a container: its loopback is not ours, and names are known from ``extraHosts`` alone.
    package var isContained = false
    /// Names and addresses that lead elsewhere, as `172.17.0.1` to `127.0.0.1`.
    package var extraHosts: [String: String] = [:]
    /// Message events a second; 0 for none but the meta events.
    package var eventRate = 0.0
    /// From dialling to the answer of the server.
    package var handshakeTimeout = TimeAmount.seconds(2)
    /// Bytes of a request's body; the reference's 100 kB in their smallest sense.
    package var bodyLimit = 100_000
    /// Seconds that a QR code can be scanned.
    package var qrCodeLifetime: Int64 = 120
    /// From a restart to the account's return by quick login.
    package var quickLoginPause = TimeAmount.zero
    /// Where `download_file` writes, made when it is missing; nil for nowhere, and the action fails.
    package var tempFolder: String?
    /// What the bot calls that folder, where it is not what we call it; nil for the same.
    package var tempFolderName: String?
    package var version = "4.18.9"
    package var qqVersion = "3.2.23-44343"

    package init() {}

    /// The port of the folder's `webui.json`, if there is one.
    package var filedPort: Int? { self.filedWebUI?.port }

    /// The folder's `webui.json`.
    var filedWebUI: WebUIFile? {
        self.folder.flatMap { ConfigFolder(path: $0).read(WebUIFile.name) }.flatMap(JSON5.parse).map(WebUIFile.init)
    }
}
