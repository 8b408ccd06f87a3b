import NapCat
import OneBot
import Testing

@Suite("NapCat's configuration is read as NapCat does")
struct NetworkConfigurationTests {
    /// What stands in `websocketClients`, and what NapCat makes of it: place, name, switch, URL, token, form.
    struct Case: Sendable, CustomTestStringConvertible {
        let clients: String
        let read: [String]
        var testDescription: String { self.clients }
        init(_ clients: String, _ read: String...) { (self.clients, self.read) = (clients, read) }
    }

    private static func text(_ client: NetworkConfiguration.Client) -> String {
        [
            "\(client.index)", client.name, client.isEnabled ? "on" : "off", client.url, client.token.exposed,
            client.messagePostFormat,
        ].joined(separator: "|")
    }

    static let entries: [Case] = [
        Case("[]"),
        Case("null"),
        Case("[{}]", "0|websocket-client|off|ws://localhost:8082||array"),
        Case(
            "[{name: 'a', enable: true, url: 'ws://h', token: 't', messagePostFormat: 'string'}]",
            "0|a|on|ws://h|t|string"
        ),
        // Of other types.
        Case("[{name: 7, enable: 1, url: true, token: 123456}]", "0|7|on|true|123456|array"),
        Case("[{name: null, enable: 'true', url: null, token: null}]", "0||on|||array"),
        Case(
            "[{name: '', enable: 'yes', token: false, messagePostFormat: 1.5}]",
            "0||off|ws://localhost:8082|false|1.5"
        ),
        Case(
            "[{name: [], enable: {}, url: [], token: {}, messagePostFormat: []}]",
            "0|websocket-client|off|ws://localhost:8082||array"
        ),
        Case(
            "[{enable: 1.0}, {enable: 2}, {enable: 0x1}]",
            "0|websocket-client|on|ws://localhost:8082||array",
            "1|websocket-client|off|ws://localhost:8082||array",
            "2|websocket-client|on|ws://localhost:8082||array"
        ),
        // A number has no more digits than a double holds.
        Case(
            "[{token: 12345678901234567890}]",
            "0|websocket-client|off|ws://localhost:8082|12345678901234567000|array"
        ),
        // The last of two counts.
        Case("[{name: 'a', name: 'b', enable: true, enable: false}]", "0|b|off|ws://localhost:8082||array"),
        // What is no entry keeps its place.
        Case(
            "[null, 7, {name: 'a'}, [], {name: 'b'}]",
            "2|a|off|ws://localhost:8082||array",
            "4|b|off|ws://localhost:8082||array"
        ),
    ]

    @Test("entry by entry", arguments: entries)
    func clients(_ example: Case) throws {
        let text = "{network: {websocketClients: \(example.clients)}}"
        #expect(try NetworkConfiguration(Array(text.utf8)).clients.map(Self.text) == example.read)
    }

    @Test(
        "and where there are none at all",
        arguments: ["{}", "{network: {}}", "{network: null}", "{network: {websocketClients: null}}", "{other: []}"]
    )
    func none(_ text: String) throws {
        let configuration = try NetworkConfiguration(Array(text.utf8))
        #expect(configuration.clients.isEmpty)
        #expect(configuration.names.isEmpty)
        #expect(configuration.document.bytes == Array(text.utf8))
    }

    @Test("the names of all kinds, and those of servers that are on")
    func others() throws {
        let text = """
            {network: {
              httpServers: [{name: 'a', enable: true}, {}], httpSseServers: [{name: 'b'}, {}], plugins: [{}, {name: 'c'}],
              websocketServers: [{name: 'd', enable: true}, {name: 'e'}, {enable: 'true'}],
              httpClients: [{name: 'f', enable: 1}, {enable: false}, {enable: true}],
              websocketClients: [{name: 'g'}, {}], unheardOf: [{name: 'h'}, {}], more: 7,
            }, name: 'no'}
            """
        let configuration = try NetworkConfiguration(Array(text.utf8))
        #expect(configuration.enabledServers == ["d", "websocket-server"])
        #expect(
            configuration.names == [
                "a", "b", "c", "d", "e", "f", "g", "h", "", "http-server", "http-sse-server", "plugin",
                "websocket-server",
                "http-client", "websocket-client",
            ]
        )
    }

    @Test(
        "and refused where NapCat refuses it, with the place",
        arguments: [
            ("[]", 1, 1), ("7", 1, 1), ("{network: []}", 1, 11), ("{network: 'x'}", 1, 11),
            ("{network: {\n  websocketClients: {}}}", 2, 21), ("{network: {websocketServers: 'x'}}", 1, 30),
            ("{network: {httpClients: 7}}", 1, 25), ("{network: {httpServers: {}}}", 1, 25),
            ("{network: {httpSseServers: true}}", 1, 28), ("{network: {plugins: {}}}", 1, 21), ("{network: ", 1, 11),
        ]
    )
    func refused(_ text: String, _ line: Int, _ column: Int) {
        #expect(throws: JSON5Problem.broken(line: line, column: column)) {
            try NetworkConfiguration(Array(text.utf8))
        }
    }

    @Test("from a file, whose faults have its path")
    func file() throws {
        let folder = try ScratchFolder()
        let path = try folder.write("onebot11_1.json", "{network: {websocketClients: [{name: 'a'}]}}")
        #expect(try NetworkConfiguration(FileReading(of: path)).clients.map(\.name) == ["a"])
        try folder.write("onebot11_1.json", "{network:\n 7}")
        #expect(throws: NapCatFileProblem.broken(path, line: 2, column: 2)) {
            try NetworkConfiguration(FileReading(of: path))
        }
    }
}
