import Endpoint
import FuzzTargets
import Testing

@Suite("The name in a ClientHello")
struct ClientHelloTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var reading: ClientHello.Reading

        var testDescription: String { self.name }
    }

    private static let longName = String(repeating: "a", count: 253)

    static let cases: [Case] = [
        Case(name: "usual", bytes: HelloSample.hello("bot.example.com"), reading: .done(serverName: "bot.example.com")),
        Case(
            name: "over many records",
            bytes: HelloSample.hello("bot.example.com", pieces: 7),
            reading: .done(serverName: "bot.example.com")
        ),
        Case(
            name: "no extension at all",
            bytes: HelloSample.records(HelloSample.handshake([])),
            reading: .done(serverName: nil)
        ),
        Case(
            name: "a name of another kind before it",
            bytes: HelloSample.records(
                HelloSample.handshake(
                    [0, 0]
                        + HelloSample.vector(
                            HelloSample.vector(
                                [7] + HelloSample.vector([1], lengthBytes: 2) + [0]
                                    + HelloSample.vector(Array("x.y".utf8), lengthBytes: 2),
                                lengthBytes: 2
                            ),
                            lengthBytes: 2
                        )
                )
            ),
            reading: .done(serverName: "x.y")
        ),
        Case(name: "longest", bytes: HelloSample.hello(longName), reading: .done(serverName: longName)),
        Case(name: "too long", bytes: HelloSample.hello(longName + "a"), reading: .done(serverName: nil)),
        Case(name: "empty", bytes: HelloSample.hello(""), reading: .done(serverName: nil)),
        Case(name: "control characters", bytes: HelloSample.hello("a\u{1B}[31m"), reading: .done(serverName: nil)),
        Case(name: "no ASCII", bytes: HelloSample.hello("机器人"), reading: .done(serverName: nil)),
        Case(name: "nothing", bytes: [], reading: .needsMore),
        Case(name: "one byte", bytes: [0x16], reading: .needsMore),
        Case(name: "empty records", bytes: [0x16, 3, 1, 0, 0, 0x16, 3, 1, 0, 0], reading: .needsMore),
        Case(name: "an alert", bytes: [0x15, 3, 1, 0, 2, 1, 0], reading: .done(serverName: nil)),
        Case(name: "a ServerHello", bytes: [0x16, 3, 1, 0, 4, 2, 0, 0, 0], reading: .done(serverName: nil)),
        Case(
            name: "lengths beyond the end",
            bytes: HelloSample.records([1, 0, 0, 40] + [UInt8](repeating: 0xFF, count: 40)),
            reading: .done(serverName: nil)
        ),
        Case(
            name: "a hello of 16 MiB",
            bytes: [0x16, 3, 1, 0xFF, 0xFF, 1, 0xFF, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 5000),
            reading: .done(serverName: nil)
        ),
    ]

    @Test("is found, or is not, whatever the bytes are", arguments: Self.cases)
    func reads(example: Case) {
        #expect(ClientHello.read(example.bytes) == example.reading)
    }

    @Test("a hello that has not come whole is waited for until its name is there", arguments: [1 << 14, 50])
    func cut(pieces: Int) {
        let whole = HelloSample.hello("bot.example.com", pieces: pieces)
        var isKnown = false
        for count in 0...whole.count {
            switch ClientHello.read(whole.prefix(count)) {
            case .needsMore: #expect(!isKnown, "\(count)")
            case .done(let name):
                #expect(name == "bot.example.com", "\(count)")
                isKnown = true
            }
        }
        #expect(isKnown)
    }

    @Test("any damage gives a name that can be shown, or none")
    func damaged() {
        for seed in FuzzRounds.seeds(500) {
            var maker = FrameStreamMaker(seed: seed)
            var bytes = HelloSample.hello("bot.example.com", pieces: maker.number(1...200))
            for _ in 0..<maker.number(1...8) where !bytes.isEmpty {
                let place = maker.number(0...bytes.count - 1)
                switch maker.number(0...3) {
                case 0: bytes[place] = UInt8(maker.number(0...255))
                case 1: bytes[place] = 0xFF
                case 2: bytes.removeSubrange(place..<min(bytes.count, place + maker.number(1...40)))
                default: bytes.insert(contentsOf: maker.garbage(maker.number(1...300)), at: place)
                }
            }
            guard case .done(let name?) = ClientHello.read(bytes) else { continue }
            #expect(name.utf8.count <= 253 && name.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "seed \(seed)")
        }
    }
}
