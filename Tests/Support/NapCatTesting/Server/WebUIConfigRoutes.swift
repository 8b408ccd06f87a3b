import OneBot

/// Changing `webui.json` through the WebUI.
extension StandInState {
    /// Host and port are taken at the next start, the rest at once.
    mutating func updateWebUI(_ body: JSONValue, _ effects: inout [Effect]) -> WebUIAnswer {
        if let misfit = self.webUI.update(body.members ?? []) { return .failure("Error: \(misfit) is invalid") }
        self.loginRate = self.webUI.loginRate ?? self.loginRate
        self.save(self.webUI.value, WebUIFile.name, indent: 4, &effects)
        effects.append(.happening(.webUISaved))
        return .success(.null)
    }
}
