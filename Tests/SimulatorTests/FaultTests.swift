import Endpoint
import EndpointTesting
import NIOCore
import Simulator
import Testing

extension LiveTests {
    @Suite("Faults and what the endpoint makes of them")
    struct FaultTests {
        @Test(
            "a faulty handshake is refused with the status of its cause",
            arguments: [
                (Fault.wrongKey, 403), (.noKey, 401), (.emptyKey, 401), (.badSelfID, 400), (.wrongPath, 404),
                (.oneBot12, 501), (.httpPost, 405), (.noUpgrade, 426),
            ],
            Implementation.allCases
        )
        func refused(_ expected: (fault: Fault, status: Int), _ implementation: Implementation) async throws {
            try await SimulatorFixture.with(
                fleet: FleetChange {
                    $0.implementation = implementation
                    $0.faults = [expected.fault]
                }
            ) { fixture in
                let first = await fixture.fleet.start()
                guard case .refused(let refusal) = first.first else {
                    Issue.record("\(first)")
                    return
                }
                #expect(refusal.status == expected.status)
                #expect(!refusal.sentence.isEmpty)
                #expect(fixture.fleet.counts.accepted == 0)
            }
        }

        /// Runs a fleet of one with a fault until `condition` holds.
        private func meets(
            _ fault: Fault,
            _ change: FleetChange = .none,
            sourceLocation: SourceLocation = #_sourceLocation,
            _ condition: (SimulatorFixture) async throws -> Bool
        ) async throws {
            try await SimulatorFixture.with(
                fleet: FleetChange {
                    $0.faults = [fault]
                    $0.pace.reconnect = .milliseconds(50)
                    change.apply(&$0)
                }
            ) { fixture in
                #expect(await fixture.fleet.start() == [.connected], sourceLocation: sourceLocation)
                let holds = try await eventually { try await condition(fixture) }
                #expect(
                    holds,
                    "\(fixture.fleet.counts) \(fixture.seen.all.suffix(5))",
                    sourceLocation: sourceLocation
                )
            }
        }

        @Test("without X-Self-ID the first event names the account")
        func noSelfID() async throws {
            try await self.meets(.noSelfID) { await $0.server.report().bots.first?.selfID == "1000010001" }
        }

        @Test("no heartbeat comes, events do")
        func noHeartbeat() async throws {
            try await self.meets(.noHeartbeat, FleetChange { $0.heartbeat = .milliseconds(10) }) { fixture in
                let link = await fixture.server.report().links.first
                return (link?.counters.events ?? 0) > 20 && link?.lastHeartbeat == nil
            }
        }

        @Test("an account that QQ has thrown out says so at once")
        func offline() async throws {
            try await self.meets(.offline) { await $0.server.report().links.first?.online == false }
        }

        @Test("a silent bot answers pings and says nothing")
        func silent() async throws {
            try await self.meets(.silent) { fixture in
                let pongs = await fixture.server.ping(selfID: "1000010001")
                let events = await fixture.server.report().links.first?.counters.events
                return pongs.count == 1 && pongs[0] != nil && events == 0
            }
        }

        @Test("a dead bot says that it is there and then nothing, not even a pong")
        func dead() async throws {
            try await self.meets(.dead) { fixture in
                let pongs = await fixture.server.ping(selfID: "1000010001", timeout: .milliseconds(200))
                let events = await fixture.server.report().links.first?.counters.events
                return pongs.count == 1 && pongs[0] == nil && events == 1
            }
        }

        @Test("an orphan is left behind by a newer connection, which carries everything")
        func orphan() async throws {
            try await self.meets(.orphan) { fixture in
                let newest = await fixture.server.report().links.last
                return fixture.fleet.counts.accepted >= 2 && (newest?.counters.messages ?? 0) > 5
            }
        }

        @Test("two programs on one account send everything twice")
        func twice() async throws {
            try await SimulatorFixture.with(
                fleet: FleetChange {
                    $0.faults = [.twice]
                    $0.count = 20
                }
            ) { fixture in
                #expect(await fixture.fleet.start() == [.connected, .connected])
                #expect(await fixture.server.report().bots.count == 1)
                await fixture.fleet.waitUntilSent()
                #expect(fixture.fleet.counts.events - fixture.fleet.counts.metaEvents == 40)
            }
        }

        @Test("a slow reader sends, and hears neither calls nor pings")
        func slowReader() async throws {
            try await self.meets(.slowReader) { fixture in
                let pongs = await fixture.server.ping(selfID: "1000010001", timeout: .milliseconds(200))
                let events = await fixture.server.report().links.first?.counters.events ?? 0
                return pongs.count == 1 && pongs[0] == nil && events > 5 && fixture.fleet.counts.calls == 0
            }
        }

        @Test("a flood arrives whole")
        func flood() async throws {
            try await SimulatorFixture.with(
                fleet: FleetChange {
                    $0.faults = [.flood]
                    $0.count = 5000
                }
            ) { fixture in
                _ = await fixture.fleet.start()
                await fixture.fleet.waitUntilSent()
                await fixture.fleet.stop()
                #expect(await eventually { await fixture.carried().events == fixture.fleet.counts.events })
                #expect(fixture.fleet.counts.events - fixture.fleet.counts.metaEvents == 5000)
            }
        }

        @Test("in the midst of a flood pings are answered")
        func floodAnswers() async throws {
            try await self.meets(.flood) { fixture in
                let pongs = await fixture.server.ping(selfID: "1000010001", timeout: .seconds(10))
                return pongs.count == 1 && pongs[0] != nil && fixture.fleet.counts.events > 1000
            }
        }

        @Test("broken JSON and binary frames are counted as bad, each of them", arguments: [Fault.badJSON, .binary])
        func badFrames(_ fault: Fault) async throws {
            try await self.meets(fault, FleetChange { $0.count = 12 }) { fixture in
                let carried = await fixture.carried()
                return carried.badFrames == 12 && carried.messages == 0
            }
        }

        @Test("a picture of 50 MiB arrives as one event")
        func huge() async throws {
            try await self.meets(.huge, FleetChange { $0.count = 3 }) { fixture in
                let carried = await fixture.carried()
                return carried.bytesIn > 50 << 20 && carried.events == fixture.fleet.counts.events
                    && carried.badFrames == 0
            }
        }

        @Test("what has ended its own direction is closed and comes back")
        func halfClose() async throws {
            try await self.meets(.halfClose, FleetChange { $0.pace.halfCloseAfter = .milliseconds(50) }) {
                $0.fleet.counts.accepted >= 2
            }
        }

        @Test("a bot that drops its connection comes back, again and again")
        func reconnect() async throws {
            try await self.meets(.reconnect, FleetChange { $0.pace.dropAfter = .milliseconds(30) }) {
                $0.fleet.counts.accepted >= 4
            }
        }

        @Test("frames without a mask are answered with 1002")
        func unmasked() async throws {
            try await self.meets(.unmasked) { $0.seen.closeCodes.contains(1002) }
        }

        @Test("unanswered calls leave the bot without a name")
        func noAnswer() async throws {
            try await self.meets(.noAnswer) { fixture in
                let counts = fixture.fleet.counts
                return counts.calls >= 2 && counts.answered == 0
                    && fixture.seen.calls.allSatisfy { $0.result == .unanswered }
            }
            try await self.meets(.noAnswer, FleetChange { $0.count = 5 }) { fixture in
                await fixture.fleet.waitUntilSent()
                return await fixture.server.report().bots.first?.name == nil
            }
        }

        @Test(
            "late answers and answers in parts are understood",
            arguments: [Fault.lateAnswer, .streamAnswer, .twiceAnswer]
        )
        func oddAnswers(_ fault: Fault) async throws {
            try await self.meets(fault, FleetChange { $0.pace.lateAnswer = .milliseconds(80) }) {
                await $0.server.report().bots.first?.name != nil
            }
        }

        @Test("failed calls are counted as failed")
        func failedAnswer() async throws {
            try await self.meets(.failedAnswer) { fixture in
                await fixture.carried().callFailures >= 2 && fixture.seen.calls.allSatisfy { $0.result == .failed }
            }
        }

        @Test("odd times and ids are still events", arguments: [Fault.timeInMilliseconds, .bigIDs, .stringFormat])
        func oddValues(_ fault: Fault) async throws {
            try await self.meets(fault, FleetChange { $0.count = 20 }) { fixture in
                let carried = await fixture.carried()
                return carried.events - carried.metas == 20 && carried.badFrames == 0
            }
        }
    }
}
