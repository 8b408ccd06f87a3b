import Snapshot
import TerminalIO

import struct Foundation.Date

@testable import ConsoleUI
@testable import OneBot
@testable import Terminal

extension FuzzTarget {
    static let keys = FuzzTarget(
        "keys",
        longest: 200,
        seeds: [
            "abc é汉😀\r\t\u{7F}\u{1}", "\u{1B}[A\u{1B}OP\u{1B}[1;5C\u{1B}[15~\u{1B}[24;2~\u{1B}[Z",
            "\u{1B}[200~paste\r\n汉\u{1B}[201~q",
            "\u{1B}[<0;12;3M\u{1B}[<64;1;1m\u{1B}[M !!", "\u{1B}]11;rgb:0/0/0\u{7}\u{1B}P>|tmux 3.3a\u{1B}\\",
            "\u{1B}[?62;4c\u{1B}[?2026;2$y\u{1B}[3;4R\u{1B}[I\u{1B}[O",
            "\u{1B}[97;5u\u{1B}[27;5;97~\u{1B}[1;1:3A\u{1B}[[B", "\u{1B}\u{1B}[A\u{1B}x",
        ],
        words: [
            "\u{1B}", "\u{1B}[", "\u{1B}O", "\u{1B}P", "\u{1B}]", "\u{1B}\\", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[M",
            "\u{1B}[<",
            ";", ":", "~", "u", "\u{18}", "\u{7}", "汉", "0;0;0", "99999999",
        ]
    ) { bytes in
        var parser = InputParser(keys: [Array("\u{1B}[17~".utf8): Key(.home), Array("\u{1B}Oz".utf8): Key(.end)])
        var other = parser
        var burst = parser
        var events = parser.consume(bytes)
        var inPieces = FuzzChoice.pieces(of: bytes).flatMap { other.consume($0) }
        try holdEqual(inPieces, events, "whole and in pieces")
        try holdEqual(other.waiting, parser.waiting, "what is waited for")
        events += parser.flush()
        inPieces += other.flush()
        try holdEqual(inPieces, events, "after the flush")
        try hold(events.count <= 2 * bytes.count, "\(events.count) events of \(bytes.count) bytes")
        try holdEqual(parser.consume(Array("q".utf8)), [.key(.character("q"))], "the next key")
        events += burst.consume(bytes, burstIsPaste: true) + burst.flush()
        try holdEqual(burst.consume(Array("q".utf8)), [.key(.character("q"))], "the next key")
        try Self.edit(events)
    }

    /// Types what came into a field.
    private static func edit(_ events: [InputEvent]) throws {
        var editor = LineEditor()
        for event in events {
            switch event {
            case .key(let key): _ = editor.handle(key)
            case .paste(let text): editor.insert(text)
            case .reply(.name(let name)): try hold(!name.unicodeScalars.contains { $0.value < 0x20 }, "a name: \(name)")
            case .mouse, .focus, .reply: break
            }
            let (shown, column) = editor.window(width: 12)
            try hold(
                TextWidth.width(of: shown) <= 12 && (0...12).contains(column),
                "a field of \(shown), cursor \(column)"
            )
        }
        let safe = displaySafe(editor.text)
        try hold(safe.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }, "\(safe)")
        for line in wrapped(safe, to: 9) { try hold(TextWidth.width(of: line) <= 9, "a line too wide: \(line)") }
    }

    static let commandLine = FuzzTarget(
        "command-line",
        longest: 120,
        seeds: [
            "port 9000", "key rotate 10m", "call send_msg {\"user_id\": 1, \"message\": \"a b\"}",
            "napcat http://127.0.0.1:6099/webui",
            "lang zh", "ping 1000010001", "log warn", "events 1", "quit", "block 192.0.2.1", "napcat qr refresh",
        ],
        words: [
            "key rotate ", "call ", "port ", " ", "{}", "{\"a\":[", "10m", "9999999999999999999h", "-1", "\u{3000}",
            "e\u{301}",
        ]
    ) { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        if case .call(_, let json?)? = try? TypedCommand(text) {
            try hold((try? JSONParser.parse(json.utf8))?.members != nil, "no JSON object is sent: \(json)")
        }
        let lines = Self.model.completions(of: text)
        try hold(lines.allSatisfy { $0.hasPrefix(text) }, "\(lines)")
        if !lines.isEmpty { try hold(commonPrefix(of: lines).hasPrefix(text), "the common beginning of \(lines)") }
        for kind in [Action.Parameter.Kind.integer, .string, .boolean, .message, .object, .array, .any] {
            let value = ParameterValue(text, for: kind)
            if let json = value.json { try hold((try? JSONParser.parse(json.utf8)) != nil, "no JSON is sent: \(json)") }
        }
    }

    private static let model = ConsoleModel(
        terminal: TerminalFacts(size: Size(columns: 80, rows: 24), language: .english),
        snapshot: Snapshot(
            takenAt: Date(timeIntervalSince1970: 1_767_323_045),
            console: ConsoleFacts(
                version: "0",
                pid: 1,
                startedAt: Date(timeIntervalSince1970: 1_767_323_000),
                stateDirectory: "/s",
                settingsFile: "/c"
            ),
            endpoint: EndpointFacts(path: "/", listeners: []),
            access: AccessFacts(key: Secret("never-to-be-seen-anywhere"), keyOrigin: .file),
            napcat: NapCatFacts(webUI: "http://127.0.0.1:6099/webui")
        )
    )

    static let attach = FuzzTarget(
        "attach",
        longest: 400,
        seeds: [
            AttachMessage.hello(
                AttachHello(
                    program: "1",
                    terminal: "xterm-256color",
                    size: Size(columns: 80, rows: 24),
                    language: "zh",
                    environment: ["LANG": "zh_CN.UTF-8", "TMUX": "yes"]
                )
            ).bytes,
            [AttachMessage.input([1, 2]), .resized(Size(columns: 1, rows: 2)), .resumed, .suspend].flatMap(\.bytes),
            [AttachMessage.output([1]), .clipboard([2]), .end(.detached), .end(.refused("no"))].flatMap(\.bytes),
        ],
        words: [
            "\u{1}\0\0\0", "\u{2}\0\0\0\u{1}", "\u{3}\0\0\0\u{4}", "\u{13}\0\0\0\u{1}", "\n", "=", "version=",
            "columns=", "utc_offset=", "shell=none",
        ]
    ) { bytes in
        let whole = Self.messages([bytes[...]])
        let inPieces = Self.messages(FuzzChoice.pieces(of: bytes))
        try holdEqual(inPieces.isBroken, whole.isBroken, "whole and in pieces")
        // Before the fault it depends on the pieces how much is handed out.
        try hold(whole.isBroken || inPieces.all == whole.all, "other messages in pieces")
        for message in whole.all {
            // A hello is bounded when it is read, and says less when it is written: from then on it stays as it is.
            var written = Self.messages([message.bytes[...]]).all
            if case .hello? = written.first { written = Self.messages([written[0].bytes[...]]).all }
            guard let again = written.first else { throw FuzzFailure("\(message) cannot be read again") }
            if case .hello = message {
                try holdEqual(Self.messages([again.bytes[...]]).all, [again], "written and read again")
            } else {
                try holdEqual(again, message, "written and read again")
            }
        }
    }

    private static func messages(_ pieces: [ArraySlice<UInt8>]) -> (all: [AttachMessage], isBroken: Bool) {
        var decoder = AttachDecoder()
        var messages: [AttachMessage] = []
        for piece in pieces {
            do throws(AttachDecoder.Broken) {
                messages += try decoder.consume(piece)
            } catch {
                return (messages, true)
            }
        }
        return (messages, false)
    }
}
