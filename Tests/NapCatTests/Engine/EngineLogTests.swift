import NapCat
import OneBot
import Testing

@Suite("Logs of a container")
struct EngineLogTests {
    private static func log(
        _ answer: EngineStandIn.Answer,
        hiding secrets: [Secret] = []
    ) async throws -> [String] {
        let folder = try TestFolder()
        let engine = try await EngineStandIn(at: folder.path("d.sock")) { _ in answer }
        let outcome: Result<[String], EngineProblem>
        do throws(EngineProblem) {
            outcome = .success(try await ContainerEngine(socket: engine.path).log(of: "napcat", hiding: secrets))
        } catch {
            outcome = .failure(error)
        }
        await engine.stop()
        #expect(engine.requests == ["GET /containers/napcat/logs?stdout=1&stderr=1&tail=50&timestamps=0"])
        return try outcome.get()
    }

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    static let samples: [([UInt8], [String])] = [
        ([], []),
        (EngineSamples.frame(1, "one\n") + EngineSamples.frame(2, "two\n"), ["one", "two"]),
        // A line in two frames, a frame of two lines, one of nothing.
        (
            EngineSamples.frame(1, "on") + EngineSamples.frame(1, "e\ntwo\n") + EngineSamples.frame(1, "")
                + EngineSamples.frame(0, "three"), ["one", "two", "three"]
        ),
        (EngineSamples.frame(1, "群聊 消息\n"), ["群聊 消息"]),
        (bytes("one\r\ntwo\r\n"), ["one", "two"]),
        (bytes("one"), ["one"]),
        (bytes("a\n\nb\n"), ["a", "", "b"]),
        ([0x01], [""]),
        ([0x01, 0x61, 0x62], ["ab"]),
        // Broken off in the middle of a frame, and of a header.
        (Array(EngineSamples.frame(1, "whole text").dropLast(5)), ["whole"]),
        (EngineSamples.frame(1, "one\n") + [1, 0, 0], ["one"]),
        // What is no frame any more is shown as it is.
        (EngineSamples.frame(1, "one\n") + bytes("two\nthree\n"), ["one", "two", "three"]),
        // A length that nothing has.
        ([1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF] + bytes("one\n"), ["one"]),
    ]

    @Test("with frames and without, in one piece and byte by byte", arguments: samples)
    func forms(_ bytes: [UInt8], _ expected: [String]) async throws {
        #expect(try await Self.log(.pieces([bytes])) == expected)
        #expect(try await Self.log(.pieces(bytes.map { [$0] }, type: "application/vnd.docker.raw-stream")) == expected)
    }

    static let plainLines: [(String, String)] = [
        ("\u{1B}[32m[info]\u{1B}[0m ready", "[info] ready"),
        ("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]0;title\u{07}!", "link!"),
        ("\u{1B}(B\u{1B}7a\u{1B}Pq#0\u{1B}\\b\u{9B}1mc\u{9D}x\u{9C}d", "abcd"),
        ("10 %\r50 %\r100 %", "100 %"),
        ("a\tb\u{8}\u{7}\u{0}c\u{7F}", "a bc"),
        ("a\u{202E}b\u{2066}c\u{FEFF}", "abc"),
        ("never closed \u{1B}]0;title", "never closed "),
        ("▄▄▄▄▄▄▄ ▀█", "▄▄▄▄▄▄▄ ▀█"),
        (String(repeating: "长", count: 501), String(repeating: "长", count: 499) + "…"),
    ]

    @Test("nothing in a line commands the terminal", arguments: plainLines)
    func plain(_ line: String, _ expected: String) async throws {
        #expect(try await Self.log(.pieces([Self.bytes("x\n" + line + "\n")])) == ["x", expected])
    }

    static let mask = "••••••"
    static let tokenLines: [(String, String)] = [
        ("[NapCat] [WebUi] WebUi Token: 3f9a0c11d2", "[NapCat] [WebUi] WebUi Token: \(mask)"),
        ("\u{1B}[33mWebUi Token: \u{1B}[1m3f9a0c11d2\u{1B}[0m", "WebUi Token: \(mask)"),
        (
            "WebUi User Panel Url: http://127.0.0.1:6099/webui?token=3f9a0c11d2",
            "WebUi User Panel Url: http://127.0.0.1:6099/webui?token=\(mask)"
        ),
        ("http://[::]:6099/webui?token=3f9a0c11d2&x=1 end", "http://[::]:6099/webui?token=\(mask)&x=1 end"),
        ("ws://h:8021/?access_token=abc def", "ws://h:8021/?access_token=\(mask) def"),
        (#"{"token": "abc d", "port": 1}"#, #"{"token": "\#(mask) d", "port": 1}"#),
        (#"{\"accessToken\":\"abc\"}"#, #"{\"accessToken\":\"\#(mask)"}"#),
        ("Authorization: Bearer abc.def", "Authorization: \(mask) \(mask)"),
        ("bearer abc", "bearer \(mask)"),
        ("新的密码：abc123", "新的密码：\(mask)"),
        ("token 验证失败", "token 验证失败"),
        ("no such thing", "no such thing"),
        ("token:", "token:"),
        ("token=", "token="),
        ("token: ", "token: "),
        ("key is S3cret/ä! and S3cret%2F%C3%A4%21", "key is \(mask) and \(mask)"),
        ("S3cret/ä!S3cret/ä!", mask),
    ]

    @Test("tokens are masked, known or not", arguments: tokenLines)
    func masked(_ line: String, _ expected: String) async throws {
        let secrets = [Secret("S3cret/ä!"), Secret(""), Secret("e")]
        #expect(try await Self.log(.pieces([Self.bytes("x\n" + line + "\n")]), hiding: secrets) == ["x", expected])
    }

    @Test("a token at the end of what is kept of a line is masked whole")
    func maskedBeforeCut() async throws {
        let line = String(repeating: "x", count: 480) + " Token: " + String(repeating: "s", count: 100)
        let log = try await Self.log(.pieces([Self.bytes(line)]))
        #expect(log == [String(repeating: "x", count: 480) + " Token: \(Self.mask)"])
    }

    @Test(
        "lines full of words that announce tokens hide what follows the last of them",
        arguments: ["token", "token=", "bearer ", "密码"]
    )
    func words(_ word: String) async throws {
        let line = String(repeating: word, count: 200 / word.utf8.count)
        let log = try await Self.log(
            .pieces([Self.bytes(line + "\n" + line + " token: abc")]),
            hiding: [Secret(String(repeating: "o", count: 500)), Secret("nto")]
        )
        #expect(log.count == 2 && log.last?.hasSuffix(Self.mask) == true && !log.joined().contains("abc"))
    }

    @Test("of a large log the last lines are kept", arguments: [true, false])
    func large(_ isFramed: Bool) async throws {
        let lines = (0..<60_000).map { "\($0) " + String(repeating: "x", count: 40) }
        let pieces = stride(from: 0, to: lines.count, by: 500).map { start in
            let text = lines[start..<min(start + 500, lines.count)].map { $0 + "\n" }.joined()
            return isFramed ? EngineSamples.frame(1, text) : Self.bytes(text)
        }
        let log = try await Self.log(.pieces(pieces))
        #expect(log == lines.suffix(50))
    }

    @Test("lines that fill more than is kept begin with a whole one")
    func longLines() async throws {
        // Each would give the end of a token away if the first were shown from its middle on.
        let lines = (0..<50).map { "\($0) token=" + String(repeating: "s", count: 3000) }
        let log = try await Self.log(.pieces([Self.bytes(lines.joined(separator: "\n"))]))
        #expect(log.count == 21)
        #expect(log.first == "29 token=\(Self.mask)")
        #expect(log.last == "49 token=\(Self.mask)")
        #expect(try await Self.log(.pieces([Self.bytes(String(repeating: "s", count: 200_000))])) == [])
    }

    @Test("a log without end is left after a while", .timeLimit(.minutes(1)))
    func endless() async throws {
        let line = String(repeating: "x", count: 1023) + "\n"
        let log = try await Self.log(.endless(Self.bytes(String(repeating: line, count: 1024))))
        #expect(log == Array(repeating: String(repeating: "x", count: 499) + "…", count: 50))
    }

    @Test("an engine that keeps no logs says so")
    func refused() async throws {
        let text = "configured logging driver does not support reading"
        await #expect(throws: EngineProblem.said(text)) {
            try await Self.log(.json(#"{"message":"\#(text)"}"#, status: 501))
        }
    }
}
