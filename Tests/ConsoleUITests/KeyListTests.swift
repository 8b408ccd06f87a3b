import ConsoleUI
import Foundation
import OneBot
import Snapshot
import Terminal
import Testing

@Suite("List of keys")
struct KeyListTests {
    static let left = Secret("Left7Lp3TzRw8Ny5BcD4gJh6KsAXk29f")

    static func snapshot(_ change: (inout Snapshot) -> Void = { _ in }) -> Snapshot {
        Fixture.typical { snapshot in
            snapshot.access.use = KeyUse(links: 1, lastUsed: now.addingTimeInterval(-7200), uses: 3)
            snapshot.access.named = [
                NamedKey(
                    name: "left",
                    key: self.left,
                    selfID: "1000010001",
                    from: ["172.16.0.0/12", "fd00::/8"],
                    use: KeyUse(links: 2, lastUsed: now.addingTimeInterval(-90), uses: 12)
                ),
                NamedKey(name: "nas", key: Secret("Nas07Lp3TzRw8Ny5BcD4gJh6KsAXk29f")),
            ]
            snapshot.access.previous = [
                PreviousKey(
                    replacedAt: now.addingTimeInterval(-300),
                    acceptedUntil: now.addingTimeInterval(300),
                    users: [
                        KeyUser(
                            selfID: "1000010002",
                            address: "10.0.0.9",
                            state: .connected,
                            last: now.addingTimeInterval(-20),
                            count: 1
                        ),
                        KeyUser(
                            selfID: nil,
                            address: "10.0.0.8",
                            state: .accepted,
                            last: now.addingTimeInterval(-60),
                            count: 2
                        ),
                    ]
                ),
                PreviousKey(
                    name: "old",
                    replacedAt: now.addingTimeInterval(-4000),
                    users: [
                        KeyUser(
                            selfID: "1000010003",
                            address: "2001:db8::7",
                            state: .refused,
                            last: now.addingTimeInterval(-3),
                            count: 7
                        )
                    ]
                ),
            ]
            change(&snapshot)
        }
    }

    /// The list, opened from the Settings.
    static func open(_ snapshot: Snapshot = Self.snapshot(), size: Size = Size(columns: 80, rows: 24)) -> Screen {
        var screen = Screen(snapshot, size: size)
        screen.type("8jjjj")
        screen.press(.enter)
        return screen
    }

    @Test("the row of the Settings says how many there are and that an old one is used still, and opens the list")
    func row() {
        var screen = Screen(Self.snapshot())
        screen.type("8")
        #expect(screen.text.contains("2 more: left, nas"))
        #expect(screen.text.contains("old key used by 3"))
        #expect(!Self.open().text.contains("old key used by 3"))
        var none = Screen(Fixture.typical())
        none.type("8")
        #expect(none.text.contains("the access key alone"))
        none.type(":key list")
        none.press(.enter)
        #expect(none.text.contains("a adds one"))
    }

    @Test("every key is there by its mask, with whom it is for and who uses an old one")
    func list() {
        var screen = Self.open()
        screen.type("j")
        for text in [
            "left", "1000010001", "172.16.0.0/12", "fd00::/8", "12 handshakes", "2 h", "accepted until", "1000010002",
            "10.0.0.9", "connected until it ends", "let in, gone again", "Key old revoked", "refused 7 times",
        ] {
            #expect(screen.text.contains(text), "\(text)")
        }
        #expect(screen.text.contains("••••••••\(Self.left.exposed.suffix(4))"))
        #expect(!screen.text.contains(Self.left.exposed) && !screen.text.contains(testKey.exposed))
    }

    @Test("c copies the key under the cursor, v shows it alone, and Esc leads back to the list")
    func copies() {
        var screen = Self.open()
        #expect(screen.type("c") == [.copy(testKey)])
        #expect(screen.type("jc") == [.copy(Self.left)])
        #expect(screen.lastLine.contains("Key left"))
        screen.type("v")
        #expect(screen.text.contains(Self.left.exposed))
        #expect(!screen.text.contains(testKey.exposed))
        #expect(screen.type("c") == [.copy(Self.left)])
        screen.press(.escape)
        #expect(!screen.text.contains(Self.left.exposed))
        #expect(screen.text.contains("nas"))
        // After its time it is masked again by itself.
        screen.type("v")
        screen.time += 31
        screen.send(.ticked)
        #expect(!screen.text.contains(Self.left.exposed))
        // The bare screen of everywhere is as before.
        screen.press(.escape)
        screen.type("1v")
        #expect(screen.text.contains(testKey.exposed) && !screen.text.contains(Self.left.exposed))
        screen.press(.escape)
        #expect(screen.text.contains("Connect a bot"))
    }

    @Test("d asks before it revokes; the access key cannot be revoked")
    func revoke() {
        var screen = Self.open()
        #expect(screen.type("d").isEmpty)
        #expect(screen.lastLine.contains("cannot be revoked"))
        #expect(screen.type("jd").isEmpty)
        #expect(screen.text.contains("2 connections"))
        #expect(screen.press(.enter).isEmpty, "Cancel is marked")
        #expect(screen.text.contains("nas"))
        screen.type("d")
        #expect(screen.type("y") == [.revokeKey(name: "left")])
        screen.send(.finished(.done("Key left is revoked, 2 connections are closed.")))
        #expect(screen.lastLine.contains("2 connections are closed"))
        screen.send(.snapshot(Self.snapshot { $0.access.named.removeFirst() }))
        #expect(!screen.text.contains("172.16.0.0/12"))
        #expect(screen.type("c") == [.copy(testKey)])
    }

    @Test("a asks for a name and bindings; what is refused stays to be mended")
    func add() {
        var screen = Self.open()
        screen.type("a")
        #expect(screen.model.isTyping)
        #expect(screen.press(.enter).isEmpty)
        #expect(screen.text.contains("A name is needed"))
        screen.type("third")
        screen.press(.tab)
        screen.type("1000010009")
        screen.press(.down)
        screen.type("10.0.0.0/8, ::1 fd00::/8")
        let wished = ConsoleEffect.addKey(
            name: "third",
            selfID: "1000010009",
            from: ["10.0.0.0/8", "::1", "fd00::/8"]
        )
        #expect(screen.press(.enter) == [wished])
        // On its way: neither typed in nor sent twice.
        #expect(screen.press(.enter).isEmpty)
        screen.type("x")
        screen.send(.finished(.keyRefused("there is a key named third already.")))
        #expect(screen.text.contains("✗ there is a key named third already."))
        screen.press(Key(.tab, .shift))
        screen.press(Key(.tab, .shift))
        screen.type("2")
        #expect(
            screen.press(.enter) == [
                .addKey(name: "third2", selfID: "1000010009", from: ["10.0.0.0/8", "::1", "fd00::/8"])
            ]
        )
        screen.send(.finished(.keyAdded(name: "third2", text: "Key third2 is good from now on.")))
        #expect(screen.lastLine.contains("third2 is good"))
        // Before it is there, no other key is taken for it.
        #expect(screen.type("c").isEmpty)
        screen.type("v")
        #expect(!screen.text.contains(testKey.exposed))
        let added = NamedKey(name: "third2", key: Secret("Third7Lp3TzRw8Ny5BcD4gJh6KsAXk29"))
        screen.send(.snapshot(Self.snapshot { $0.access.named.append(added) }))
        #expect(screen.type("c") == [.copy(added.key)], "the cursor is on the new one")
        screen.type("a")
        screen.press(.escape)
        #expect(screen.text.contains("nas") && !screen.model.isTyping)
    }

    @Test("a list that is longer than the screen scrolls to its end and back", arguments: [12, 24])
    func scrolls(rows: Int) {
        var many = Self.snapshot()
        many.access.named = (0..<64).map { NamedKey(name: "key\($0)", key: Secret("key-number-\($0)-of-many")) }
        var screen = Self.open(many, size: Size(columns: 80, rows: rows))
        screen.type("G")
        #expect(screen.text.contains("key63"))
        for _ in 0..<20 { screen.type("j") }
        #expect(screen.text.contains("refused 7 times"))
        let end = screen.model
        screen.type("j")
        #expect(screen.model == end)
        screen.type("g")
        #expect(screen.text.contains("Access key"))
        screen.press(.pageDown, .pageUp)
        #expect(screen.text.contains("key0"))
    }

    @Test("a bot's page says which key its links came with")
    func detail() {
        var snapshot = Self.snapshot()
        snapshot.bots[0].links[0].key = .named("left")
        var screen = Screen(snapshot)
        screen.press(.enter)
        #expect(screen.text.contains("key left"))
        snapshot.bots[0].links[0].key = .previous
        screen.send(.snapshot(snapshot))
        #expect(screen.text.contains("previous key"))
        snapshot.bots[0].links[0].key = .accessKey
        screen.send(.snapshot(snapshot))
        #expect(!screen.text.contains("key left") && !screen.text.contains("previous key"))
    }
}

extension GoldenTests.Scene {
    func prepareKeys(_ screen: inout Screen) {
        screen.type("8jjjj")
        screen.press(.enter)
        switch self {
        case .keysForm:
            screen.type("a")
            screen.type("third")
            screen.press(.tab)
            screen.type("1000010009")
            screen.press(.tab, .enter)
            screen.send(.finished(.keyRefused("name: there is a key named third already. Choose another name.")))
        case .keysRevoke: screen.type("jd")
        case .keysBare: screen.type("jv")
        default: screen.type("j")
        }
    }
}
