import EndpointTesting
import Foundation
import TerminalTesting
import Testing

/// Mistakes at connecting, made against the built program, and what its doctor says of each.
@Suite(.serialized)
struct AttemptFaultTests {
    @Test("each mistake is answered with its status, named with its id, and gone when the bot gets in")
    func faults() async throws {
        try await withConsoleHome { home in
            _ = try await home.serve()
            let port = try await home.port()
            let retired = try await home.key()
            #expect(try await home.run("key", "rotate").exit == 0)
            let key = try await home.key()

            // Each from an address of its own: what one mends is not the others'.
            let faults = AttemptFault.all.enumerated().map {
                Made(address: "127.0.1.\($0.offset + 1)", fault: $0.element)
            }
            for made in faults {
                let (address, fault) = (made.address, made.fault)
                let bot = try await TestBot(port: port, from: address)
                try await bot.peer.write(fault.bytes(key, retired))
                if let status = fault.status {
                    #expect(try await bot.answer().status == status, "\(fault.name)")
                }
                await bot.close()
            }
            let report = try await home.status(until: "every mistake is named") { report in
                faults.allSatisfy { fault in report.findings.contains { fault.isNamed(by: $0) } }
            }
            for made in faults {
                let fault = made.fault
                let finding = try #require(report.findings.first(where: made.isNamed))
                #expect((finding.title + finding.evidence).contains(says: fault.says), "\(fault.name): \(finding)")
                #expect(!finding.title.isEmpty && !finding.fix.isEmpty, "\(fault.name)")
                let words = finding.title + finding.evidence + finding.fix.joined()
                #expect(!words.contains(key) && !words.contains(retired))
            }

            var bots: [TestBot] = []
            for made in faults {
                bots.append(try await TestBot.online(port: port, key: key, selfID: "1000010009", from: made.address))
                // Four links of one account at most, and an end takes its moment to be noticed.
                if bots.count == 2 {
                    await bots.removeFirst().close()
                    try await home.status(until: "one link less") { $0.bots.first?.links.count == 1 }
                }
            }
            try await home.status(until: "every error is gone") { report in
                !report.findings.contains { $0.severity == "error" }
            }
            for bot in bots { await bot.close() }
        }
    }
}

/// A mistake and the address it is made from.
private struct Made {
    let address: String
    let fault: AttemptFault

    func isNamed(by finding: StatusReport.Finding) -> Bool {
        finding.id == self.fault.id && finding.subject == self.address
    }
}
