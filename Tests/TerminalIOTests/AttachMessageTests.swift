import Terminal
import TerminalIO
import TerminalTesting
import Testing

@Suite struct AttachMessageTests {
    static let hello = AttachHello(
        program: "0.1.0",
        terminal: "xterm-256color",
        size: Size(columns: 80, rows: 24),
        language: "zh",
        environment: ["LANG": "zh_CN.UTF-8", "SSH_CONNECTION": "10.0.0.9 51234 203.0.113.7 22", "NO_COLOR": ""]
    )

    static let messages: [AttachMessage] = [
        .hello(Self.hello), .input([0x1B, 0x5B, 0x41]), .resized(Size(columns: 132, rows: 43)), .resumed,
        .shown, .frame([4, 5]), .output([1, 2, 3]), .output([]), .clipboard(Array("key 小".utf8)), .suspend,
        .end(.detached), .end(.stopped),
        .end(.refused("version 1 and 2")), .end(.otherVersion(program: "0.9.0")), .end(.replaced),
    ]

    @Test("every message comes out as it went in, wherever the bytes are cut")
    func splits() throws {
        let bytes = Self.messages.flatMap(\.bytes)
        for cut in 0...bytes.count {
            var decoder = AttachDecoder()
            let seen = try decoder.consume(bytes[..<cut]) + decoder.consume(bytes[cut...])
            #expect(seen == Self.messages, "cut at \(cut)")
        }
    }

    @Test(
        "what can be no message breaks the connection",
        arguments: [
            [0, 0, 0, 0, 0], [99, 0, 0, 0, 1, 1], [16, 0xFF, 0xFF, 0xFF, 0xFF], [2, 0, 0x10, 0, 1],
            [3, 0, 0, 0, 3, 0, 80, 0],
            [19, 0, 0, 0, 0], [19, 0, 0, 0, 1, 77], [1, 0, 0, 0, 1, 0x61], [1, 0, 0, 0, 2, 0xFF, 0xFE],
            [1, 0, 0, 0, 9] + Array("columns=1".utf8),
        ] as [[UInt8]]
    )
    func hostile(bytes: [UInt8]) {
        var decoder = AttachDecoder()
        #expect(throws: AttachDecoder.Broken.self) { try decoder.consume(bytes) }
    }

    @Test("the length of a message is refused before its bytes are awaited")
    func length() {
        var decoder = AttachDecoder()
        #expect(throws: AttachDecoder.Broken.self) { try decoder.consume([16, 0x7F, 0, 0, 0] as [UInt8]) }
    }

    @Test("an onlooker's hello asks for a version that knows onlookers; everybody else's for the first")
    func onlooker() throws {
        var hello = AttachHello(
            program: "0.1.0",
            terminal: "xterm",
            size: Size(columns: 80, rows: 24),
            isReadOnly: true
        )
        #expect(hello.version == 2)
        #expect(AttachHello(program: "0.1.0", terminal: "xterm", size: hello.size).version == 1)
        hello.environment = [:]
        var decoder = AttachDecoder()
        guard case .hello(let arrived)? = try decoder.consume(AttachMessage.hello(hello).bytes).first else {
            Issue.record("no hello")
            return
        }
        #expect(arrived.isReadOnly && AttachHello.versions.contains(arrived.version))
        // A restriction that is not known is one all the same.
        let text = Array("version=2\nprogram=9.9\naccess=events-only".utf8)
        guard case .hello(let other)? = try decoder.consume([1, 0, 0, 0, UInt8(text.count)] + text).first else {
            Issue.record("no hello")
            return
        }
        #expect(other.isReadOnly)
    }

    @Test("a hello says when there is no shell to go back to, and one that says nothing of it has one")
    func shell() throws {
        for hasShell in [true, false] {
            let hello = AttachHello(program: "1", terminal: "xterm", size: Self.hello.size, hasShell: hasShell)
            var decoder = AttachDecoder()
            #expect(try decoder.consume(AttachMessage.hello(hello).bytes) == [.hello(hello)])
        }
        let text = Array("version=1\nprogram=0.1.0".utf8)
        var decoder = AttachDecoder()
        guard case .hello(let older)? = try decoder.consume([1, 0, 0, 0, UInt8(text.count)] + text).first else {
            Issue.record("no hello")
            return
        }
        #expect(older.hasShell)
    }

    @Test("a hello of another version can still be read, so that it can be refused with a sentence")
    func version() throws {
        let text = Array("version=7\nprogram=9.9\nsomething=else".utf8)
        var decoder = AttachDecoder()
        let messages = try decoder.consume([1, 0, 0, 0, UInt8(text.count)] + text)
        guard case .hello(let hello)? = messages.first else {
            Issue.record("no hello")
            return
        }
        #expect(hello.version == 7)
        #expect(hello.program == "9.9")
        #expect(hello.size == Size(columns: 80, rows: 24))
    }

    @Test("of the environment only the names that are needed travel, and of sockets only that they are there")
    func environment() throws {
        var hello = Self.hello
        hello.environment["ONEBOT_ACCESS_TOKEN"] = "secret-value"
        hello.environment["TMUX"] = "/tmp/tmux-0/default,1,0"
        hello.environment["LC_ALL"] = "C\nversion=9"
        let bytes = AttachMessage.hello(hello).bytes
        var decoder = AttachDecoder()
        guard case .hello(let arrived)? = try decoder.consume(bytes).first else {
            Issue.record("no hello")
            return
        }
        #expect(!String(decoding: bytes, as: UTF8.self).contains("secret-value"))
        #expect(arrived.environment["TMUX"] == "yes")
        #expect(arrived.environment["LC_ALL"] == nil)
        #expect(arrived.version == 1)
    }

    @Test(
        "sizes beyond all screens are cut, and none at all means 80x24",
        arguments: [
            (Size(columns: 0, rows: 0), Size(columns: 80, rows: 24)),
            (Size(columns: 70_000, rows: 3), Size(columns: 1000, rows: 3)),
            (Size(columns: 1, rows: 1), Size(columns: 1, rows: 1)),
        ]
    )
    func sizes(sent: Size, arrived: Size) throws {
        var decoder = AttachDecoder()
        #expect(try decoder.consume(AttachMessage.resized(sent).bytes) == [.resized(arrived)])
    }

    @Test("random bytes never trap", arguments: 0..<20)
    func fuzz(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let valid = Self.messages.flatMap(\.bytes)
        for _ in 0..<200 {
            var bytes = valid
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            var decoder = AttachDecoder()
            let seen = try? decoder.consume(bytes)
            #expect((seen?.count ?? 0) <= bytes.count)
        }
    }
}
