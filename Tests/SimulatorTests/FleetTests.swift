import Endpoint
import EndpointTesting
import Foundation
import NIOCore
import NIOPosix
import OneBot
import Simulator
import Testing

extension LiveTests {
    @Suite("Fleets against the real endpoint")
    struct FleetTests {
        @Test(
            "every implementation connects, is understood, and its events are counted one by one",
            arguments: Implementation.allCases
        )
        func implementations(_ implementation: Implementation) async throws {
            try await SimulatorFixture.with(
                fleet: FleetChange {
                    $0.implementation = implementation
                    $0.bots = 3
                    $0.count = 40
                }
            ) { fixture in
                let first = await fixture.fleet.start()
                #expect(first == [.connected, .connected, .connected])
                await fixture.fleet.waitUntilSent()
                #expect(
                    await eventually {
                        await fixture.server.report().bots.allSatisfy { $0.implementationVersion != nil }
                    }
                )
                let bots = await fixture.server.report().bots.sorted { $0.selfID < $1.selfID }
                #expect(bots.map(\.selfID) == ["1000010001", "1000010002", "1000010003"])
                #expect(bots.allSatisfy { $0.name?.isEmpty == false })
                let names: [Implementation: String] = [
                    .napCat: "NapCat.Onebot", .llBot: "LLOneBot", .goCQHTTP: "go-cqhttp", .lagrange: "Lagrange.OneBot",
                ]
                #expect(bots.allSatisfy { $0.implementation == names[implementation] })
                let links = await fixture.server.report().links
                let roles: Set<LinkRole> = implementation == .goCQHTTP ? [.api, .event] : [.universal]
                #expect(Set(links.map(\.role)) == roles)

                await fixture.fleet.stop()
                let counts = fixture.fleet.counts
                #expect(counts.events - counts.metaEvents == 120)
                #expect(counts.metaEvents >= 3)
                #expect(counts.open == 0)
                #expect(await eventually { await fixture.server.report().links.isEmpty })
                let carried = await fixture.carried()
                #expect(carried.events == counts.events)
                #expect(carried.metas == counts.metaEvents)
                #expect(carried.badFrames == 0)
                #expect(carried.callFailures == 0)
                #expect(counts.answered == counts.calls && counts.calls >= 6)
                #expect(fixture.seen.calls.allSatisfy { $0.result == .ok })
            }
        }

        @Test("heartbeats come at the interval that they announce")
        func heartbeats() async throws {
            try await SimulatorFixture.with(
                fleet: FleetChange {
                    $0.rate = 0
                    $0.heartbeat = .milliseconds(50)
                }
            ) { fixture in
                _ = await fixture.fleet.start()
                #expect(await eventually { fixture.fleet.counts.metaEvents >= 4 })
                let link = try #require(await fixture.server.report().links.first)
                #expect(link.announcedHeartbeatMilliseconds == 50)
                #expect(link.online == true)
            }
        }

        @Test("it comes back when the endpoint has closed the connection")
        func comesBack() async throws {
            try await SimulatorFixture.with(fleet: FleetChange { $0.pace.reconnect = .milliseconds(20) }) { fixture in
                _ = await fixture.fleet.start()
                #expect(await fixture.server.disconnect(selfID: "1000010001") == 1)
                #expect(await eventually { fixture.fleet.counts.accepted == 2 })
                #expect(fixture.fleet.counts.reconnects == 1)
                #expect(fixture.seen.closeCodes == [1000])
            }
        }

        @Test("group messages have the size that was asked for", arguments: [2000, 100_000])
        func sizes(_ size: Int) async throws {
            try await SimulatorFixture.with(
                fleet: FleetChange {
                    $0.messageBytes = size
                    $0.count = 30
                }
            ) { fixture in
                _ = await fixture.fleet.start()
                await fixture.fleet.waitUntilSent()
                #expect(fixture.fleet.counts.bytesOut > 10 * size)
                await fixture.fleet.stop()
                #expect(await eventually { await fixture.carried().events == fixture.fleet.counts.events })
            }
        }

        @Test("where nothing listens, the first try says so")
        func nobodyThere() async throws {
            // Taken and given back: free for as long as this test needs.
            let port = try await RawServer.freePort()
            let configuration = FleetConfiguration(
                address: EndpointAddress(host: "127.0.0.1", port: port),
                key: Secret(SimulatorFixture.key),
                seed: 1
            )
            let fleet = SimulatedFleet(configuration, group: .singletonMultiThreadedEventLoopGroup)
            #expect(await fleet.start() == [.failed(.refused)])
            await fleet.stop()
        }

        @Test("many bots at once, and all are there")
        func many() async throws {
            try await SimulatorFixture.with(
                fleet: FleetChange {
                    $0.bots = 200
                    $0.count = 5
                }
            ) { fixture in
                let first = await fixture.fleet.start()
                #expect(first.count == 200 && first.allSatisfy { $0 == .connected })
                await fixture.fleet.waitUntilSent()
                await fixture.fleet.stop()
                #expect(await eventually { await fixture.server.report().links.isEmpty })
                #expect(await fixture.carried().events == fixture.fleet.counts.events)
                #expect(fixture.fleet.counts.events - fixture.fleet.counts.metaEvents == 1000)
            }
        }

        @Test("a server that answers with our key does not get it printed")
        func keyInBody() async throws {
            try await RawServer.with(
                answer: "HTTP/1.1 403 Forbidden\r\nContent-Length: 40\r\n\r\nno: \(SimulatorFixture.key)1234"
            ) {
                port in
                let seen = Seen()
                let configuration = FleetConfiguration(
                    address: EndpointAddress(host: "127.0.0.1", port: port),
                    key: Secret(SimulatorFixture.key),
                    seed: 1
                )
                let fleet = SimulatedFleet(configuration, group: .singletonMultiThreadedEventLoopGroup) { seen.add($0) }
                let first = await fleet.start()
                await fleet.stop()
                guard case .refused(let refusal) = first.first else {
                    Issue.record("\(first)")
                    return
                }
                #expect(refusal.status == 403)
                #expect(refusal.sentence.hasPrefix("no: •"))
                #expect(!"\(seen.all)".contains(SimulatorFixture.key))
            }
        }

        @Test(
            "an answer that is no upgrade is told for what it is",
            arguments: [
                ("SSH-2.0-OpenSSH_9.2\r\n", ConnectFailure.notHTTP),
                (
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: AAAA\r\n\r\n", .badUpgrade("Invalid Sec-WebSocket-Accept header")
                ),
                ("", .hungUp),
            ]
        )
        func strangeServers(_ answer: String, _ failure: ConnectFailure) async throws {
            try await RawServer.with(answer: answer) { port in
                let configuration = FleetConfiguration(
                    address: EndpointAddress(host: "127.0.0.1", port: port),
                    key: Secret(SimulatorFixture.key),
                    seed: 1
                )
                let fleet = SimulatedFleet(configuration, group: .singletonMultiThreadedEventLoopGroup)
                #expect(await fleet.start() == [.failed(failure)])
                await fleet.stop()
            }
        }
    }
}
