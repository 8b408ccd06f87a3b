import OneBot

/// Logging in to QQ.
extension StandInState {
    func loginStatus() -> WebUIAnswer {
        let code = self.session.shownCode
        let isExpired = code != nil && self.session.isExpired(now: self.now)
        return .success(
            .object([
                JSONMember("isLogin", .boolean(self.session.state == .loggedIn)),
                JSONMember("isOffline", .boolean(self.session.state == .offline)),
                JSONMember("qrcodeurl", .string(code ?? "")),
                JSONMember("loginError", .string(isExpired ? "二维码已过期，请刷新" : "")),
            ])
        )
    }

    func qrCode() -> WebUIAnswer {
        guard !self.session.isLoggedIn else { return .failure("QQ Is Logined") }
        guard let code = self.session.shownCode else { return .failure("QRCode Get Error") }
        return .success(.object([JSONMember("qrcode", .string(code))]))
    }

    mutating func refreshQRCode(_ effects: inout [Effect]) -> WebUIAnswer {
        guard !self.session.isLoggedIn else { return .failure("QQ Is Logined") }
        self.records.refreshes += 1
        self.session.refresh(now: self.now)
        self.announceCode(&effects)
        return .success(.null)
    }

    func announceCode(_ effects: inout [Effect]) {
        effects += [
            .happening(.qrCode(self.session.code)), .log("请扫描下面的二维码，然后在手Q上授权登录："),
            .log("二维码解码URL: \(self.session.code)"),
            .log("二维码已保存到 \(self.configuration.folder ?? "/app/napcat")/cache/qrcode.png"),
        ]
    }

    func loginInfo() -> WebUIAnswer {
        guard self.session.isLoggedIn else {
            return .success(.object([JSONMember("online", .boolean(false))]))
        }
        let account = "\(self.configuration.account)"
        return .success(
            .object([
                JSONMember("uid", .string("u_AbCdEfGhIjKlMnOpQrStUv")), JSONMember("uin", .string(account)),
                JSONMember("nick", .string(self.configuration.nickname)),
                JSONMember("online", .boolean(self.session.state == .loggedIn)),
                JSONMember("avatarUrl", .string("https://q1.qlogo.cn/g?b=qq&nk=\(account)&s=640")),
            ])
        )
    }
}
