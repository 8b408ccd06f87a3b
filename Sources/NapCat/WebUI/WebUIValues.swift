/// What NapCat says of the login of QQ.
package struct WebUILoginStatus: Equatable, Sendable {
    /// Logged in and online.
    package var isLoggedIn: Bool
    /// Logged in, but QQ has the account offline.
    package var isOffline: Bool
    /// The text of the QR code to scan, where there is one.
    package var qrCode: String?
    /// What NapCat says about the last try.
    package var loginError: String?

    package init(isLoggedIn: Bool, isOffline: Bool, qrCode: String? = nil, loginError: String? = nil) {
        self.isLoggedIn = isLoggedIn
        self.isOffline = isOffline
        self.qrCode = qrCode
        self.loginError = loginError
    }
}

/// The account that NapCat is logged in with; nil for what it does not say.
package struct WebUILoginInfo: Equatable, Sendable {
    package var account: String?
    package var name: String?

    package init(account: String? = nil, name: String? = nil) {
        self.account = account
        self.name = name
    }
}

/// The bounds of a ``WebUIClient``.
package struct WebUILimits: Sendable {
    /// For one call as a whole, with connecting and logging in.
    package var time: Duration = .seconds(3)
    /// How long a credential is used: NapCat takes it for an hour.
    package var credentialLife: Duration = .seconds(3540)
    /// Bytes of an answer's body.
    package var longestAnswer = 1 << 20

    package init() {}
}
