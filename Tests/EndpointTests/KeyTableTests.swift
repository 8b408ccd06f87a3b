import OneBot
import Testing

@testable import Endpoint

@Suite("The table of keys")
struct KeyTableTests {
    private static let keys = ["0123456789abcdef", "0123456789abcdeg", "0123456789abcde", "x", ""].map(Secret.init)

    @Test(
        "finds a key by all of its bytes and nothing else",
        arguments: [
            ("0123456789abcdef", 0), ("0123456789abcdeg", 1), ("0123456789abcde", 2), ("x", 3),
            ("0123456789abcdeF", nil), ("0123456789abcdefg", nil), ("0123456789abcd", nil), ("y", nil), ("xx", nil),
            ("x\0", nil), (String(repeating: "x", count: 500), nil),
        ] as [(String, Int?)]
    )
    func match(text: String, index: Int?) {
        #expect(KeyTable(Self.keys).match(Array(text.utf8)) == index)
    }

    @Test("takes keys of any length, and none at all")
    func sizes() {
        let long = String(repeating: "long-key-", count: 40)
        let table = KeyTable([Secret(long), Secret("short-key")])
        #expect(table.match(Array(long.utf8)) == 0)
        #expect(table.match(Array(long.dropLast().utf8)) == nil)
        #expect(table.match(Array("short-key".utf8)) == 1)
        #expect(KeyTable([]).match([1, 2, 3]) == nil)
        let many = (0..<65).map { Secret("key-number-\($0)-of-many") }
        for (index, key) in many.enumerated() { #expect(KeyTable(many).match(Array(key.exposed.utf8)) == index) }
    }

    @Test("nothing of it is printed")
    func secrets() {
        let policy = AccessPolicy(
            key: Secret("the-main-key-1234"),
            boundKeys: [.init(name: "a", key: Secret("other-key-5678"))]
        )
        var dumped = ""
        dump(policy, to: &dumped)
        for text in [dumped, String(describing: policy), String(reflecting: policy)] {
            #expect(!text.contains("the-main-key") && !text.contains("other-key") && !text.contains("116"))
        }
    }
}
