import NapCat
import OneBot
import Testing

extension ConnectionPlan {
    /// For the target of the other tests.
    init(_ text: String, isContained: Bool = false) throws {
        let configuration = try NetworkConfiguration(Array(text.utf8))
        self = try ConnectionPlan(for: ClientFaultCase.target(isContained: isContained), in: configuration)
    }

    var texts: [String] { self.documents.map { String(decoding: $0, as: UTF8.self) } }
}

@Suite("An entry of NapCat's is mended")
struct MendingPlanTests {
    private static let url = "ws://127.0.0.1:8021/onebot/v11/ws"
    private static let key = ClientFaultCase.key

    /// What is written for four fields of an entry; nil where it is not written at all.
    struct Fields: Sendable {
        var enable: String? = "true"
        var url: String? = "'\(MendingPlanTests.url)'"
        var token: String? = "'\(MendingPlanTests.key)'"
        var form: String? = "'array'"
    }

    /// An entry before, and after each document.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let before: Fields
        let after: [Fields]
        var testDescription: String { self.name }

        /// - Parameter changes: One for each document, each of the entry before.
        init(_ name: String, _ spoil: (inout Fields) -> Void, _ changes: (inout Fields) -> Void...) {
            self.name = name
            var before = Fields()
            spoil(&before)
            self.before = before
            self.after = changes.map { change in
                var after = before
                change(&after)
                return after
            }
        }
    }

    private static func off(_ fields: inout Fields) { fields.enable = "false" }
    private static let newURL = "\"\(MendingPlanTests.url)\""
    private static let newToken = "\"\(MendingPlanTests.key)\""

    /// Whatever is off already needs no switching.
    static let cases: [Case] = [
        Case("nothing", { _ in }),
        Case("in its own spelling", { ($0.enable, $0.url, $0.form) = ("'true'", "'WS:127.1:8021//ws/'", "\"array\"") }),
        Case("disabled", { $0.enable = "false" }, { $0.enable = "true" }),
        Case("disabled, not written", { $0.enable = nil }, { $0.enable = "+" }),
        Case("otherPath", { $0.url = "'ws://127.0.0.1:8021/x'" }, off, { $0.url = newURL }),
        Case("otherScheme", { $0.url = "'wss://127.0.0.1:8021/'" }, off, { $0.url = newURL }),
        Case("otherAddress", { $0.url = "'ws://192.168.1.5:8021/ws'" }, off, { $0.url = newURL }),
        Case("badURL", { $0.url = "'127.0.0.1:8021/ws'" }, off, { $0.url = newURL }),
        Case(
            "all of the URL",
            { $0.url = "'wss://bot.example.com:9021/x'" },
            off,
            { $0.url = newURL }
        ),
        Case("noKey", { $0.token = "''" }, off, { $0.token = newToken }),
        Case("noKey, not written", { $0.token = nil }, off, { $0.token = "+" }),
        Case("otherKey", { $0.token = "'abc' /* old */" }, off, { $0.token = newToken + " /* old */" }),
        Case("otherKey, a number", { $0.token = "0x1F" }, off, { $0.token = newToken }),
        Case("unsendableKey", { $0.token = "'\(key)\\n'" }, off, { $0.token = newToken }),
        Case("stringFormat", { $0.form = "'string'" }, { $0.form = "\"array\"" }),
        Case(
            "disabled with another URL and key",
            { ($0.enable, $0.url, $0.token, $0.form) = ("0", "'ws://127.0.0.1:8021/x'", "null", "'string'") },
            { ($0.enable, $0.url, $0.token, $0.form) = ("true", newURL, newToken, "\"array\"") }
        ),
        // The right key stands in a URL that does not stay.
        Case(
            "a key in the old URL",
            { ($0.url, $0.token) = ("'ws://127.0.0.1:8021/x?access_token=\(key)'", "'other'") },
            off,
            { ($0.url, $0.token) = (newURL, newToken) }
        ),
        Case(
            "a key in a good URL",
            { ($0.url, $0.token) = ("'ws://127.0.0.1:8021/ws?access_token=\(key)'", "'other'") }
        ),
    ]

    /// Other entries, keys and comments around it. The fields that are to be added are written `+`.
    private static func document(_ fields: Fields, isAfter: Bool) -> String {
        func field(_ name: String, _ value: String?) -> String {
            value.map { $0 == "+" ? "" : "    '\(name)' : \($0),\n" } ?? ""
        }
        var added = ""
        if isAfter {
            if fields.enable == "+" { added += "    \"enable\" : true,\n" }
            if fields.token == "+" { added += "    \"token\" : \(Self.newToken),\n" }
        }
        return """
            // all of it
            { network : { 'httpServers':[], websocketClients : [
                {name : 'other', enable : true, url : 'ws://127.0.0.1:6199/ws', token : 'x'}, // AstrBot
              {
                'name' : "a", /* ours */
            \(field("enable", fields.enable))\(field("url", fields.url))\(field("token", fields.token))\
            \(field("messagePostFormat", fields.form))    more : [0x1F, .5, 'é\\u00e9',], // not known
            \(added)  },
                {name: 'third', url: 'ws://10.0.0.9:8021/', token: '', },
              ], }, 'musicSignUrl' : '',
            }

            """
    }

    @Test("in the fields that are wrong, and nowhere else", arguments: cases)
    func mends(_ example: Case) throws {
        let before = Self.document(example.before, isAfter: false)
        let plan = try ConnectionPlan(before)
        #expect(plan.texts == example.after.map { Self.document($0, isAfter: true) })
        #expect(plan.entryName == "a")
        #expect(!plan.isNew)
        #expect(plan.reconnects == (example.after.count == 2))
        #expect(plan.fileDocument == plan.documents.last)
        #expect(plan.lines.isEmpty == example.after.isEmpty)

        // What was wanted is there at the end, and not before.
        #expect(plan.isSatisfied(by: Array(before.utf8)) == example.after.isEmpty)
        #expect(plan.documents.map(plan.isSatisfied) == [false, true].suffix(plan.documents.count))
        if let end = plan.texts.last { #expect(try ConnectionPlan(end).documents.isEmpty) }
    }

    @Test(
        "whatever is wrong with it, and the change shows no key",
        arguments: ClientFaultCase.addresses + ClientFaultCase.contained + ClientFaultCase.switches
            + ClientFaultCase.keys
    )
    func mendsAll(_ example: ClientFaultCase) throws {
        let others = "{name: 'x', url: 'ws://127.0.0.1:6199/'}, 7, {name: 'y', token: 'secret'}"
        let text = "{network: {websocketClients: [\(others), \(ClientFaultCase.entry(example.fields))], plugins: []}}"
        let plan = try ConnectionPlan(text, isContained: example.isContained)
        #expect(plan.isNew == (example.relation == .other))
        #expect(plan.documents.isEmpty == (example.faults.isEmpty && !plan.isNew))
        let end = plan.documents.last ?? Array(text.utf8)
        #expect(plan.isSatisfied(by: end))
        let target = ClientFaultCase.target(isContained: example.isContained)
        let again = try NetworkConfiguration(end)
        #expect(try ConnectionPlan(for: target, in: again).documents.isEmpty)
        #expect(String(decoding: end, as: UTF8.self).hasPrefix("{network: {websocketClients: [\(others), {name: 'a'"))
        #expect(String(decoding: end, as: UTF8.self).hasSuffix("], plugins: []}}"))
        for line in plan.lines {
            #expect(!line.text.contains(ClientFaultCase.key))
            #expect(!line.text.contains("N2pVw7z"))
            #expect(!line.text.contains("\n"))
        }
    }

    @Test("and shown field by field")
    func lines() throws {
        let old = "0123456789abcdef"
        let plan = try ConnectionPlan(
            "{network: {websocketClients: [{name: 'a', url: 'ws://u:p@127.0.0.1:8021/x?token=\(old)', token: 'short'}]}}"
        )
        #expect(
            plan.lines == [
                DiffLine(.kept, #""name": "a""#),
                DiffLine(.removed, #""enable": false"#), DiffLine(.added, #""enable": true"#),
                DiffLine(.removed, #""url": "ws://•••@127.0.0.1:8021/x?token=••••••••••••cdef""#),
                DiffLine(.added, #""url": "\#(Self.url)""#),
                DiffLine(.removed, #""token": "•••••""#), DiffLine(.added, #""token": "••••••••••••Vw7z""#),
            ]
        )
        let other = try ConnectionPlan(
            "{network: {websocketClients: [\(ClientFaultCase.entry("name: '\(Self.key)', messagePostFormat: 'string'"))]}}"
        )
        #expect(
            other.lines == [
                DiffLine(.kept, #""name": "••••••••••••Vw7z""#), DiffLine(.kept, #""url": "\#(Self.url)""#),
                DiffLine(.removed, #""messagePostFormat": "string""#),
                DiffLine(.added, #""messagePostFormat": "array""#),
            ]
        )
    }

    @Test(
        "one of several: what leads here before what has our name, then what is on, then the first",
        arguments: [
            (["token: ''", "name: 'b'"], "b", 0),
            (["name: 'onebot-console', url: 'ws://10.9.9.9:9000/'", "name: 'b', enable: false"], "b", 1),
            (["name: 'onebot-console', url: 'ws://localhost:9000/'", "name: 'b', enable: false"], "b", 1),
            (["name: 'onebot-console', url: ''", "name: 'b', enable: false, token: 'x'"], "b", 1),
            (["enable: false", "name: 'b', messagePostFormat: 'string'"], "b", 1),
            (["url: 'ws://[::1]:8021/'", "name: 'b', url: 'ws://127.0.0.1:8021/x'"], "b", 2),
            (["enable: false", "name: 'onebot-console', enable: false"], "onebot-console", 1),
            (["name: 'b', enable: false", "enable: false"], "b", 1),
        ] as [([String], String, Int)]
    )
    func several(_ entries: [String], _ name: String, _ documents: Int) throws {
        let written = entries.map(ClientFaultCase.entry)
        let plan = try ConnectionPlan("{network: {websocketClients: [\(written.joined(separator: ", "))]}}")
        #expect(plan.entryName == name)
        #expect(!plan.isNew)
        #expect(plan.documents.count == documents)
        for text in plan.texts {
            // The others are as they were.
            for (entry, fields) in zip(written, entries)
            where (try NetworkConfiguration(Array("{network:{websocketClients:[\(entry)]}}".utf8))).clients[0].name
                != name
            {
                #expect(text.contains(entry), "\(fields)")
            }
        }
        #expect(plan.isSatisfied(by: plan.documents.last ?? []) == (documents > 0))
    }
}
