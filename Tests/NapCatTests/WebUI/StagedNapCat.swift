import OneBot
import Synchronization

@testable import NapCat

/// The little of NapCat that a case needs: it knows a token, gives credentials out, and answers by path.
final class StagedNapCat: Sendable {
    static let token = Secret("Str0ng-token-of-NapCat")

    struct State: Sendable {
        /// In place of looking at the token, one login after the other.
        var loginAnswers: [String] = []
        /// Logins are answered with this, whatever comes.
        var login: WebUIServer.Answer?
        var answers: [String: String] = [:]
        /// Calls that are told that their credential does not hold, whatever it is.
        var refusals = 0
        var logins: [JSONValue] = []
        var valid: Set<String> = []
    }

    let state: Mutex<State>
    let server: WebUIServer

    var logins: [JSONValue] { self.state.withLock { $0.logins } }
    /// All that came but logins.
    var calls: [WebUIServer.Request] { self.server.requests.filter { $0.path != "/api/auth/login" } }

    init(_ set: (inout State) -> Void = { _ in }) async throws {
        var state = State()
        state.answers["/api/base/GetNapCatVersion"] = #"{"code":0,"data":{"version":"4.18.1"},"message":"success"}"#
        set(&state)
        self.state = Mutex(state)
        let box = Box()
        self.server = try await WebUIServer { request in box.napCat?.answer(to: request) ?? .close }
        box.set(self)
    }

    func set(_ change: (inout State) -> Void) {
        self.state.withLock { change(&$0) }
    }

    /// What a restart of NapCat does.
    func voidCredentials() {
        self.state.withLock { $0.valid = [] }
    }

    func client(
        token: Secret = StagedNapCat.token,
        logins: LoginLedger = LoginLedger(),
        _ adjust: (inout WebUILimits) -> Void = { _ in }
    ) throws -> WebUIClient {
        try WebUIClient.testing(self.server.url, token: token, logins: logins, adjust)
    }

    private func answer(to request: WebUIServer.Request) -> WebUIServer.Answer {
        let body = try? JSONParser.parse(request.body)
        return self.state.withLock { state in
            if request.path == "/api/auth/login" {
                state.logins.append(body ?? .null)
                if let login = state.login { return login }
                if !state.loginAnswers.isEmpty { return .json(state.loginAnswers.removeFirst()) }
                guard body?["hash"]?.string == WebUICall.hash(Self.token) else {
                    return .json(#"{"code":-1,"message":"token is invalid"}"#)
                }
                let credential = "Q3JlZGVudGlhbA\(state.logins.count)=="
                state.valid.insert(credential)
                return .json(#"{"code":0,"data":{"Credential":"\#(credential)"},"message":"success"}"#)
            }
            let credential = request.headers["authorization"]?.split(separator: " ").last.map(String.init)
            guard state.refusals == 0, let credential, state.valid.contains(credential) else {
                if state.refusals > 0 { state.refusals -= 1 }
                return .json(#"{"code":-1,"message":"Unauthorized"}"#)
            }
            return state.answers[request.path].map { .json($0) } ?? .http(404, body: "Cannot \(request.method)")
        }
    }

    /// The server is made before what it asks.
    private final class Box: Sendable {
        private let value = Mutex<StagedNapCat?>(nil)
        var napCat: StagedNapCat? { self.value.withLock { $0 } }
        func set(_ napCat: StagedNapCat) { self.value.withLock { $0 = napCat } }
    }
}
