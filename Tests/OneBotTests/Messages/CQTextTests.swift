import OneBot
import Testing

@Suite struct CQTextTests {
    private static func code(_ type: String, _ data: KeyValuePairs<String, String> = [:]) -> MessageSegment {
        MessageSegment(type: type, data: data.map { JSONMember($0.key, .string($0.value)) })
    }

    @Test(
        "reads codes by the letter, and everything else as text",
        arguments: [
            ("[CQ:face,id=178]", [Self.code("face", ["id": "178"])]),
            ("[CQ:face, id=178]", [Self.code("face", [" id": "178"])]),
            ("[CQ:face,id=1,]", [.text("[CQ:face,id=1,]")]),
            ("[CQ:share,title=a,b]", [.text("[CQ:share,title=a,b]")]),
            ("[CQ:face,id=1", [.text("[CQ:face,id=1")]),
            ("[cq:face,id=1]", [.text("[cq:face,id=1]")]),
            ("[CQ:]", [.text("[CQ:]")]),
            ("[CQ:,a=b]", [.text("[CQ:,a=b]")]),
            ("a&#44;b", [.text("a&#44;b")]),
            ("[CQ:text,text=hi]", [.text("hi")]),
            ("[[CQ:face,id=1]]", [.text("["), Self.code("face", ["id": "1"]), .text("]")]),
            ("[CQ:image,file=x]y]", [Self.code("image", ["file": "x"]), .text("y]")]),
            ("[CQ:face,id=]", [Self.code("face", ["id": ""])]),
            ("[CQ:face,id]", [.text("[CQ:face,id]")]),
            ("[CQ:face,=1]", [.text("[CQ:face,=1]")]),
            ("[CQ:a-b,x=1]", [Self.code("a-b", ["x": "1"])]),
            ("[CQ:表情,x=1]", [.text("[CQ:表情,x=1]")]),
            ("[CQ:at,qq=1,qq=2]", [Self.code("at", ["qq": "1", "qq": "2"])]),
            ("[CQ:image,file=a\nb]", [Self.code("image", ["file": "a\nb"])]),
            ("裸 & 符号 &lt;&#x5b;&nbsp;", [.text("裸 & 符号 &lt;&#x5b;&nbsp;")]),
            ("&amp;#91;&#91;&#93;&amp;amp;", [.text("&#91;[]&amp;")]),
            ("[CQ:x,a=b=c&#44;&#91;&amp;#93;]", [Self.code("x", ["a": "b=c,[&#93;"])]),
            ("[CQ:rps]", [Self.code("rps")]),
            ("[CQ:a,[CQ:b]", [.text("[CQ:a,"), Self.code("b")]),
            ("[CQ:a,b,c=1[CQ:d,e=f]", [.text("[CQ:a,b,c=1"), Self.code("d", ["e": "f"])]),
            ("[CQ:a,b=[CQ:d,e]", [.text("[CQ:a,b=[CQ:d,e]")]),
            ("[CQ:a]text[CQ:b]", [Self.code("a"), .text("text"), Self.code("b")]),
            ("", []),
        ]
    )
    func reading(text: String, expected: [MessageSegment]) {
        #expect(CQText.parse(text) == expected)
    }

    @Test("of a key that comes twice the last counts")
    func lastKey() {
        #expect(CQText.parse("[CQ:at,qq=1,qq=2]").first?.text("qq") == "2")
    }

    @Test(
        "writes values of every kind",
        arguments: [
            (MessageSegment(type: "face", data: [JSONMember("id", .integer(344))]), "[CQ:face,id=344]"),
            (
                MessageSegment(type: "x", data: [JSONMember("a", .null), JSONMember("b", .boolean(true))]),
                "[CQ:x,b=true]"
            ),
            (
                MessageSegment(type: "x", data: [JSONMember("a", .array([.integer(1), .integer(2)]))]),
                "[CQ:x,a=&#91;1&#44;2&#93;]"
            ),
            (.text("a,[b]&c"), "a,&#91;b&#93;&amp;c"),
            (MessageSegment(type: "text"), ""),
        ]
    )
    func writing(segment: MessageSegment, expected: String) {
        #expect(CQText.write([segment]) == expected)
    }

    private static let alphabet = [
        "[", "]", ",", "=", "&", "amp;", "#91;", "#44;", "CQ:", "a", "é", "😀", "\n", " ", "1",
    ]

    private static func randomText(_ random: inout SplitMix, upTo count: Int = 12) -> String {
        (0..<Int.random(in: 0...count, using: &random)).map { _ in
            Self.alphabet.randomElement(using: &random) ?? ""
        }.joined()
    }

    @Test("random segments come back as they were")
    func segmentsRoundTrip() {
        var random = SplitMix(seed: 21)
        for _ in 0..<5000 {
            var segments: [MessageSegment] = []
            for _ in 0..<Int.random(in: 0...5, using: &random) {
                let text = Self.randomText(&random)
                if Bool.random(using: &random) {
                    // Two texts side by side are one when read back.
                    guard segments.last?.type != "text", !text.isEmpty else { continue }
                    segments.append(.text(text))
                } else {
                    let keys = ["file", "url", " k", "键"].prefix(Int.random(in: 0...4, using: &random))
                    let data = keys.map { JSONMember($0, .string(Self.randomText(&random))) }
                    segments.append(
                        MessageSegment(type: ["face", "a-b", "x.y_1"].randomElement(using: &random)!, data: data)
                    )
                }
            }
            #expect(CQText.parse(CQText.write(segments)) == segments)
        }
    }

    @Test("random text loses nothing: read and written twice it stays the same, and its letters all stand in it")
    func nothingLost() {
        var random = SplitMix(seed: 22)
        for _ in 0..<5000 {
            let text = Self.randomText(&random, upTo: 30)
            let segments = CQText.parse(text)
            #expect(
                CQText.parse(CQText.write(segments)).reduce(into: [], Self.join) == segments.reduce(into: [], Self.join)
            )
            let written = CQText.write(segments)
            for letter in ["é", "😀", "\n"] as [Character] {
                #expect(written.filter { $0 == letter }.count == text.filter { $0 == letter }.count, "\(text)")
            }
            // A text without entities is rebuilt to the letter from its pieces.
            if !text.contains("&") { #expect(segments.map(Self.unescaped).joined() == text) }
        }
    }

    private static func unescaped(_ segment: MessageSegment) -> String {
        if segment.type == "text" { return segment.text("text") ?? "" }
        let data = segment.data.map { ",\($0.key)=\($0.value.string ?? "")" }
        return "[CQ:\(segment.type)\(data.joined())]"
    }

    private static func join(_ joined: inout [MessageSegment], _ segment: MessageSegment) {
        guard segment.type == "text", let last = joined.last, last.type == "text" else {
            joined.append(segment)
            return
        }
        joined[joined.count - 1] = .text((last.text("text") ?? "") + (segment.text("text") ?? ""))
    }

    @Test("broken codes by the thousand take no longer than good ones")
    func linear() {
        for piece in ["[CQ:a,b=", "[CQ:a,", "[CQ:", "[", "&", "[CQ:a,b=c"] {
            let text = String(repeating: piece, count: 100_000)
            for tail in ["", ",]", "]"] {
                #expect(!CQText.parse(text + tail).isEmpty)
            }
        }
    }

    @Test(
        "reads every form of a message",
        arguments: [
            (
                #"[{"type":"text","data":{"text":"a"}},{"type":"rps"},{"type":"dice","data":null}]"#,
                "a[CQ:rps][CQ:dice]"
            ),
            (#"{"type":"face","data":{"id":14}}"#, "[CQ:face,id=14]"),
            (#""a[CQ:face,id=1]""#, "a[CQ:face,id=1]"),
            (
                #"["plain",5,null,{"data":{"x":1}},{"type":"json","data":"{}"}]"#,
                "plain5[CQ:,data={\"x\":1}][CQ:json,data={}]"
            ),
            ("12", "12"),
            ("null", ""),
        ]
    )
    func forms(json: String, expected: String) throws {
        let (segments, _) = MessageSegment.read(try JSONParser.parse(json.utf8))
        #expect(CQText.write(segments) == expected)
    }

    @Test("NapCat's text form of a sample says the same as its segments", arguments: Samples.events)
    func samples(bytes: [UInt8]) throws {
        let event = try JSONParser.parse(bytes, rules: .lenient)
        guard event["message_format"]?.string == "array", let message = event["message"] else { return }
        guard let raw = event["raw_message"]?.string else { return }
        let array = MessageSegment.read(message).segments
        #expect(array.map(\.type) == CQText.parse(raw).map(\.type))
    }
}
