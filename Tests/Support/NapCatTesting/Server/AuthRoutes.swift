import OneBot

/// Logging in to the WebUI.
extension StandInState {
    mutating func logIn(_ body: JSONValue, from address: String, _ effects: inout [Effect]) -> WebUIAnswer {
        self.records.loginAttempts += 1
        let (happening, answer) = self.tryLogIn(body, from: address)
        effects.append(.happening(happening))
        return answer
    }

    private mutating func tryLogIn(_ body: JSONValue, from address: String) -> (StandInHappening, WebUIAnswer) {
        guard let hash = body["hash"]?.string, !hash.isEmpty else { return self.refuseLogin("token is empty") }
        guard self.rate.admits(address, limit: self.loginRate, now: self.now) else {
            self.records.rateRefusals += 1
            return self.refuseLogin("login rate limit")
        }
        guard !self.token.isEmpty else { return self.refuseLogin("Server token not initialized") }
        guard hash == Credentials.hash(token: self.token) else { return self.refuseLogin("token is invalid") }
        guard let totpCode = self.totpCode else { return self.logIn(answering: []) }
        guard let code = body["totpCode"]?.string, !code.isEmpty else {
            let message = JSONMember("message", .string("Please enter your authenticator code"))
            return (.secondFactorAsked, .success(.object([JSONMember("require2FA", .boolean(true)), message])))
        }
        guard code == totpCode else { return self.refuseLogin("Invalid or expired code") }
        return self.logIn(answering: [JSONMember("require2FA", .boolean(false))])
    }

    private mutating func logIn(answering more: [JSONMember]) -> (StandInHappening, WebUIAnswer) {
        self.records.logins += 1
        let credential = self.credentials.issue(token: self.token, now: self.now)
        return (.loginAccepted, .success(.object([JSONMember("Credential", .string(credential))] + more)))
    }

    private mutating func refuseLogin(_ message: String) -> (StandInHappening, WebUIAnswer) {
        self.records.refusedLogins += 1
        return (.loginRefused(message), .failure(message))
    }

    mutating func logOut(_ credential: String?) -> WebUIAnswer {
        guard let credential else { return .failure("Logout failed") }
        self.credentials.revoke(credential)
        return .success(.string("Logged out successfully"))
    }

    mutating func updateToken(_ body: JSONValue, _ effects: inout [Effect]) -> WebUIAnswer {
        let new = body["newToken"]?.string ?? ""
        let old = body["oldToken"]?.string ?? ""
        let faults: [(Bool, String)] = [
            (new.isEmpty, "newToken is empty"), (old.isEmpty, "oldToken is required"),
            (new == old, "新密码不能与旧密码相同"), (new.count < 6, "新密码至少需要6个字符"),
            (!new.contains { $0.isASCII && $0.isLetter }, "新密码必须包含字母"),
            (!new.contains { $0.isASCII && $0.isNumber }, "新密码必须包含数字"), (old != self.token, "旧 token 不匹配"),
        ]
        if let fault = faults.first(where: \.0) { return .failure(fault.1) }
        self.setToken(new, &effects)
        return .success(.string("Token updated successfully"))
    }

    /// At once: every credential made from the old one is void.
    mutating func setToken(_ token: String, _ effects: inout [Effect]) {
        self.token = token
        self.webUI.token = token
        effects.append(.happening(.tokenChanged))
        self.save(self.webUI.value, WebUIFile.name, indent: 4, &effects)
    }
}
