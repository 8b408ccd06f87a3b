package import NIOCore
package import OneBot

import class AsyncHTTPClient.HTTPClient

/// Asks NapCat's WebUI.
///
/// It logs in when the first call needs it, once for all that wait, and keeps the credential for its hour. A token that
/// was refused is not tried again, nor is one that needs a code of two-factor login, until something was done about it:
/// ``use(token:)``, ``retry()``, ``enter(code:)``. No call takes longer than ``WebUILimits/time``; none is repeated, but
/// once after a new login where the credential does not hold any more.
package actor WebUIClient {
    struct Credential: Equatable, Sendable {
        let text: Secret
        let end: ContinuousClock.Instant
    }

    private enum LoginEnd: Sendable {
        case credential(Credential)
        case failed(WebUIProblem)
        /// It was for a token that is not ours any more.
        case outdated
    }

    package nonisolated let address: WebUIAddress
    nonisolated let limits: WebUILimits
    nonisolated let exchange: WebUIExchange
    private let logins: LoginLedger

    private(set) var token: Secret
    /// Goes up with every change of the token.
    private var tokenNumber = 0
    private var credential: Credential?
    /// Why a login makes no sense at present.
    private var obstacle: WebUIProblem?
    private var login: Task<Void, Never>?
    private var waiting: [AsyncStream<LoginEnd>.Continuation] = []
    private var isShutDown = false

    /// Whether NapCat took the token; nil before it was tried.
    package private(set) var isTokenAccepted: Bool?

    /// - Parameters:
    ///   - token: May be empty: then whatever needs a login fails with ``WebUIProblem/tokenMissing``.
    ///   - logins: One for each NapCat, kept over its clients.
    package init(
        address: WebUIAddress,
        token: Secret,
        group: any EventLoopGroup,
        logins: LoginLedger,
        limits: WebUILimits = WebUILimits()
    ) {
        self.address = address
        self.token = token
        self.logins = logins
        self.limits = limits
        self.exchange = WebUIExchange(
            http: WebUIExchange.client(on: group, connectingWithin: limits.time),
            fault: WebUIFault(address: address, time: limits.time),
            longestAnswer: limits.longestAnswer
        )
    }

    deinit {
        if !self.isShutDown { self.exchange.http.shutdown { _ in } }
    }

    /// Ends all open calls with ``WebUIProblem/stopped``; later ones get the same.
    package func shutdown() async {
        guard !self.isShutDown else { return }
        self.isShutDown = true
        self.login?.cancel()
        // Nothing is left to be done about a connection that does not close well.
        try? await self.exchange.http.shutdown()
    }

    // MARK: - The token

    /// Uses another token from now on. The same one again changes nothing: see ``retry()``.
    package func use(token: Secret) {
        guard token != self.token else { return }
        self.token = token
        self.tokenNumber += 1
        self.credential = nil
        self.obstacle = nil
        self.isTokenAccepted = nil
    }

    /// Lets a token that was refused, or that needed a code, be tried once more with the next call.
    package func retry() {
        self.obstacle = nil
    }

    /// Logs in with a code of two-factor login.
    ///
    /// - Parameter code: Six digits; blanks are taken out.
    /// - Throws: ``WebUIProblem/codeRefused`` also for what is no such code, without a login.
    package func enter(code: String) async throws(WebUIProblem) {
        let digits = code.filter { !$0.isWhitespace }
        guard digits.utf8.count == 6, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { throw .codeRefused }
        try await self.limited { () async throws(WebUIProblem) in
            try await self.logIn(code: Secret(digits))
        }
    }

    // MARK: - Calls

    /// Everything that a text of NapCat must not give away.
    private func secrets(and more: [Secret] = []) -> [Secret] {
        [self.token, Secret(WebUICall.hash(self.token))] + (self.credential.map { [$0.text] } ?? []) + more
    }

    /// Runs something within the time of one call.
    func limited<Value: Sendable>(
        _ work: @escaping @Sendable () async throws(WebUIProblem) -> Value
    ) async throws(WebUIProblem) -> Value {
        guard !self.isShutDown else { throw .stopped }
        do {
            return try await TimeLimit.run(self.limits.time, work)
        } catch {
            throw self.isShutDown ? .stopped : error
        }
    }

    /// Asks as somebody who is logged in.
    ///
    /// - Parameter secrets: In the call, besides our own.
    /// - Returns: An answer that says that it was done.
    func answer(to call: WebUICall, hiding secrets: [Secret] = []) async throws(WebUIProblem) -> WebUIAnswer {
        var lastWord = ""
        for _ in 1...2 {
            let credential = try await self.authorization()
            let hidden = self.secrets(and: secrets + [credential.text])
            let answer = try await self.exchange.answer(to: call, credential: credential.text, hiding: hidden)
            guard answer.isUnauthorized else {
                if let problem = answer.problem(hiding: hidden) { throw problem }
                return answer
            }
            // Somebody else may have renewed it already.
            if self.credential == credential { self.credential = nil }
            lastWord = answer.message
        }
        throw .said(lastWord)
    }

    // MARK: - Logging in

    /// A credential that should hold; logs in, or waits for the login that is under way.
    private func authorization() async throws(WebUIProblem) -> Credential {
        while true {
            if let credential = self.credential, credential.end > .now { return credential }
            if self.login == nil {
                guard !self.isShutDown else { throw .stopped }
                guard !self.token.isEmpty else { throw .tokenMissing }
                if let obstacle = self.obstacle { throw obstacle }
                self.startLogin(code: nil)
            }
            switch await self.loginEnd() {
            case .credential(let credential): return credential
            case .failed(let problem): throw problem
            case .outdated: continue
            case nil: throw .stopped
            }
        }
    }

    private func logIn(code: Secret) async throws(WebUIProblem) {
        while self.login != nil {
            if await self.loginEnd() == nil { throw .stopped }
        }
        guard !self.isShutDown else { throw .stopped }
        guard !self.token.isEmpty else { throw .tokenMissing }
        if self.obstacle == .tokenRefused { throw .tokenRefused }
        self.startLogin(code: code)
        switch await self.loginEnd() {
        case .credential: return
        case .failed(let problem): throw problem
        // A code belongs to the token it was typed for.
        case .outdated: throw .codeRefused
        case nil: throw .stopped
        }
    }

    /// How the login that is under way ends; nil when we are cancelled first.
    private func loginEnd() async -> LoginEnd? {
        let (ends, continuation) = AsyncStream.makeStream(of: LoginEnd.self, bufferingPolicy: .bufferingOldest(1))
        self.waiting.append(continuation)
        return await ends.first { _ in true }
    }

    private func startLogin(code: Secret?) {
        let token = self.token
        let number = self.tokenNumber
        self.login = Task {
            let result: Result<Credential, WebUIProblem>
            do throws(WebUIProblem) {
                result = .success(try await self.newCredential(token, code: code))
            } catch {
                result = .failure(error)
            }
            self.finishLogin(result, ofToken: number)
        }
    }

    private func newCredential(_ token: Secret, code: Secret?) async throws(WebUIProblem) -> Credential {
        try await self.logins.take()
        let exchange = self.exchange
        let hidden = [token, Secret(WebUICall.hash(token))] + (code.map { [$0] } ?? [])
        let answer = try await TimeLimit.run(self.limits.time) { () async throws(WebUIProblem) in
            try await exchange.answer(to: .login(token, code: code), hiding: hidden)
        }
        if let problem = answer.problem(hiding: hidden) {
            if problem == .rateLimited { await self.logins.close() }
            throw problem
        }
        // With a header's characters only, and not longer than headers may be.
        if let text = answer.data["Credential"]?.string, (1...8192).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        {
            return Credential(text: Secret(text), end: .now + self.limits.credentialLife)
        }
        throw answer.data["require2FA"]?.flag == true ? .codeNeeded : .otherProgram(status: 200)
    }

    private func finishLogin(_ result: Result<Credential, WebUIProblem>, ofToken number: Int) {
        self.login = nil
        let end: LoginEnd
        switch result {
        case _ where number != self.tokenNumber && !self.isShutDown:
            end = .outdated
        case .success(let credential):
            self.credential = credential
            self.obstacle = nil
            self.isTokenAccepted = true
            end = .credential(credential)
        case .failure(let problem):
            switch problem {
            case .tokenRefused:
                self.obstacle = .tokenRefused
                self.isTokenAccepted = false
            case .codeNeeded, .codeRefused:
                self.obstacle = .codeNeeded
                self.isTokenAccepted = true
            default:
                break
            }
            end = .failed(problem)
        }
        let waiting = self.waiting
        self.waiting = []
        for continuation in waiting {
            continuation.yield(end)
            continuation.finish()
        }
    }
}
