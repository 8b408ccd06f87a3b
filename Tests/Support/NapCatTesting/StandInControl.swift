package import NIOCore
import OneBot

/// What a test, or a person at the keyboard, does to the stand-in.
package final class StandInControl: Sendable {
    private let core: StandInCore

    init(_ core: StandInCore) {
        self.core = core
    }

    // MARK: - QQ

    package var session: StandInConfiguration.Session { self.core.read { $0.session.state } }

    /// The text of the QR code that can be scanned now, also one that has expired; nil where there is none.
    package var qrCode: String? { self.core.read { $0.session.shownCode } }

    /// Scans the QR code: QQ logs in.
    ///
    /// - Returns: false when the code has expired or nobody waits for one.
    @discardableResult
    package func scan() -> Bool {
        self.core.change { $0.logInToQQ(&$1) }
    }

    /// QQ throws the account off; it stays logged in as far as the WebUI is concerned.
    package func goOffline() {
        self.core.change { $0.setOnline(false, &$1) }
    }

    package func goOnline() {
        self.core.change { $0.setOnline(true, &$1) }
    }

    /// The account leaves; the next one has to scan.
    package func logOut() {
        self.core.change { $0.logOutOfQQ(&$1) }
    }

    /// NapCat has, or has not, been given a QR code.
    package func setQRCode(isThere: Bool) {
        self.core.change { state, _ in state.session.hasCode = isThere }
    }

    /// Somebody writes this in a group that the account is in.
    package func say(_ text: String) {
        self.core.change { $1.append(.network(.say(text))) }
    }

    // MARK: - The process

    /// Restarts NapCat: its files are read anew, all credentials are void, all connections end.
    package func restart() {
        self.core.change { $0.restart(&$1) }
    }

    /// The quick login after a restart does not wait any longer.
    package func comeBack() {
        self.core.change { $0.comeBack(&$1) }
    }

    /// Lets time pass by the clock of credentials, login rate and QR codes.
    package func pass(seconds: Int64) {
        self.core.change { state, _ in state.elapsed += seconds }
    }

    // MARK: - The WebUI

    package var token: String { self.core.read { $0.token } }

    /// As update_token does it, whatever the new one is.
    package func setToken(_ token: String) {
        self.core.change { $0.setToken(token, &$1) }
    }

    package func setLoginRate(_ rate: Int) {
        self.core.change { state, _ in state.loginRate = rate }
    }

    /// - Parameter code: nil to switch the second factor off.
    package func setTOTP(_ code: String?) {
        self.core.change { state, _ in state.totpCode = code }
    }

    package func setManner(_ manner: StandInManner) {
        self.core.change { state, _ in state.manner = manner }
    }

    /// Every answer comes so much later.
    package func setDelay(_ delay: TimeAmount) {
        self.core.change { state, _ in state.delay = delay }
    }

    /// Answers of one path, as `/api/auth/login`, come so much later.
    package func setDelay(_ delay: TimeAmount, of path: String) {
        self.core.change { state, _ in state.delays[path] = delay }
    }

    /// Answers every call of a path with this instead; nil for the true answers again.
    package func replace(_ path: String, by answer: WebUIAnswer?) {
        self.core.change { state, _ in state.replacements[path] = answer }
    }

    /// Forgets what clients have asked for.
    package func resetRecords() {
        self.core.change { state, _ in state.records = Records() }
    }

    // MARK: - The OneBot configuration

    /// The configuration in force, as one line of JSON; nil before the first login.
    package var document: String? { self.core.read { $0.document?.value.rendered } }

    /// Message events a second, on every connection.
    package func setEventRate(_ rate: Double) {
        self.core.change { $1.append(.network(.rate(rate))) }
    }
}
