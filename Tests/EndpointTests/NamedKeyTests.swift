import EndpointTesting
import NIOCore
import OneBot
import Testing

@testable import Endpoint

/// Further keys at a real socket.
@Suite("Named keys")
struct NamedKeyTests {
    private static let left = "Left7Lp3TzRw8Ny5BcD4gJh6KsAXk29f"
    private static let far = "Far07Lp3TzRw8Ny5BcD4gJh6KsAXk29f"

    private static let access = AccessPolicy(
        key: Secret(EndpointFixture.key),
        boundKeys: [
            .init(name: "left", key: Secret(Self.left), selfID: "42") { $0.hasPrefix("127.") },
            .init(name: "far", key: Secret(Self.far)) { $0.hasPrefix("10.") },
        ],
        recognise: {
            String(decoding: $0, as: UTF8.self) == "revoked-key-of-a-bot" ? .init(.retired, name: "gone") : .unknown
        }
    )

    private static func event(_ selfID: String) -> String {
        #"{"post_type":"meta_event","meta_event_type":"lifecycle","sub_type":"connect","self_id":\#(selfID),"time":1}"#
    }

    @Test(
        "a key opens for what it is bound to; any other use is a plain 403, told to the operator alone",
        arguments: [
            (left, "42", 101, nil, nil), (left, "0042", 101, nil, nil), (left, nil, 101, nil, nil),
            (left, "43", 403, KeyMistake.boundElsewhere, "42"), (left, "x", 403, .boundElsewhere, "42"),
            (far, "42", 403, .boundElsewhere, nil), (EndpointFixture.key, "43", 101, nil, nil),
            ("\"\(left)\"", "42", 403, .quoted, nil), (String(left.dropLast(4)), "42", 403, .cut, nil),
            ("revoked-key-of-a-bot", "42", 403, .retired, nil),
        ] as [(String, String?, Int, KeyMistake?, String?)]
    )
    func bound(key: String, selfID: String?, status: Int, mistake: KeyMistake?, boundTo: String?) async throws {
        try await EndpointFixture.with(access: Self.access) { endpoint in
            let bot = try await TestBot(port: endpoint.port)
            let answer = try await bot.connect(selfID: selfID, key: key)
            #expect(answer.status == status)
            if status == 403 {
                #expect(answer.headers["x-refused-by"] == "AUTH")
                #expect(!answer.body.contains("bound") && !answer.body.contains("left"))
            }
            #expect(await eventually { !endpoint.server.ledger.entries.isEmpty })
            let entry = try #require(endpoint.server.ledger.entries.last)
            #expect(entry.status == status)
            #expect(entry.keyMistake == mistake)
            #expect(entry.key?.boundTo == boundTo)
            let names: [String: String] = [Self.far: "far", EndpointFixture.key: "", "revoked-key-of-a-bot": "gone"]
            #expect(entry.key?.name ?? "" == names[key] ?? "left")
            await bot.close()
        }
    }

    @Test("without X-Self-ID the first event says whose it is: the right one is taken, another is cut with 1008")
    func nameless() async throws {
        try await EndpointFixture.with(access: Self.access) { endpoint in
            let right = try await TestBot(port: endpoint.port)
            #expect(try await right.connect(selfID: nil, key: Self.left).status == 101)
            try await right.send(Self.event("42"))
            #expect(await eventually { await endpoint.server.report().links.first?.selfID == "42" })

            let wrong = try await TestBot(port: endpoint.port)
            #expect(try await wrong.connect(selfID: nil, key: Self.left).status == 101)
            try await wrong.send(Self.event("43"))
            #expect(try await wrong.frame(opcode: 8).closeCode == 1008)
            let entry = try #require(endpoint.server.ledger.entries.last)
            #expect(entry.cause == "SEC-05" && entry.status == 0)
            #expect(entry.selfID == "43" && entry.key?.boundTo == "42" && entry.key?.name == "left")
            // What it forged is nowhere.
            #expect(await endpoint.server.report().bots.map(\.selfID) == ["42"])
            #expect(await endpoint.server.events(after: EventCursor(), limit: 10).page.records.count == 1)
            await right.close()
            await wrong.close()
        }
    }

    @Test("a grace does not lift what the key is bound to", arguments: [("42", 101), ("43", 403)])
    func graceOfABoundKey(selfID: String, status: Int) async throws {
        let access = AccessPolicy(
            key: Self.access.key,
            boundKeys: Self.access.boundKeys,
            recognise: { _ in .init(.inGrace) }
        )
        try await EndpointFixture.with(access: access) { endpoint in
            let bot = try await TestBot(port: endpoint.port)
            #expect(try await bot.connect(selfID: selfID, key: Self.left).status == status)
            await bot.close()
        }
    }

    @Test(
        "an event that does not say whose it is ends the link of a bound key",
        arguments: ["", #""self_id":43.5,"#, #""self\u005fid":43,"#, #""self_id":99999999999999999999,"#]
    )
    func unsaid(member: String) async throws {
        try await EndpointFixture.with(access: Self.access) { endpoint in
            let bot = try await TestBot(port: endpoint.port)
            #expect(try await bot.connect(selfID: "42", key: Self.left).status == 101)
            try await bot.send(#"{\#(member)"post_type":"notice","notice_type":"x","time":1}"#)
            #expect(try await bot.frame(opcode: 8).closeCode == 1008)
            #expect(await endpoint.server.events(after: EventCursor(), limit: 10).page.records.isEmpty)
            await bot.close()
        }
    }

    @Test("an event of another account later ends the link as well; with the access key it does not")
    func forged() async throws {
        try await EndpointFixture.with(access: Self.access) { endpoint in
            for (key, isCut) in [(Self.left, true), (EndpointFixture.key, false)] {
                let bot = try await TestBot(port: endpoint.port)
                #expect(try await bot.connect(selfID: "42", key: key).status == 101)
                try await bot.send(Self.event("42"))
                try await bot.send(Self.event("43"))
                if isCut {
                    #expect(try await bot.frame(opcode: 8).closeCode == 1008)
                } else {
                    #expect(
                        await eventually {
                            await endpoint.server.report().links.contains { $0.session.tally.otherSelfID == 43 }
                        }
                    )
                }
                await bot.close()
            }
        }
    }

    @Test("a revoked key closes its links with 1008 and nobody else's, and opens no more")
    func revoked() async throws {
        try await EndpointFixture.with(access: Self.access) { endpoint in
            let own = try await TestBot(port: endpoint.port)
            #expect(try await own.connect(selfID: "42", key: Self.left).status == 101)
            let other = try await endpoint.bot("43")
            #expect(await eventually { await endpoint.server.report().links.count == 2 })
            #expect(await endpoint.server.closeRevoked() == 0)
            endpoint.server.update(AccessPolicy(key: Secret(EndpointFixture.key)))
            #expect(await endpoint.server.closeRevoked() == 1)
            let close = try await own.frame(opcode: 8)
            #expect(close.closeCode == 1008)
            #expect(close.text.hasSuffix("the key was revoked"))
            await own.close()
            #expect(await eventually { await endpoint.server.report().links.map(\.selfID) == ["43"] })
            let again = try await TestBot(port: endpoint.port)
            #expect(try await again.connect(selfID: "42", key: Self.left).status == 403)
            await again.close()
            await other.close()
        }
    }

    /// What becomes of a key, and of a link of account 42 that it opened from 127.0.0.1.
    private static let changes: [(String, AccessPolicy, isCut: Bool, name: String)] = [
        ("it is called otherwise", policy("other", selfID: "42"), false, "other"),
        ("it is bound to the same account, written otherwise", policy("left", selfID: "0042"), false, "left"),
        ("it is bound to nobody", policy("left"), false, "left"),
        ("it is bound to another account", policy("left", selfID: "43"), true, ""),
        ("it is called otherwise and bound to another account", policy("other", selfID: "43"), true, ""),
        ("it is bound to other addresses", policy("left", from: "10."), true, ""),
        ("another has its name", policy("left", key: far), true, ""),
        ("it is the access key", AccessPolicy(key: Secret(left)), false, ""),
    ]

    private static func policy(
        _ name: String,
        key: String = left,
        selfID: String = "",
        from: String = "127."
    ) -> AccessPolicy {
        let bound = AccessPolicy.BoundKey(name: name, key: Secret(key), selfID: selfID) { $0.hasPrefix(from) }
        return AccessPolicy(key: Secret(EndpointFixture.key), boundKeys: [bound])
    }

    @Test("open links are judged anew, by the key and what it is bound to", arguments: changes.indices)
    func changed(index: Int) async throws {
        let (what, policy, isCut, name) = Self.changes[index]
        try await EndpointFixture.with(access: Self.access) { endpoint in
            let bot = try await TestBot(port: endpoint.port)
            #expect(try await bot.connect(selfID: "42", key: Self.left).status == 101)
            let other = try await endpoint.bot("43")
            #expect(await eventually { await endpoint.server.report().links.count == 2 })
            endpoint.server.update(policy)
            #expect(await endpoint.server.closeRevoked() == (isCut ? 1 : 0), "\(what)")
            if isCut {
                #expect(try await bot.frame(opcode: 8).closeCode == 1008, "\(what)")
            } else {
                let link = try #require(await endpoint.server.report().links.first { $0.selfID == "42" })
                #expect(!link.session.keyIsRetired, "\(what)")
                if case .bound(let present, _) = link.session.proof { #expect(present == name) }
                #expect((link.session.proof.isMain) == name.isEmpty, "\(what)")
            }
            await bot.close()
            await other.close()
        }
    }

    @Test("a link that has not said whose it is yet must keep to what its key is bound to by then")
    func changedBeforeTheFirstEvent() async throws {
        try await EndpointFixture.with(access: Self.policy("left")) { endpoint in
            let bot = try await TestBot(port: endpoint.port)
            #expect(try await bot.connect(selfID: nil, key: Self.left).status == 101)
            #expect(await eventually { await endpoint.server.report().links.count == 1 })
            endpoint.server.update(Self.policy("left", selfID: "42"))
            #expect(await endpoint.server.closeRevoked() == 0)
            try await bot.send(Self.event("43"))
            #expect(try await bot.frame(opcode: 8).closeCode == 1008)
            await bot.close()
        }
    }

    @Test("of many handshakes none slips through while their key is taken away", arguments: 0..<4)
    func race(_: Int) async throws {
        let named = AccessPolicy.BoundKey(name: "many", key: Secret(Self.left))
        let access = AccessPolicy(key: Secret(EndpointFixture.key), boundKeys: [named])
        try await EndpointFixture.with(access: access) { endpoint in
            var bots: [TestBot] = []
            for _ in 0..<40 { bots.append(try await TestBot(port: endpoint.port)) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, bot) in bots.enumerated() {
                    group.addTask {
                        let answer = try await bot.connect(selfID: "\(number + 1)", key: Self.left)
                        guard answer.status == 101 else { return #expect(answer.status == 403) }
                        #expect(try await bot.frame(opcode: 8).closeCode == 1008)
                    }
                }
                // Some are in and the others on their way.
                #expect(await eventually { await !endpoint.server.report().links.isEmpty })
                endpoint.server.update(AccessPolicy(key: Secret(EndpointFixture.key)))
                #expect(await endpoint.server.closeRevoked() > 0)
                try await group.waitForAll()
            }
            for bot in bots { await bot.close() }
            #expect(await eventually { await endpoint.server.report().links.isEmpty })
        }
    }

    @Test("a right key in a wrong place is no guess: its address is not blocked")
    func noGuess() async throws {
        try await EndpointFixture.with(access: Self.access) { endpoint in
            for _ in 0..<12 {
                let answer = try await endpoint.request(headers: TestBot.napCatHeaders(selfID: "43", key: Self.left))
                #expect(answer.status == 403)
            }
            #expect(await endpoint.server.report().blocked.isEmpty)
        }
    }
}

extension KeyProof {
    fileprivate var isMain: Bool { if case .main = self { true } else { false } }
}
