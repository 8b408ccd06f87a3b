import OneBot
import Snapshot

/// Which request does what. One table of paths and methods; everything else is answered 404 or 405.
struct ControlRouter: Sendable {
    let backend: any ControlBackend
    let limits: ControlLimits

    private enum Route: String, CaseIterable {
        case health = "/healthz"
        case readiness = "/readyz"
        case metrics = "/metrics"
        case status = "/v1/status"
        case doctor = "/v1/doctor"
        case settings = "/v1/settings"
        case rotateKey = "/v1/key/rotate"
        case keys = "/v1/keys"
        /// With a key's name behind it.
        case key = "/v1/keys/"
        case call = "/v1/call"
        case events = "/v1/events"
        case napCat = "/v1/napcat"
        case planConnection = "/v1/napcat/plan"
        case applyConnection = "/v1/napcat/apply"
        case stop = "/v1/stop"
        case replace = "/v1/replace"

        init?(path: String) {
            self.init(rawValue: path.hasPrefix(KeysRoute.prefix) ? KeysRoute.prefix : path)
        }

        var methods: [String] {
            switch self {
            case .health, .readiness, .metrics, .status, .doctor, .napCat: ["GET", "HEAD"]
            case .settings: ["GET", "HEAD", "PATCH"]
            case .keys: ["GET", "HEAD", "POST"]
            case .key: ["DELETE"]
            case .events: ["GET"]
            case .call, .rotateKey, .planConnection, .applyConnection, .stop, .replace: ["POST"]
            }
        }
    }

    /// Whether an answer may take longer to be made than ``ControlLimits/answer``: a bot's answer has a deadline of its
    /// own, events come when they come, and NapCat answers when it likes.
    static func takesItsTime(_ path: String) -> Bool {
        switch Route(path: path) {
        case .call, .events, .doctor, .napCat, .planConnection, .applyConnection, .replace: true
        case .health, .readiness, .metrics, .status, .settings, .rotateKey, .keys, .key, .stop, nil: false
        }
    }

    func respond(to request: ControlRequest) async -> ControlReply {
        let phrases = ControlPhrases(request.language)
        var response: ControlResponse
        switch Route(path: request.path) {
        case let route? where route.methods.contains(request.method):
            switch await self.answer(request, route, phrases) {
            case .stream(let stream): return .stream(stream)
            case .whole(let whole): response = whole
            }
        case let route?:
            let allowed = route.methods.joined(separator: ", ")
            response = .error(405, phrases.methodNotAllowed(request.path, allowed: allowed), allow: allowed)
        case nil:
            response = .error(404, phrases.notFound(request.path))
        }
        response.keepsAlive = request.keepsAlive
        response.withoutBody = request.method == "HEAD"
        return .whole(response)
    }

    private func answer(_ request: ControlRequest, _ route: Route, _ phrases: ControlPhrases) async -> ControlReply {
        switch route {
        case .call: await CallRoute(backend: self.backend, phrases: phrases).answer(request)
        case .events: await EventsRoute(backend: self.backend, phrases: phrases).answer(request)
        case .napCat: .whole(await NapCatRoute(backend: self.backend, phrases: phrases).status(request))
        case .planConnection: .whole(await NapCatRoute(backend: self.backend, phrases: phrases).plan(request))
        case .applyConnection: .whole(await NapCatRoute(backend: self.backend, phrases: phrases).apply(request))
        case .keys where request.method == "POST":
            .whole(await KeysRoute(backend: self.backend, phrases: phrases).add(request))
        case .keys: .whole(await KeysRoute(backend: self.backend, phrases: phrases).list())
        case .key: .whole(await KeysRoute(backend: self.backend, phrases: phrases).revoke(request))
        case .health: .whole(await self.watch(phrases).health())
        case .readiness: .whole(await self.watch(phrases).readiness())
        case .metrics: .whole(await self.watch(phrases).metrics())
        case .status, .doctor, .settings, .rotateKey, .stop, .replace:
            .whole(await self.answerWhole(request, route, phrases))
        }
    }

    private func answerWhole(
        _ request: ControlRequest,
        _ route: Route,
        _ phrases: ControlPhrases
    ) async -> ControlResponse {
        switch route {
        case .call, .events, .napCat, .planConnection, .applyConnection, .keys, .key, .health, .readiness,
            .metrics:
            return .error(404, phrases.notFound(request.path))
        case .status:
            let findings = await self.backend.examine(testing: false, language: request.language).findings
            let status = StatusDocument(await self.backend.status(), findings: findings, language: request.language)
            return ControlResponse(200, status.json)
        case .doctor:
            let isTest = request.query.split(separator: "&").contains("test=1")
            return ControlResponse(200, await self.backend.examine(testing: isTest, language: request.language).json)
        case .settings where request.method == "PATCH": return await self.change(request, phrases)
        case .settings: return ControlResponse(200, SettingsDocument(await self.backend.settings()).json)
        case .rotateKey: return await self.rotateKey(request, phrases)
        case .stop:
            await self.backend.requestStop()
            return ControlResponse(202, .object([JSONMember("stopping", .boolean(true))]))
        case .replace:
            if let sentence = await self.backend.requestReplacement(language: request.language) {
                return .error(409, sentence)
            }
            return ControlResponse(202, .object([JSONMember("replacing", .boolean(true))]))
        }
    }

    private func watch(_ phrases: ControlPhrases) -> WatchRoute {
        WatchRoute(backend: self.backend, phrases: phrases)
    }

    /// Carries changes out together: all of them, or none.
    private func change(_ request: ControlRequest, _ phrases: ControlPhrases) async -> ControlResponse {
        let wishes: [SettingWish]
        do {
            wishes = try SettingChanges.read(request.body, limit: self.limits.settings)
        } catch {
            return error.response(phrases, limit: self.limits.settings)
        }
        guard let last = wishes.last else { return ControlResponse(200, .object([JSONMember("applied", .array([]))])) }
        switch await self.backend.change(wishes, language: request.language) {
        case .applied(let text):
            // What follows from all of them is said once.
            let applied = wishes.map { wish in
                JSONValue.object([
                    JSONMember("path", .string(wish.path)), JSONMember("text", .string(wish == last ? text : "")),
                ])
            }
            return ControlResponse(200, .object([JSONMember("applied", .array(applied))]))
        case .refused(let sentence, let path):
            return ControlResponse(
                422,
                .object([
                    JSONMember("error", .string(sentence)),
                    JSONMember("path", .text(wishes.count == 1 ? last.path : path)),
                    JSONMember("applied", .array([])),
                ])
            )
        }
    }

    private func rotateKey(_ request: ControlRequest, _ phrases: ControlPhrases) async -> ControlResponse {
        var grace: Int?
        if !request.body.isEmpty {
            let json: JSONValue
            do {
                json = try JSONParser.parse(request.body)
            } catch {
                return error.response(phrases)
            }
            guard case .object = json else { return .error(400, phrases.badGrace(maximum: self.limits.grace)) }
            switch json["grace_s"] {
            case nil, .null?: break
            case .integer(let seconds)? where (0...self.limits.grace).contains(seconds):
                grace = seconds == 0 ? nil : seconds
            default: return .error(400, phrases.badGrace(maximum: self.limits.grace))
            }
        }
        switch await self.backend.rotateKey(graceSeconds: grace, language: request.language) {
        case .rotated(let key, let graceEndsAt):
            return ControlResponse(
                200,
                .object([
                    JSONMember("access_key", .string(key.exposed)),
                    JSONMember("grace_ends_at", .text(graceEndsAt.map(Timestamp.text))),
                ])
            )
        case .pinned(let sentence): return .error(409, sentence)
        case .failed(let sentence): return .error(500, sentence)
        }
    }
}

extension JSONProblem {
    func response(_ phrases: ControlPhrases) -> ControlResponse {
        switch self {
        case .malformed(let offset): .error(400, phrases.badJSON(offset: offset))
        case .tooDeep, .notUTF8: .error(400, phrases.badJSONText())
        }
    }
}

extension SettingChanges.Problem {
    fileprivate func response(_ phrases: ControlPhrases, limit: Int) -> ControlResponse {
        switch self {
        case .json(let problem): problem.response(phrases)
        case .notAnObject: .error(400, phrases.settingsMustBeObject())
        case .tooMany: .error(413, phrases.tooManySettings(limit: limit))
        case .notAScalar(let path):
            ControlResponse(
                422,
                .object([
                    JSONMember("error", .string(phrases.notAScalar(path))),
                    JSONMember("path", .string(path)),
                    JSONMember("applied", .array([])),
                ])
            )
        }
    }
}
