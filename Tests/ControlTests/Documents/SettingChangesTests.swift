import OneBot
import Testing

@testable import Control

@Suite struct SettingChangesTests {
    private typealias Change = SettingWish

    @Test("flat paths and nested objects are read alike, in the order they are written")
    func order() throws {
        let body = #"{"language":"zh","endpoint":{"port":9000,"tls":{"enabled":true}},"endpoint.host":"::"}"#
        #expect(
            try SettingChanges.read(Array(body.utf8), limit: 9) == [
                SettingWish(path: "language", text: "zh"),
                SettingWish(path: "endpoint.port", text: "9000"),
                SettingWish(path: "endpoint.tls.enabled", text: "true"),
                SettingWish(path: "endpoint.host", text: "::"),
            ]
        )
    }

    @Test("a list of texts becomes the text of a list")
    func list() throws {
        let body = #"{"endpoint.aliases":["/a","/b"]}"#
        #expect(
            try SettingChanges.read(Array(body.utf8), limit: 9)
                == [SettingWish(path: "endpoint.aliases", text: #"["/a","/b"]"#)]
        )
    }

    @Test(
        "what is no set of changes is refused",
        arguments: [
            ("", SettingChanges.Problem.json(.malformed(offset: 0))),
            ("[]", .notAnObject),
            ("3", .notAnObject),
            (#"{"a":{"b":null}}"#, .notAScalar(path: "a.b")),
            (#"{"a":[1]}"#, .notAScalar(path: "a")),
            (#"{"a":1,"b":1,"c":1}"#, .tooMany),
        ]
    )
    func refused(body: String, problem: SettingChanges.Problem) {
        #expect(throws: problem) { try SettingChanges.read(Array(body.utf8), limit: 2) }
    }
}
