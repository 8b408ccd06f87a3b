import Foundation
import OneBot

/// The WebUI's answers.
extension StandInState {
    private static let page = """
        <!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>NapCat WebUI</title></head>\
        <body><div id="root"></div></body></html>
        """

    private static let loginPath = "/api/auth/login"

    mutating func outcome(_ request: WebUIRequest, _ effects: inout [Effect]) -> Outcome {
        self.records.add(Records.Request(method: request.method, target: request.target))
        switch self.manner {
        case .silent: return .silence
        case .drops: return .hangUp
        case .html: return .answer(.page("<!doctype html><title>It works!</title><h1>It works!</h1>"))
        case .redirect(let place):
            return .answer(
                WebUIAnswer(status: 302, contentType: "text/plain", location: place, body: "Found. Redirecting")
            )
        case .blocked:
            let text = "访问被拒绝：您的IP地址不在允许访问的范围内"
            return .answer(.json(.object([JSONMember("error", .string(text))]), status: 403))
        case .normal: break
        }
        if let replacement = self.replacements[request.path] { return .answer(replacement) }
        return .answer(self.answer(request, &effects))
    }

    private mutating func answer(_ request: WebUIRequest, _ effects: inout [Effect]) -> WebUIAnswer {
        guard request.path.hasPrefix("/api/") || request.path == "/api" else {
            if request.path == "/webui" || request.path.hasPrefix("/webui/") { return .page(Self.page) }
            return .nothing
        }
        // The body is read before anything else looks at the request.
        guard let body = Self.body(request) else { return .unknownError }
        // Path and query together: one slash or question mark more, and it is a call that wants a credential.
        if request.target != Self.loginPath {
            guard let credential = Self.credential(request),
                self.credentials.isValid(credential, token: self.token, now: self.now)
            else {
                self.records.unauthorized += 1
                return .failure("Unauthorized")
            }
        }
        let route = "\(request.method) \(request.path.dropFirst("/api".count))"
        switch route {
        case "POST /auth/login": return self.logIn(body, from: request.address, &effects)
        case "POST /auth/check": return .success(.null)
        case "POST /auth/logout": return self.logOut(Self.credential(request))
        case "POST /auth/update_token": return self.updateToken(body, &effects)
        case "GET /auth/2fa/status":
            let isOn = JSONValue.boolean(self.totpCode != nil)
            return .success(.object([JSONMember("enable2FA", isOn), JSONMember("hasSecret", isOn)]))
        case "POST /QQLogin/CheckLoginStatus": return self.loginStatus()
        case "POST /QQLogin/GetQQLoginQrcode": return self.qrCode()
        case "POST /QQLogin/RefreshQRcode": return self.refreshQRCode(&effects)
        case "POST /QQLogin/GetQQLoginInfo": return self.loginInfo()
        case "POST /OB11Config/GetConfig": return self.getConfig()
        case "POST /OB11Config/SetConfig": return self.setConfig(body, &effects)
        case "GET /WebUIConfig/GetConfig": return .success(self.webUI.value)
        case "POST /WebUIConfig/UpdateConfig": return self.updateWebUI(body, &effects)
        case "GET /base/GetNapCatVersion":
            return .success(.object([JSONMember("version", .string(self.configuration.version))]))
        case "GET /base/QQVersion": return .success(.string(self.configuration.qqVersion))
        case "POST /Process/Restart", "POST /QQLogin/RestartNapCat":
            self.restart(&effects)
            return .success(.object([JSONMember("message", .string("Restart initiated"))]))
        default: return .nothing
        }
    }

    /// - Returns: nil for what Express refuses: too long, no JSON, or JSON that is neither object nor array. What does
    ///   not say that it is JSON is not read at all.
    private static func body(_ request: WebUIRequest) -> JSONValue? {
        guard !request.isTooLong else { return nil }
        let type = request.contentType?.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
        guard type == "application/json", !request.body.isEmpty else { return .object([]) }
        guard let value = try? JSONParser.parse(request.body, rules: .lenient),
            value.members != nil || value.elements != nil
        else { return nil }
        return value
    }

    private static func credential(_ request: WebUIRequest) -> String? {
        if let authorization = request.authorization {
            let words = authorization.split(separator: " ")
            return words.count == 2 && words[0] == "Bearer" ? String(words[1]) : nil
        }
        guard let mark = request.target.firstIndex(of: "?") else { return nil }
        for pair in request.target[request.target.index(after: mark)...].split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0] == "webui_token" else { continue }
            return parts[1].replacing("+", with: " ").removingPercentEncoding
        }
        return nil
    }
}
