import EndpointTesting
import Foundation
import NIOPosix
import OneBot
import Snapshot
import Testing

@testable import Alarms

@Suite struct WebhookTests {
    private static let token = "t0ken-of-the-hook"

    private static func limits(retries: [Duration] = []) -> AlarmLimits {
        var limits = AlarmLimits()
        limits.time = .seconds(20)
        limits.retries = retries
        return limits
    }

    private func runner(_ url: String, _ limits: AlarmLimits, _ log: CollectedLog) -> AlarmRunner {
        AlarmRunner(
            rules: [AlarmRule(on: ["LIVE"], action: .webhook(Secret(url)))],
            language: .english,
            group: .singletonMultiThreadedEventLoopGroup,
            logger: log.logger,
            limits: limits,
            host: "box"
        )
    }

    private func expectNoToken(_ log: CollectedLog) {
        #expect(!log.lines.isEmpty)
        for line in log.lines { #expect(!line.contains(Self.token.prefix(6)) && !line.contains("/hook")) }
    }

    @Test func postsTheMessage() async throws {
        let server = try await WebhookServer([.status(204)])
        let log = CollectedLog()
        let runner = self.runner(server.url(Self.token), Self.limits(), log)
        await runner.send([.appeared()])
        #expect(await eventually { await runner.status()[0].last != nil })
        guard case .done = await runner.status()[0].last?.result else {
            Issue.record("not told: \(log.lines)")
            return
        }
        let request = try #require(server.requests.first)
        #expect(request.method == "POST" && request.uri == "/hook/\(Self.token)?key=\(Self.token)")
        #expect(request.headers["content-type"] == "application/json")
        #expect(
            request.body
                == String(
                    decoding: AlarmMessage(notice: .appeared(), host: "box", language: .english).bytes,
                    as: UTF8.self
                )
        )
        await runner.shutDown()
        await server.stop()
        #expect(log.lines.contains { $0.contains("alarm told") && $0.contains("host=127.0.0.1") })
        self.expectNoToken(log)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let answers: [WebhookServer.Answer]
        var retries: [Duration] = [.milliseconds(1), .milliseconds(2), .milliseconds(3)]
        /// Nil: it was told.
        let failure: AlarmFailure?
        let requests: Int
        var time = Duration.seconds(20)
        var testDescription: String { "\(self.answers)" }
    }

    @Test(arguments: [
        Case(answers: [.status(200)], failure: nil, requests: 1),
        Case(answers: [.status(500), .status(503), .status(200)], failure: nil, requests: 3),
        Case(answers: [.status(429), .status(200)], failure: nil, requests: 2),
        Case(answers: [.close, .status(200)], failure: nil, requests: 2),
        Case(answers: [.status(500)], failure: .httpStatus(500), requests: 4),
        Case(answers: [.status(404)], failure: .httpStatus(404), requests: 1),
        Case(answers: [.status(301, headers: ["location": "/elsewhere"])], failure: .httpStatus(301), requests: 1),
        Case(answers: [.close], failure: .network(.closed), requests: 4),
        Case(answers: [.noise], retries: [], failure: .network(.notHTTP), requests: 1),
        Case(
            answers: [.hang],
            retries: [.milliseconds(1)],
            failure: .network(.noAnswer(after: .seconds(3))),
            requests: 2,
            time: .seconds(3)
        ),
        Case(answers: [.endless], failure: nil, requests: 1),
    ])
    func answers(_ example: Case) async throws {
        let server = try await WebhookServer(example.answers)
        let log = CollectedLog()
        var limits = Self.limits(retries: example.retries)
        limits.time = example.time
        let runner = self.runner(server.url(Self.token), limits, log)
        await runner.send([.appeared()])
        #expect(
            await eventually {
                let status = await runner.status()[0]
                return status.pending == 0 && status.last != nil
            }
        )
        let last = try #require(await runner.status()[0].last)
        switch (last.result, example.failure) {
        case (.done, nil): break
        case (.failed(let failure), let wanted?): #expect(failure == wanted)
        default: Issue.record("\(last.result)")
        }
        #expect(last.retry == nil)
        #expect(server.requests.count == example.requests)
        #expect(Set(server.requests.map(\.body)).count == 1)
        // Nobody listens to a talker.
        if case .endless = example.answers[0] { #expect(await eventually { server.open == 0 }) }
        await runner.shutDown()
        #expect(await eventually { server.open == 0 })
        await server.stop()
        self.expectNoToken(log)
    }

    @Test(arguments: [
        (429, "7", Duration.seconds(300), Duration.seconds(7)), (429, "9999", .seconds(300), .seconds(300)),
        (503, "8", .seconds(300), .seconds(8)), (500, "9", .seconds(300), .seconds(6)),
        (429, "2", .seconds(300), .seconds(6)), (429, "soon", .seconds(300), .seconds(6)),
    ])
    func leavesItAloneForAsLongAsItAsks(
        _ status: Int,
        _ header: String,
        _ longest: Duration,
        _ pause: Duration
    ) async throws {
        let server = try await WebhookServer([.status(status, headers: ["retry-after": header])])
        let log = CollectedLog()
        var limits = Self.limits(retries: [.seconds(6)])
        limits.longestRetryAfter = longest
        let runner = self.runner(server.url(Self.token), limits, log)
        await runner.send([.appeared()])
        #expect(await eventually { await runner.status()[0].last != nil })
        let state = await runner.status()[0]
        #expect(state.last?.retry == pause)
        #expect(state.pending == 1)
        await runner.shutDown()
        #expect(server.requests.count == 1)
        #expect(await runner.status()[0].pending == 0)
        await server.stop()
    }

    @Test func laterNoticesWaitForTheFirst() async throws {
        let server = try await WebhookServer([.status(500), .close, .status(200)])
        let log = CollectedLog()
        let runner = self.runner(
            server.url(Self.token),
            Self.limits(retries: [.milliseconds(1), .milliseconds(1)]),
            log
        )
        await runner.send([.appeared("LIVE-01"), .appeared("LIVE-02")])
        #expect(await eventually { await runner.status()[0].pending == 0 })
        let ids = server.requests.map { $0.body.contains("LIVE-01") ? 1 : 2 }
        #expect(ids == [1, 1, 1, 2])
        await runner.shutDown()
        await server.stop()
    }

    @Test func aRuleThatGoesTriesNoMore() async throws {
        let server = try await WebhookServer([.status(500)])
        let log = CollectedLog()
        let runner = self.runner(server.url(Self.token), Self.limits(retries: [.seconds(2)]), log)
        await runner.send([.appeared("LIVE-01"), .appeared("LIVE-02")])
        #expect(await eventually { await runner.status()[0].last?.retry != nil })
        let other = try await WebhookServer([.status(200)])
        await runner.reload(
            [AlarmRule(on: ["LIVE"], action: .webhook(Secret(other.url(Self.token))))],
            language: .english
        )
        // More than the pause passes, with the new rule at work.
        let end = ContinuousClock.now + .milliseconds(2500)
        repeat { _ = await runner.test(rule: 0) } while ContinuousClock.now < end
        #expect(server.requests.count == 1)
        #expect(await eventually { !other.requests.isEmpty })
        await runner.shutDown()
        await server.stop()
        await other.stop()
    }

    @Test(arguments: [
        ("http://127.0.0.1:1/hook/t0ken-of-the-hook", AlarmNetworkFault.refused),
        ("http://name.invalid/hook/t0ken-of-the-hook", .nameUnknown),
        ("http:///hook/t0ken-of-the-hook", .badAddress),
    ])
    func saysWhyThereWasNoAnswer(_ url: String, _ fault: AlarmNetworkFault) async throws {
        let log = CollectedLog()
        let runner = self.runner(url, Self.limits(), log)
        let outcome = await runner.test(rule: 0)
        #expect(outcome?.result == .failed(.network(fault)))
        await runner.shutDown()
        self.expectNoToken(log)
    }

    @Test func encryptionThatFailsIsSaid() async throws {
        let server = try await WebhookServer([.status(200)])
        let log = CollectedLog()
        let url = server.url(Self.token).replacing("http://", with: "https://")
        let runner = self.runner(url, Self.limits(), log)
        let outcome = await runner.test(rule: 0)
        #expect(outcome?.result == .failed(.network(.tls)))
        await runner.shutDown()
        await server.stop()
        self.expectNoToken(log)
    }

    @Test func nameAndPasswordOfTheAddressAreSent() async throws {
        let server = try await WebhookServer([.status(200)])
        let log = CollectedLog()
        let runner = self.runner("http://me:p%40ss@127.0.0.1:\(server.port)/hook", Self.limits(), log)
        _ = await runner.test(rule: 0)
        let request = try #require(server.requests.first)
        #expect(request.headers["authorization"] == "Basic " + Data("me:p@ss".utf8).base64EncodedString())
        #expect(request.body.contains("\"change\":\"test\""))
        await runner.shutDown()
        await server.stop()
        #expect(!log.lines.contains { $0.contains("p%40ss") || $0.contains("p@ss") })
    }
}
