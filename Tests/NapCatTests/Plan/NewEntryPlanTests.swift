import NapCat
import OneBot
import Testing

@Suite("An entry is made where NapCat has none")
struct NewEntryPlanTests {
    /// A configuration, and what it is with the entry `E` in lines or in one line.
    struct Case: Sendable, CustomTestStringConvertible {
        let before: String
        let after: String
        var testDescription: String { self.before }
        init(_ before: String, _ after: String) { (self.before, self.after) = (before, after) }
    }

    /// - Parameters:
    ///   - start: Of each line behind the first; nil for one line.
    private static func entry(
        _ start: String?,
        colon: String = ": ",
        comma: String = ", ",
        name: String = "onebot-console"
    )
        -> String
    {
        let fields = [
            ("name", "\"\(name)\""), ("enable", "true"), ("url", "\"ws://127.0.0.1:8021/onebot/v11/ws\""),
            ("messagePostFormat", "\"array\""), ("reportSelfMessage", "false"), ("reconnectInterval", "5000"),
            ("token", "\"\(ClientFaultCase.key)\""), ("debug", "false"), ("heartInterval", "30000"),
            ("verifyCertificate", "true"),
        ].map { "\"\($0)\"\(colon)\($1)" }
        guard let start else { return "{" + fields.joined(separator: comma) + "}" }
        return "{" + fields.map { "\n\(start)  \($0)" }.joined(separator: ",") + "\n\(start)}"
    }

    static let cases: [Case] = [
        // As NapCat sends it, and as it saves it.
        Case(
            #"{"network":{"httpServers":[],"websocketClients":[],"plugins":[]},"musicSignUrl":""}"#,
            #"{"network":{"httpServers":[],"websocketClients":[\#(entry(nil, colon: ":", comma: ","))],"plugins":[]},"musicSignUrl":""}"#
        ),
        Case(
            "{\n  \"network\": {\n    \"websocketClients\": [],\n    \"plugins\": []\n  }\n}",
            "{\n  \"network\": {\n    \"websocketClients\": [\n      \(entry("      "))\n    ],\n    \"plugins\": []\n  }\n}"
        ),
        Case(
            "{\n  \"network\": {}\n}\n",
            "{\n  \"network\": {\n    \"websocketClients\": [\n      \(entry("      "))\n    ]\n  }\n}\n"
        ),
        // Behind others, with or without a comma and a comment.
        Case(
            "{network: {websocketClients: [\n  {name: 'x'}, // AstrBot\n]}}",
            "{network: {websocketClients: [\n  {name: 'x'}, // AstrBot\n  \(entry(nil)),\n]}}"
        ),
        Case(
            "{network: {websocketClients: [{name: 'x'} /* AstrBot */]}}",
            "{network: {websocketClients: [{name: 'x'}, /* AstrBot */ \(entry(nil))]}}"
        ),
        // Where the array or the whole of `network` is missing or null.
        Case("{}", "{\n  \"network\": {\n    \"websocketClients\": [\n      \(entry("      "))\n    ]\n  }\n}"),
        Case(
            "{a:1,network:null,b:2}",
            "{a:1,network:{\"websocketClients\":[\(entry(nil, colon: ":", comma: ","))]},b:2}"
        ),
        Case(
            "{network: {websocketClients: null, plugins: []}} // end",
            "{network: {websocketClients: [\(entry(nil))], plugins: []}} // end"
        ),
        Case(
            "{network: {plugins: [],}}",
            "{network: {plugins: [], \"websocketClients\": [\(entry(nil))],}}"
        ),
    ]

    @Test("behind the others, and nothing else is touched", arguments: cases)
    func adds(_ example: Case) throws {
        let plan = try ConnectionPlan(example.before)
        #expect(plan.texts == [example.after])
        #expect(plan.isNew)
        #expect(!plan.reconnects)
        #expect(plan.entryName == "onebot-console")
        #expect(plan.lines.allSatisfy { $0.kind == .added && !$0.text.contains(ClientFaultCase.key) })
        #expect(plan.lines.map(\.text).prefix(2) == [#""name": "onebot-console""#, #""enable": true"#])
        #expect(plan.lines.map(\.text).contains(#""token": "••••••••••••Vw7z""#))
        #expect(plan.lines.count == 10)
        #expect(!plan.isSatisfied(by: Array(example.before.utf8)))
        #expect(plan.isSatisfied(by: Array(example.after.utf8)))
        #expect(try ConnectionPlan(example.after).documents.isEmpty)
    }

    @Test(
        "under a name that none has, of whatever kind",
        arguments: [
            ("{network: {httpServers: [{name: 'onebot-console'}]}}", "onebot-console-2"),
            (
                "{network: {plugins: [{name: 'onebot-console-2'}], unheardOf: [{name: 'onebot-console'}]}}",
                "onebot-console-3"
            ),
            ("{network: {websocketClients: [{name: 'OneBot-Console'}]}}", "onebot-console"),
            (
                "{network: {websocketClients: [{name: 'onebot-console', enable: true, url: 'ws://10.9.9.9:9000/'}]}}",
                "onebot-console-2"
            ),
        ]
    )
    func names(_ text: String, _ name: String) throws {
        let plan = try ConnectionPlan(text)
        #expect(plan.isNew)
        #expect(plan.entryName == name)
        #expect(plan.isSatisfied(by: plan.documents.last ?? []))
        #expect(plan.lines.first?.text == "\"name\": \"\(name)\"")
    }

    @Test("with what has to be escaped")
    func escaped() throws {
        var target = ClientFaultCase.target()
        target.key = Secret("a\"b\\c d,]}'//e")
        target.entryName = "\"机器人\"\n"
        let plan = try ConnectionPlan(for: target, in: NetworkConfiguration(Array("{}".utf8)))
        let document = try #require(plan.fileDocument)
        let client = try #require(NetworkConfiguration(document).clients.first)
        #expect(client.token == target.key)
        #expect(client.name == target.entryName)
        #expect(plan.isSatisfied(by: document))
    }

    @Test("but not beyond what is read again")
    func tooLarge() throws {
        let text = "{\"a\":\"" + String(repeating: "x", count: JSON5Document.largestSize - 20) + "\"}"
        #expect(throws: JSON5Problem.tooLarge) { try ConnectionPlan(text) }
    }
}

@Suite("What NapCat has saved is compared with the plan")
struct SatisfiedPlanTests {
    /// As NapCat writes it: its own keys alone, strict JSON.
    private static func saved(_ fields: String) throws -> [UInt8] {
        let document = try JSON5Document(Array("{network: {websocketClients: [\(fields)]}}".utf8))
        return Array(document.value.rendered.utf8)
    }

    @Test(
        "by what it does, not by how it is written",
        arguments: [
            ("", true),
            ("messagePostFormat: 'array', token: ' \(ClientFaultCase.key) '", true),
            ("url: 'ws://localhost:8021/ws'", true),
            // Another one that points here, and what it does.
            ("}, {name: 'z', enable: true, url: 'ws://127.0.0.1:8021/', token: '\(ClientFaultCase.key)'", false),
            ("}, {name: 'z', enable: false, url: 'ws://127.0.0.1:8021/', token: '\(ClientFaultCase.key)'", true),
            ("}, {name: 'z', enable: true, url: 'ws://127.0.0.1:8021/', token: 'x'", true),
            ("name: 'b'", false), ("enable: false", false), ("token: ''", false), ("token: 'x'", false),
            ("url: 'ws://127.0.0.1:8021/x'", false), ("url: 'ws://10.0.0.9:8021/'", false),
            ("messagePostFormat: 'string'", false),
        ]
    )
    func compared(_ fields: String, _ isSatisfied: Bool) throws {
        let plan = try ConnectionPlan("{network: {websocketClients: [\(ClientFaultCase.entry("enable: false"))]}}")
        #expect(plan.isSatisfied(by: try Self.saved(ClientFaultCase.entry(fields))) == isSatisfied)
    }

    @Test("and what cannot be read is nothing", arguments: ["", "[]", "{network: 7}", "<html>", "{}"])
    func unreadable(_ text: String) throws {
        #expect(!(try ConnectionPlan("{}")).isSatisfied(by: Array(text.utf8)))
    }
}
