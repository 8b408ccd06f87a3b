import Foundation
import OneBot
import Synchronization
import Testing

@testable import NapCat

@Suite("Logging in to NapCat's WebUI")
struct WebUILoginTests {
    private static let code = #"{"code":0,"data":{"require2FA":true,"message":"Please enter your authenticator code"}}"#

    /// Never held back: its clock runs far ahead.
    private static func freeLedger() -> LoginLedger {
        let time = Mutex(0.0)
        let now: @Sendable () -> Date = {
            Date(
                timeIntervalSinceReferenceDate: time.withLock {
                    $0 += 100
                    return $0
                }
            )
        }
        return LoginLedger(attempts: [], now: now, onChange: { _ in })
    }

    private func version(_ client: WebUIClient) async -> WebUIProblem? {
        await problem { () async throws(WebUIProblem) in _ = try await client.version() }
    }

    @Test func oneLoginForManyCalls() async throws {
        let napCat = try await StagedNapCat()
        let client = try napCat.client()
        #expect(await client.isTokenAccepted == nil)
        let versions = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { try await client.version() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(versions == Array(repeating: "4.18.1", count: 50))
        for _ in 0..<5 { _ = try await client.version() }
        #expect(napCat.calls.count == 55)
        #expect(await client.isTokenAccepted == true)

        // SHA-256 of "Str0ng-token-of-NapCat.napcat", by sha256sum.
        #expect(
            napCat.logins == [
                .object([
                    JSONMember("hash", .string("1bdcf6cdf33988a15943e4333817167b1978bab09e2d8c04dbf79dc2007540fa"))
                ])
            ]
        )
        // None is kept for the next call.
        #expect(napCat.server.accepted == 56)
        #expect(napCat.calls.allSatisfy { $0.headers["authorization"] == "Bearer Q3JlZGVudGlhbA1==" })
        #expect(await WebUIServer.eventually { napCat.server.open == 0 })
        await client.shutdown()
        await napCat.server.stop()
    }

    @Test func logsInAgainOnce() async throws {
        let napCat = try await StagedNapCat()
        let client = try napCat.client()
        _ = try await client.version()
        napCat.voidCredentials()
        // Many find out at the same time.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { _ = try await client.version() } }
            try await group.waitForAll()
        }
        #expect(napCat.logins.count == 2)
        await client.shutdown()
        await napCat.server.stop()
    }

    @Test func givesUpWhenANewCredentialDoesNotHoldEither() async throws {
        let napCat = try await StagedNapCat { $0.refusals = 100 }
        let client = try napCat.client()
        #expect(await self.version(client) == .said("Unauthorized"))
        #expect(napCat.logins.count == 2 && napCat.calls.count == 2)
        guard case .heldBack = await self.version(client) else {
            Issue.record("not held back")
            return
        }
        #expect(napCat.logins.count == 2)
        await client.shutdown()
        await napCat.server.stop()
    }

    @Test func renewsTheCredentialAndHoldsItselfBack() async throws {
        let napCat = try await StagedNapCat()
        let logins = LoginLedger()
        let client = try napCat.client(logins: logins) { $0.credentialLife = .zero }
        _ = try await client.version()
        _ = try await client.version()
        // Another client for the same NapCat starts no new count.
        let other = try napCat.client(logins: logins)
        for client in [client, client, other] {
            guard case .heldBack(let end) = await self.version(client) else {
                Issue.record("not held back")
                return
            }
            #expect((30...64).contains(end.timeIntervalSinceNow))
        }
        #expect(napCat.logins.count == 2)
        await client.shutdown()
        await other.shutdown()
        await napCat.server.stop()
    }

    @Test func doesNotTryARefusedTokenAgain() async throws {
        let napCat = try await StagedNapCat()
        let client = try napCat.client(token: Secret("wrong"), logins: Self.freeLedger())
        #expect(await self.version(client) == .tokenRefused)
        #expect(await self.version(client) == .tokenRefused)
        await client.use(token: Secret("wrong"))
        #expect(await self.version(client) == .tokenRefused)
        #expect(napCat.logins.count == 1)
        #expect(await client.isTokenAccepted == false)
        #expect(napCat.calls.isEmpty)

        await client.retry()
        #expect(await self.version(client) == .tokenRefused)
        #expect(await self.version(client) == .tokenRefused)
        #expect(napCat.logins.count == 2)

        await client.use(token: StagedNapCat.token)
        #expect(await client.isTokenAccepted == nil)
        #expect(await self.version(client) == nil)
        #expect(napCat.logins.count == 3)
        await client.shutdown()
        await napCat.server.stop()
    }

    @Test func asksForNothingWithoutAToken() async throws {
        let napCat = try await StagedNapCat()
        let client = try napCat.client(token: Secret(""))
        #expect(await self.version(client) == .tokenMissing)
        #expect(
            await problem { () async throws(WebUIProblem) in try await client.enter(code: "123456") } == .tokenMissing
        )
        #expect(napCat.server.requests.isEmpty)
        await client.shutdown()
        await napCat.server.stop()
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let answer: WebUIServer.Answer
        let problem: WebUIProblem
        var testDescription: String { "\(self.problem)" }
        init(_ answer: String, _ problem: WebUIProblem) { (self.answer, self.problem) = (.json(answer), problem) }
        init(_ answer: WebUIServer.Answer, _ problem: WebUIProblem) { (self.answer, self.problem) = (answer, problem) }
    }

    @Test(arguments: [
        Case(#"{"code":-1,"message":"token is empty"}"#, .tokenMissing),
        Case(#"{"code":-1,"message":"token is invalid"}"#, .tokenRefused),
        Case(#"{"code":-1,"message":"login rate limit"}"#, .rateLimited),
        Case(#"{"code":-1,"message":"Server token not initialized"}"#, .said("Server token not initialized")),
        Case(#"{"code":0,"data":{}}"#, .otherProgram(status: 200)),
        Case(#"{"code":0}"#, .otherProgram(status: 200)),
        Case(#"{"code":0,"data":{"Credential":""}}"#, .otherProgram(status: 200)),
        Case(#"{"code":0,"data":{"Credential":"a\r\nx: y"}}"#, .otherProgram(status: 200)),
        Case(#"{"code":0,"data":{"Credential":["a"]}}"#, .otherProgram(status: 200)),
        Case(
            #"{"code":0,"data":{"Credential":"\#(String(repeating: "a", count: 9000))"}}"#,
            .otherProgram(status: 200)
        ),
        Case(#"{"code":0,"data":"Credential"}"#, .otherProgram(status: 200)),
        Case("<html>", .otherProgram(status: 200)),
        Case(.http(302, headers: ["location": "http://elsewhere/"]), .redirected(to: "http://elsewhere/")),
        Case(.http(403, body: #"{"error":"访问被拒绝：IP在黑名单中"}"#), .addressBlocked),
        Case(.close, .otherProgram(status: 0)),
        // Whatever it tells us about ourselves.
        Case(
            #"{"code":-1,"message":"no\n\u001b[31m \#(StagedNapCat.token.exposed) \#(WebUICall.hash(StagedNapCat.token))"}"#,
            .said("no [31m … …")
        ),
        Case(
            #"{"code":-1,"message":"\#(String(repeating: "机", count: 190))\#(StagedNapCat.token.exposed)\#(String(repeating: "a", count: 99))"}"#,
            .said(String(repeating: "机", count: 190) + "…" + String(repeating: "a", count: 8) + "…")
        ),
        // A combining mark makes another last letter of it.
        Case(
            #"{"code":-1,"message":"no \#(StagedNapCat.token.exposed)\u0301"}"#,
            .said("no …\u{301}")
        ),
        Case(
            #"{"code":-1,"message":"a\#(String(repeating: "\u{301}", count: 100_000))"}"#,
            .said("a" + String(repeating: "\u{301}", count: 198) + "…")
        ),
        Case(#"{"code":-7}"#, .said("code -7")),
    ])
    func loginAnswers(_ example: Case) async throws {
        let napCat = try await StagedNapCat { $0.login = example.answer }
        let client = try napCat.client()
        #expect(await self.version(client) == example.problem)
        #expect(napCat.logins.count == 1)
        #expect(napCat.calls.isEmpty)
        await client.shutdown()
        await napCat.server.stop()
    }

    @Test func leavesNapCatAloneWhenItHasEnough() async throws {
        let napCat = try await StagedNapCat { $0.loginAnswers = [#"{"code":-1,"message":"login rate limit"}"#] }
        let client = try napCat.client()
        #expect(await self.version(client) == .rateLimited)
        guard case .heldBack(let end) = await self.version(client) else {
            Issue.record("not held back")
            return
        }
        #expect((30...60).contains(end.timeIntervalSinceNow))
        #expect(napCat.logins.count == 1)
        await client.shutdown()
        await napCat.server.stop()
    }

    @Test func twoFactors() async throws {
        let refused = #"{"code":-1,"message":"Invalid or expired code"}"#
        let napCat = try await StagedNapCat { $0.loginAnswers = [Self.code, refused] }
        let client = try napCat.client(logins: Self.freeLedger())
        func enter(_ code: String) async -> WebUIProblem? {
            await problem { () async throws(WebUIProblem) in try await client.enter(code: code) }
        }
        for _ in 0..<3 { #expect(await self.version(client) == .codeNeeded) }
        #expect(await client.isTokenAccepted == true)
        #expect(napCat.logins.count == 1)
        for code in ["", "12345", "1234567", "12345a", "\u{FF11}23456", "-12345"] {
            #expect(await enter(code) == .codeRefused)
        }
        #expect(napCat.logins.count == 1)
        #expect(await enter("111111") == .codeRefused)
        for _ in 0..<3 { #expect(await self.version(client) == .codeNeeded) }
        #expect(napCat.logins.count == 2)
        #expect(await enter(" 123 456 ") == nil)
        #expect(await self.version(client) == nil)
        #expect(napCat.logins.count == 3)
        #expect(napCat.logins.map { $0["totpCode"]?.string } == [nil, "111111", "123456"])
        #expect(Set(napCat.logins.map { $0["hash"]?.string }).count == 1)
        await client.shutdown()
        await napCat.server.stop()
    }

    /// The time of a call counts from when it was made, not from when the login is done.
    @Test func waitsForALoginNoLongerThanForAnAnswer() async throws {
        let napCat = try await StagedNapCat { $0.login = .hang }
        let client = try napCat.client { $0.time = .milliseconds(400) }
        let problems = await withTaskGroup(of: WebUIProblem?.self) { group in
            for _ in 0..<20 { group.addTask { await self.version(client) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(problems == Array(repeating: .timedOut(seconds: 1), count: 20))
        #expect(napCat.logins.count <= 2)
        await client.shutdown()
        await napCat.server.stop()
    }

    @Test func shuttingDownEndsThoseWhoWaitForALogin() async throws {
        let napCat = try await StagedNapCat { $0.login = .hang }
        let client = try napCat.client { $0.time = .seconds(60) }
        let calls = (0..<20).map { _ in Task { await self.version(client) } }
        #expect(await WebUIServer.eventually { napCat.logins.count == 1 })
        await client.shutdown()
        for call in calls { #expect(await call.value == .stopped) }
        await napCat.server.stop()
    }

    /// A login with the old token that is still under way must not decide about the new one.
    @Test func aNewTokenMeanwhile() async throws {
        let napCat = try await StagedNapCat { $0.login = .hang }
        let client = try napCat.client(token: Secret("wrong"), logins: Self.freeLedger()) { $0.time = .seconds(2) }
        let early = Task { await self.version(client) }
        #expect(await WebUIServer.eventually { napCat.logins.count == 1 })
        napCat.set { $0.login = nil }
        await client.use(token: StagedNapCat.token)
        #expect(await WebUIServer.eventually { await self.version(client) == nil })
        _ = await early.value
        #expect(await client.isTokenAccepted == true)
        #expect(napCat.logins.count == 2)
        await client.shutdown()
        await napCat.server.stop()
    }
}
