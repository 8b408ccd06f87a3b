package import OneBot

extension WebUIClient {
    /// Proves that NapCat answers, without a login: it turns a request without a credential down in its own words.
    ///
    /// - Returns: The time that took, with connecting.
    package func reach() async throws(WebUIProblem) -> Duration {
        let exchange = self.exchange
        let start = ContinuousClock.now
        let answer = try await self.limited { () async throws(WebUIProblem) in
            do throws(WebUIProblem) {
                return try await exchange.answer(to: .post("/auth/check"), hiding: [])
            } catch .otherProgram(status: 0) where !exchange.fault.address.isEncrypted {
                // NapCat has a certificate: its server closes without a word when it is spoken to without TLS.
                throw await exchange.speaksTLS() ? .tls : .otherProgram(status: 0)
            }
        }
        guard answer.isRefusal else { throw .otherProgram(status: 200) }
        return .now - start
    }

    /// `4.18.0`.
    package func version() async throws(WebUIProblem) -> String {
        let data = try await self.ask(.get("/base/GetNapCatVersion")).data
        return try Self.text(data["version"])
    }

    package func loginStatus() async throws(WebUIProblem) -> WebUILoginStatus {
        let data = try await self.ask(.post("/QQLogin/CheckLoginStatus")).data
        // Neither of them: another shape than the one that is known, from which nothing can be told.
        guard data["isLogin"]?.flag != nil || data["isOffline"]?.flag != nil else { throw .otherProgram(status: 200) }
        return WebUILoginStatus(
            isLoggedIn: data["isLogin"]?.flag ?? false,
            isOffline: data["isOffline"]?.flag ?? false,
            qrCode: data["qrcodeurl"]?.filledText.flatMap { $0.utf8.count <= Self.longestText ? $0 : nil },
            loginError: data["loginError"]?.filledText.map { ForeignText.quoted($0, hiding: []) }
        )
    }

    package func loginInfo() async throws(WebUIProblem) -> WebUILoginInfo {
        let data = try await self.ask(.post("/QQLogin/GetQQLoginInfo")).data
        return WebUILoginInfo(
            account: data["uin"]?.filledText.map { ForeignText.quoted($0, hiding: []) },
            name: data["nick"]?.filledText.map { ForeignText.quoted($0, hiding: []) }
        )
    }

    /// The text to draw as QR code. While QQ is logged in, NapCat says `QQ Is Logined`.
    package func qrCode() async throws(WebUIProblem) -> String {
        let data = try await self.ask(.post("/QQLogin/GetQQLoginQrcode")).data
        return try Self.text(data["qrcode"])
    }

    /// Lets NapCat fetch a new QR code, for one that has expired.
    package func refreshQRCode() async throws(WebUIProblem) {
        _ = try await self.ask(.post("/QQLogin/RefreshQRcode"))
    }

    /// The whole OneBot configuration: one JSON object, byte for byte as NapCat sent it.
    package func configuration() async throws(WebUIProblem) -> [UInt8] {
        let answer = try await self.ask(.post("/OB11Config/GetConfig"))
        guard case .object = answer.data, let bytes = answer.rawData else { throw .otherProgram(status: 200) }
        return bytes
    }

    /// Replaces the whole OneBot configuration; NapCat acts on it at once.
    ///
    /// After ``WebUIProblem/timedOut(seconds:)`` it is unknown whether it has: read it back.
    ///
    /// - Parameter configuration: One whole JSON object: what is missing in it is gone.
    /// - Throws: ``WebUIProblem/tooLarge(bytes:)`` with the size of the request.
    package func setConfiguration(_ configuration: [UInt8]) async throws(WebUIProblem) {
        let call = WebUICall.setConfiguration(configuration)
        guard call.isTaken else { throw .tooLarge(bytes: call.body.count) }
        _ = try await self.ask(call)
    }

    /// Whether ``setConfiguration(_:)`` can send it: NapCat takes no request beyond 100 kB, and what has to be escaped
    /// counts twice. A larger one goes by the file alone.
    package static func fits(_ configuration: [UInt8]) -> Bool { WebUICall.setConfiguration(configuration).isTaken }

    /// Gives the WebUI another token, and uses it from then on.
    ///
    /// After ``WebUIProblem/timedOut(seconds:)`` either may be the one that holds.
    ///
    /// - Parameter new: NapCat wants six characters or more, letters and digits among them.
    package func changeToken(to new: Secret) async throws(WebUIProblem) {
        let call = WebUICall.changeToken(from: self.token, to: new)
        _ = try await self.ask(call, hiding: [new])
        self.use(token: new)
    }

    /// Lets the WebUI listen on another port from NapCat's next start on: until then, and for this client, nothing
    /// changes.
    ///
    /// - Parameter port: From 1 to 65 535. NapCat refuses others in its own words, and takes the next free one where it
    ///   is taken.
    package func changePort(to port: Int) async throws(WebUIProblem) {
        _ = try await self.ask(.changePort(to: port))
    }

    /// Restarts NapCat. All links of the bot close, and the credential may not hold any more.
    package func restart() async throws(WebUIProblem) {
        try await self.limited { () async throws(WebUIProblem) in
            do throws(WebUIProblem) {
                _ = try await self.answer(to: .post("/Process/Restart"))
            } catch .otherProgram(let status) where status != 0 {
                // A version that does not know this way.
                _ = try await self.answer(to: .post("/QQLogin/RestartNapCat"))
            }
        }
    }

    // MARK: - Answers

    /// No text that is asked for is longer: it would not fit a QR code.
    private static let longestText = 4096

    private func ask(_ call: WebUICall, hiding secrets: [Secret] = []) async throws(WebUIProblem) -> WebUIAnswer {
        try await self.limited { () async throws(WebUIProblem) in try await self.answer(to: call, hiding: secrets) }
    }

    private static func text(_ value: JSONValue?) throws(WebUIProblem) -> String {
        guard let text = value?.filledText, text.utf8.count <= Self.longestText else {
            throw .otherProgram(status: 200)
        }
        return text
    }
}
