import NIOCore
import OneBot

@testable import NapCat

extension FuzzTarget {
    static let webUIAnswer = FuzzTarget(
        "webui-answer",
        longest: 700,
        seeds: [
            #"{"code":0,"data":{"isLogin":true,"isOffline":false,"qrcodeurl":"https://x","loginError":"e"},"message":"success"}"#,
            #"{"code":-1,"message":"Unauthorized"}"#, #"{"code":-1,"message":"login rate limit","data":null}"#,
            #"{"code":0,"data":{"network":{"websocketClients":[{"name":"a","enable":true,"url":"ws://127.0.0.1:8021/","token":"s"}]},"musicSignUrl":""},"message":"success"}"#,
            #"{"code":"0","data":{"uin":1000010001,"nick":"\u5c0f","version":"4.18.9"}}"#, "<html>",
        ],
        words: [
            "\"code\":", "\"data\":", "\"message\":", "token is invalid", "null", "{", "}", "[", "]", "\\u0000",
            "\\ud800", "\"a\":", "1e99",
        ]
    ) { bytes in
        guard let answer = try? WebUIAnswer(bytes) else { return }
        let secret = Secret("success")
        switch answer.problem(hiding: [secret]) {
        case .said(let text)?:
            try hold(text.unicodeScalars.count <= ForeignText.longest && !text.contains("success"), "said: \(text)")
        default: break
        }
        _ = (answer.isUnauthorized, answer.isRefusal)
        // Names with escapes in them are not looked for.
        guard !bytes.contains(UInt8(ascii: "\\")), answer.data != .null else { return }
        let raw = answer.rawData.flatMap { try? JSONParser.parse($0, rules: .lenient) }
        try holdEqual(raw, answer.data, "the data as bytes and read")
        if let bytes = answer.rawData { _ = try? NetworkConfiguration(bytes) }
    }

    static let napCatFile = FuzzTarget(
        "napcat-file",
        longest: 700,
        seeds: [
            """
            {
              // c
              "network": {
                "websocketClients": [
                  { "name": "a", "enable": true, "url": "ws://127.0.0.1:8021/onebot/v11/ws", "token": "x", "messagePostFormat": "array" },
                  { name: 'b', enable: 'true', url: "wss://[::1]:1/?access_token=y", },
                ],
                "websocketServers": [{ "name": "s", "enable": true }],
              },
            }

            """,
            #"{"network":{"httpServers":[],"websocketClients":[]},"musicSignUrl":"","enableLocalFile2Url":false}"#,
            #"{"host":"::","port":6099,"token":"abc","loginRate":10}"#,
            "{a:+0x1F,b:.5,c:-Infinity,d:NaN,e:'\\x41\\\nb',/* x */}", "{}", "[1,]",
        ],
        words: [
            "\"network\":", "\"websocketClients\":", "\"name\":", "\"enable\":", "\"url\":", "\"token\":", "//", "/*",
            "*/", "\n", "\r\n",
            "\u{2028}", "\u{FEFF}", "{", "}", "[", "]", ",", "'", "\\u{1}", "\\x4", "\\u0041", "Infinity", "0x", "+",
            ".", "null",
            "ws://127.0.0.1:8021/",
        ],
        check: { try NapCatFileTarget.check($0) }
    )

    static let engine = FuzzTarget(
        "engine",
        longest: 900,
        seeds: [
            Array(
                #"{"Id":"0123456789abcdef","Name":"/napcat","State":{"Status":"running","StartedAt":"2026-01-02T03:04:05.123456789Z"},"Config":{"Image":"mlikiowa/napcat-docker","Labels":{"com.docker.compose.service":"n"}},"HostConfig":{"NetworkMode":"bridge"},"NetworkSettings":{"Networks":{"bridge":{"IPAddress":"172.17.0.2","Gateway":"172.17.0.1","Aliases":["n"]}},"Ports":{"6099/tcp":[{"HostIp":"0.0.0.0","HostPort":"6099"}],"3000/tcp":null}},"Mounts":[{"Source":"/srv","Destination":"/app","RW":true}],"RestartCount":1}"#
                    .utf8
            ),
            [1, 0, 0, 0, 0, 0, 0, 6] + Array("hello\n".utf8) + [2, 0, 0, 0, 0, 0, 0, 3] + Array("x\u{1B}[".utf8),
            Array("plain log\r\nWebUi Token: abcdef\n\u{1B}]0;t\u{7}http://x/webui?token=abc&y\n".utf8),
            Array("12:cpu:/docker/\(String(repeating: "0a", count: 32))\n".utf8),
            Array(
                "1 2 0:1 /x/\(String(repeating: "0a", count: 32))/hostname /etc/hostname rw\nid=\"\(String(repeating: "0a", count: 32))\"\n"
                    .utf8
            ),
        ],
        words: [
            "\u{1}\0\0\0\0\0\0\u{1}", "token", "Bearer ", "password: ", "密码", "\u{1B}[", "\u{9B}", "\r", "\n",
            "\"Id\":", "\"Mounts\":", "[", "{",
        ]
    ) { bytes in
        if let json = try? JSONParser.parse(bytes, rules: .lenient) { _ = EngineContainer(reading: json) }
        let whole = Self.log([bytes[...]])
        try holdEqual(Self.log(FuzzChoice.pieces(of: bytes)), whole, "a log whole and in pieces")
        let mask = LogMask(hiding: [Secret("abcdef")])
        for line in whole {
            let shown = LogText.cut(mask.masked(LogText.plain(line)).unicodeScalars, EngineLimits.logLine)
            try hold(!shown.contains("abcdef"), "a secret is shown: \(shown)")
            try hold(!shown.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }, "\(shown)")
            try hold(shown.unicodeScalars.count <= EngineLimits.logLine, "a long line: \(shown)")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let ids = OwnIdentity.ids(controlGroups: text) + OwnIdentity.ids(mounts: text) + OwnIdentity.ids(podman: text)
        try hold(ids.allSatisfy { $0.utf8.count == 64 }, "\(ids)")
        _ = EngineContainer.time(text)
    }

    private static func log(_ pieces: [ArraySlice<UInt8>]) -> [String] {
        var body = LogBody()
        for piece in pieces { _ = body.take(ByteBuffer(bytes: piece)) }
        return body.lines(EngineLimits.logLines)
    }
}

/// Reads a configuration of NapCat, changes it in one place, and plans how it connects here.
enum NapCatFileTarget {
    private static let target = EndpointTarget(
        url: "ws://127.0.0.1:8021/onebot/v11/ws",
        key: Secret("Zx8Zx9Kq2mPl0vTrB5nWc7Ys"),
        hosts: ["127.0.0.1", "localhost"],
        ports: [8021],
        answersAllLoopback: true
    )

    static func check(_ bytes: [UInt8]) throws {
        let document: JSON5Document
        do throws(JSON5Problem) {
            document = try JSON5Document(bytes)
        } catch {
            // JSON is JSON5, but for what nests deeper than we take.
            try hold((try? JSONParser.parse(bytes)) == nil, "JSON that is not taken: \(error)")
            return
        }
        if let json = try? JSONParser.parse(bytes) {
            try holdEqual(Self.doubles(document.value), Self.doubles(json), "read as JSON5 and as JSON")
        }
        try Self.change(document)
        _ = try? WebUIFile(bytes)
        guard let configuration = try? NetworkConfiguration(bytes) else { return }
        let plan = try ConnectionPlan(for: Self.target, in: configuration)
        guard let planned = plan.documents.last else { return }
        try hold(
            plan.isSatisfied(by: planned),
            "the plan does not do what it is for: \(String(decoding: planned, as: UTF8.self))"
        )
        let shown = plan.lines.map(\.text).joined()
        try hold(!shown.contains("Zx8Zx9Kq2mPl0vTrB5nWc7Ys"), "the key is shown")
    }

    /// The value with every number that is not whole as it reads, for it may be spelled otherwise.
    private static func doubles(_ value: JSONValue) -> JSONValue {
        switch value {
        case .literal: .literal(value.double.map { "\($0)" } ?? "")
        case .array(let values): .array(values.map(Self.doubles))
        case .object(let members): .object(members.map { JSONMember($0.key, Self.doubles($0.value)) })
        case .null, .boolean, .integer, .string: value
        }
    }

    /// Replaces one value, and adds one.
    private static func change(_ document: JSON5Document) throws {
        var choice = FuzzChoice(document.bytes)
        var path: [JSON5Step] = []
        var node = document.root
        while choice.below(4) > 0 {
            if let member = choice.one(of: node.members ?? []), let value = node[member.key] {
                path.append(.key(member.key))
                node = value
            } else if let elements = node.elements, !elements.isEmpty {
                let index = choice.below(elements.count)
                path.append(.index(index))
                node = elements[index]
            } else {
                break
            }
        }
        let value = JSONValue.object([JSONMember("a\n", .array([.string("\u{2028}"), .integer(1)]))])
        var replaced = document
        do throws(JSON5Problem) {
            try replaced.replace(path, with: value)
        } catch {
            try hold(path.count >= JSON5Document.deepestLevel - 2, "not replaced at \(path): \(error)")
            return
        }
        try holdEqual(replaced[path]?.value, value, "replaced at \(path)")
        var added = document
        if node.members != nil {
            try added.add("new", .null, toObjectAt: path)
            try holdEqual(added[path]?.members?.last?.key, "new", "added at \(path)")
        } else if node.elements != nil {
            try added.append(.boolean(true), toArrayAt: path)
            try holdEqual(added[path]?.elements?.last?.value, .boolean(true), "appended at \(path)")
        }
    }
}
