import OneBot
import Testing

@testable import Settings

@Suite struct SettingChangeTests {
    private let key = "endpoint: {access_key: Zx8Zx9Kq2mPl0vTrB5nWc7Ys}\n"

    private func judge(
        _ path: String,
        _ text: String,
        in file: String? = nil,
        environment: [String: String] = [:]
    ) throws -> SettingVerdict {
        let loaded = try SettingsLoader(environment: environment).load(Array((file ?? self.key).utf8), file: "c.yaml")
        return SettingChange.judge(SettingChange(path: path, text: text), in: loaded)
    }

    @Test("a good value is accepted, the present one is unchanged")
    func good() throws {
        #expect(try self.judge("endpoint.port", "9000") == .accepted(unchanged: false))
        #expect(try self.judge("endpoint.port", " 8021 ") == .accepted(unchanged: true))
        #expect(try self.judge("endpoint.access_key", "Zx8Zx9Kq2mPl0vTrB5nWc7Ys") == .accepted(unchanged: true))
        #expect(try self.judge("napcat.webui_port", "7000") == .accepted(unchanged: false))
        #expect(try self.judge("napcat.webui_port", "6099") == .accepted(unchanged: true))
        #expect(try self.judge("napcat.containers", "a, b") == .accepted(unchanged: false))
    }

    @Test(
        "a wrong value is refused with its cause",
        arguments: [
            ("endpoint.port", "x", SettingProblem.Cause.wrongType(expected: .integer, found: .text)),
            ("endpoint.port", "", .wrongType(expected: .integer, found: .text)),
            ("endpoint.port", "65536", .outOfRange(minimum: 0, maximum: 65_535)),
            ("napcat.webui_port", "0", .outOfRange(minimum: 1, maximum: 65_535)),
            ("endpoint.access_key", "", .keyEmpty),
            ("endpoint.access_key", "short", .keyTooShort(count: 5, minimum: 8)),
            ("endpoint.ping_interval_s", "45", .mustStayBelow(other: "endpoint.lost_after_s", value: 45)),
            ("endpoint.lost_after_s", "15", .mustExceed(other: "endpoint.ping_interval_s", value: 15)),
            ("endpoint.tls.enabled", "true", .tlsWithout("endpoint.tls.certificate")),
            ("endpoint.prot", "1", .unknownKey(suggestion: "endpoint.port")),
            ("", "1", .unknownKey(suggestion: nil)), ("apps", "[]", .notOneValue),
        ]
    )
    func wrong(path: String, text: String, cause: SettingProblem.Cause) throws {
        #expect(try self.judge(path, text) == .refused(SettingProblem(cause, path: path)))
    }

    @Test("the side that is changed is the side that is told")
    func side() throws {
        let file = "endpoint: {access_key: Zx8Zx9Kq2mPl0vTrB5nWc7Ys, lost_after_s: 30}\n"
        let expected = SettingProblem(
            .mustStayBelow(other: "endpoint.lost_after_s", value: 30),
            path: "endpoint.ping_interval_s"
        )
        #expect(try self.judge("endpoint.ping_interval_s", "30", in: file) == .refused(expected))
    }

    @Test("what is pinned is refused with where")
    func pinned() throws {
        let environment = ["NEKRO_EXPOSE_PORT": "8021", "ONEBOT_CONSOLE_NAPCAT_WEBUI_URL": "http://a/"]
        let port = SettingProblem(.pinned(.environment("NEKRO_EXPOSE_PORT")), path: "endpoint.port")
        #expect(try self.judge("endpoint.port", "1", environment: environment) == .refused(port))
        let url = SettingProblem.Cause.pinned(.environment("ONEBOT_CONSOLE_NAPCAT_WEBUI_URL"))
        let expected = SettingProblem(url, path: "napcat.webui_port")
        #expect(try self.judge("napcat.webui_port", "1", environment: environment) == .refused(expected))
    }

    @Test("a weak key and an open door are warned about")
    func warned() throws {
        let weak = SettingNote.weakKey(path: "endpoint.access_key", [.short(count: 8), .oneClass])
        #expect(try self.judge("endpoint.access_key", "qmzvtrpw") == .warning(weak))
        let open = "endpoint: {allow_anonymous: true, access_key: Zx8Zx9Kq2mPl0vTrB5nWc7Ys}\n"
        #expect(try self.judge("endpoint.access_key", "", in: open) == .warning(.anonymousAllowed))
        let none = "endpoint: {allow_anonymous: true}\n"
        let refused = SettingProblem(.keyEmpty, path: "endpoint.allow_anonymous")
        #expect(try self.judge("endpoint.allow_anonymous", "false", in: none) == .refused(refused))
    }

    @Test("a change prints no key")
    func redacted() throws {
        let change = SettingChange(path: "endpoint.access_key", text: "hunter22-hunter22")
        #expect(!"\(change)".contains("hunter22-h"))
        #expect(!String(reflecting: change).contains("hunter22-h"))
    }
}
