import Certificates
import CertificatesTesting
import EndpointTesting
import Foundation
import NIOCore
import OneBot
import Synchronization
import Testing

@testable import Endpoint

@Suite("TLS that is changed while bots are connected")
struct TLSChangeTests {
    /// Pings back and forth over a link: it lives.
    private func lives(_ bot: TestBot) async throws {
        try await bot.peer.write(TestBot.frame(opcode: 9, [1, 2, 3]))
        #expect(try await bot.frame(opcode: 10).payload == [1, 2, 3])
    }

    @Test("switched off and on again on the same port: links stay, and new ones are spoken to the new way")
    func switched() async throws {
        try await TLSFixture.with { fixture in
            let listener = EndpointConfiguration.Listener(host: "127.0.0.1", port: 0)
            let secure = try await fixture.endpoint.bot("10001", tls: fixture.trusting)
            try await fixture.server.update(fixture.configuration([listener]))
            #expect(await fixture.server.listenerReports().map(\.port) == [fixture.port])
            #expect(await fixture.server.listenerReports().first?.certificate == nil)
            let plain = try await fixture.endpoint.bot("10002")
            try await self.lives(secure)
            try await self.lives(plain)
            var back = listener
            back.certificate = fixture.folder.files
            try await fixture.server.update(fixture.configuration([back]))
            let again = try await fixture.endpoint.bot("10003", tls: fixture.trusting)
            for bot in [secure, plain, again] { try await self.lives(bot) }
            #expect(await fixture.server.report().links.count == 3)
        }
    }

    @Test("nobody is refused a connection while it is switched")
    func noGap() async throws {
        try await TLSFixture.with { fixture in
            let dials = Atomic<Int>(0)
            let dialling = Task {
                var answers = 0
                while dials.load(ordering: .relaxed) < 60 {
                    dials.add(1, ordering: .relaxed)
                    // A refused connection throws; whatever is spoken, there is an answer.
                    let peer = try await RawPeer(port: fixture.port)
                    try await peer.write("GET / HTTP/1.1\r\n\r\n")
                    if try await !peer.readToEnd().isEmpty { answers += 1 }
                }
                return answers
            }
            var round = 0
            while dials.load(ordering: .relaxed) < 60 {
                round += 1
                let files = round.isMultiple(of: 2) ? nil : fixture.folder.files
                try await fixture.server.update(
                    fixture.configuration([.init(host: "127.0.0.1", port: 0, certificate: files)])
                )
                await Task.yield()
            }
            #expect(round > 1)
            #expect(try await dialling.value == 60)
        }
    }

    @Test("a certificate that cannot be used changes nothing")
    func refused() async throws {
        try await TLSFixture.with { fixture in
            let other = try CertificateFolder()
            try other.write(from: -30, until: -1)
            let expired = EndpointConfiguration.Listener(host: "127.0.0.1", port: 0, certificate: other.files)
            let before = await fixture.server.listenerReports()
            do {
                try await fixture.server.update(fixture.configuration([expired]))
                Issue.record("an expired certificate was taken")
            } catch ListenFailure.certificate(.expired(let file, _)) {
                #expect(file == other.files.certificate)
            }
            #expect(await fixture.server.listenerReports() == before)
            let bot = try await fixture.endpoint.bot(tls: fixture.trusting)
            try await self.lives(bot)
        }
    }

    @Test("files that change are served to new connections; what cannot be used is not, and is told")
    func reloaded() async throws {
        try await TLSFixture.with { fixture in
            let held = try await fixture.endpoint.bot("10001", tls: fixture.trusting)
            #expect(await fixture.server.reloadCertificates().isEmpty)

            let fresh = try fixture.folder.write()
            let reloads = await fixture.server.reloadCertificates()
            #expect(reloads.count == 1)
            #expect(try reloads.first?.outcome.get() == fresh)
            let trusting = TestTLS(trusting: try fixture.folder.certificate, serverName: "localhost")
            let next = try await fixture.endpoint.bot("10002", tls: trusting)
            try await self.lives(held)
            try await self.lives(next)

            try fixture.folder.write("nothing", to: fixture.folder.files.privateKey)
            let problem = CertificateProblem.noKey(file: fixture.folder.files.privateKey)
            await #expect(throws: problem) { try await fixture.server.reloadCertificates().first?.outcome.get() }
            #expect(await fixture.server.reloadCertificates().isEmpty, "tried again without a change")
            let report = await fixture.server.listenerReports().first
            #expect(report?.certificate?.problem == problem && report?.certificate?.summary == fresh)
            let third = try await fixture.endpoint.bot("10003", tls: trusting)
            try await self.lives(third)
            // A change of something else is none of the broken files' business.
            var other = fixture.configuration([
                .init(host: "127.0.0.1", port: 0, certificate: fixture.folder.files)
            ])
            other.path = "/other"
            try await fixture.server.update(other)

            let last = try fixture.folder.write()
            #expect(try await fixture.server.reloadCertificates().first?.outcome.get() == last)
            #expect(await fixture.server.listenerReports().first?.certificate?.problem == nil)
        }
    }

    @Test("a key that is away for a while is told once, and served when it is back")
    func away() async throws {
        try await TLSFixture.with { fixture in
            let key = fixture.folder.files.privateKey
            try FileManager.default.moveItem(atPath: key, toPath: key + ".away")
            let problem = CertificateProblem.unreadable(file: key, errno: ENOENT)
            await #expect(throws: problem) { try await fixture.server.reloadCertificates().first?.outcome.get() }
            #expect(await fixture.server.reloadCertificates().isEmpty)
            #expect(await fixture.server.listenerReports().first?.certificate?.problem == problem)
            try FileManager.default.moveItem(atPath: key + ".away", toPath: key)
            #expect(try await fixture.server.reloadCertificates().first?.outcome.get() != nil)
            #expect(await fixture.server.listenerReports().first?.certificate?.problem == nil)
        }
    }

    @Test("a second listener speaks plain beside it")
    func extra() async throws {
        let change: (inout EndpointConfiguration) -> Void = { $0.listeners.append(.init(host: "127.0.0.2", port: 0)) }
        try await TLSFixture.with(change) { fixture in
            let reports = await fixture.server.listenerReports()
            #expect(reports.map { $0.certificate != nil } == [true, false])
            let secure = try await fixture.endpoint.bot("10001", tls: fixture.trusting)
            let plain = try await TestBot(port: reports[1].port, host: "127.0.0.2")
            #expect(try await plain.connect(selfID: "10002", key: EndpointFixture.key).status == 101)
            try await self.lives(secure)
            try await self.lives(plain)
        }
    }

    @Test("a start with a broken certificate fails; with an expired one it does not")
    func start() async throws {
        let folder = try CertificateFolder()
        try folder.write(from: -30, until: -1)
        let limits = EndpointConfiguration.Change {
            $0.listeners = [.init(host: "127.0.0.1", port: 0, certificate: folder.files)]
        }
        try await EndpointFixture.with(limits: limits) { endpoint in
            let bot = try await endpoint.bot(tls: TestTLS())
            await bot.close()
        }
        try folder.write("", to: folder.files.certificate)
        await #expect(throws: ListenFailure.certificate(.noCertificate(file: folder.files.certificate))) {
            try await EndpointFixture.with(limits: limits) { _ in }
        }
    }
}
