import OneBot

/// `/v1/napcat` and what is below it: NapCat beside us, and the change that connects it.
struct NapCatRoute: Sendable {
    let backend: any ControlBackend
    let phrases: ControlPhrases

    /// What is known, looked at anew with `fresh=1`.
    func status(_ request: ControlRequest) async -> ControlResponse {
        let isFresh = request.query.split(separator: "&").contains("fresh=1")
        return ControlResponse(200, await self.backend.napCat(fresh: isFresh, language: request.language).json)
    }

    /// `{"url": "ws://…"}`; without one the console chooses.
    func plan(_ request: ControlRequest) async -> ControlResponse {
        var url: String?
        if !request.body.isEmpty {
            let json: JSONValue
            do {
                json = try JSONParser.parse(request.body)
            } catch {
                return error.response(self.phrases)
            }
            switch (json, json["url"]) {
            case (.object, nil), (.object, .null?): break
            case (.object, .string(let text)?): url = text
            default: return .error(400, self.phrases.badPlan())
            }
        }
        do throws(BackendRefusal) {
            let preview = try await self.backend.planConnection(url: url, language: request.language)
            return ControlResponse(200, ConnectionDocument(preview).json)
        } catch {
            return .error(409, error.sentence)
        }
    }

    /// `{"number": N}` of a plan.
    func apply(_ request: ControlRequest) async -> ControlResponse {
        let json: JSONValue
        do {
            json = try JSONParser.parse(request.body)
        } catch {
            return error.response(self.phrases)
        }
        guard let number = json["number"]?.integer else { return .error(400, self.phrases.badApply()) }
        do throws(BackendRefusal) {
            let applied = try await self.backend.applyConnection(number: number, language: request.language)
            return ControlResponse(200, applied.json)
        } catch {
            return .error(409, error.sentence)
        }
    }
}
