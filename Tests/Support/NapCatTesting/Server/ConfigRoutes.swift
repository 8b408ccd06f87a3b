import OneBot

/// Reading and saving the OneBot configuration.
extension StandInState {
    func getConfig() -> WebUIAnswer {
        guard self.session.isLoggedIn else { return .failure("Not Login") }
        guard let document = self.document else { return .failure("Config Get Error") }
        return .success(document.withoutCertificateChecks.value)
    }

    mutating func setConfig(_ body: JSONValue, _ effects: inout [Effect]) -> WebUIAnswer {
        let answer = self.trySetConfig(body, &effects)
        if let message = answer.failureMessage { effects.append(.happening(.saveRefused(message))) }
        return answer
    }

    private mutating func trySetConfig(_ body: JSONValue, _ effects: inout [Effect]) -> WebUIAnswer {
        let config = body["config"]
        self.records.setConfigs.append(config?.string ?? config?.rendered ?? "")
        guard self.session.isLoggedIn else { return .failure("Not Login") }
        switch config {
        case nil, .null, .string(""), .boolean(false), .integer(0): return .failure("config is empty")
        default: break
        }
        guard let text = config?.string else {
            return .failure("Error: SyntaxError: \"[object Object]\" is not valid JSON")
        }
        guard let value = try? JSONParser.parse(text.utf8, rules: .lenient) else {
            return .failure("Error: SyntaxError: Unexpected token in JSON")
        }
        do {
            let old = self.document
            let new = try ConfigDocument(reading: value).withoutCertificateChecks
            self.document = new
            self.save(new.value, self.accountFile, indent: 2, &effects)
            effects += [
                .happening(.saved(clients: new.webSocketClients.count)),
                .log("[Notice] [OneBot11] 配置变更前:" + Self.networks(old)),
                .log("[Notice] [OneBot11] 配置变更后:" + Self.networks(new)), .network(.reload(new.webSocketClients)),
            ]
            return .success(.null)
        } catch {
            return .failure("Error: \(error.path) must be \(error.wanted)")
        }
    }

    /// The list of networks as NapCat's log names them, without a token.
    private static func networks(_ document: ConfigDocument?) -> String {
        (document?.webSocketClients ?? [])
            .map { "\n反向WebSocket: \($0.url) [\($0.isEnabled ? "已启用" : "已禁用")]" }.joined()
    }
}
