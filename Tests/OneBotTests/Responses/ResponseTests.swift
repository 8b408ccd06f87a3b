import OneBot
import Testing

@Suite struct ResponseTests {
    @Test(
        "status is judged first, then retcode",
        arguments: [
            (#"{"status":"ok","retcode":0}"#, true), (#"{"status":"async","retcode":1}"#, true),
            (#"{"status":"ok","retcode":1404}"#, true), (#"{"status":"failed","retcode":0}"#, false),
            (#"{"status":"failed","retcode":1400}"#, false), (#"{"retcode":0}"#, true), (#"{"retcode":1}"#, true),
            (#"{"retcode":100}"#, false), (#"{"status":null,"retcode":"0"}"#, true), (#"{"echo":1}"#, false),
        ]
    )
    func success(text: String, succeeded: Bool) throws {
        #expect(try #require(Response(Array(text.utf8))).succeeded == succeeded)
    }

    @Test(
        "the reason is what is meant for people",
        arguments: [
            (#"{"status":"failed","message":"m","wording":"w","msg":"CODE"}"#, "w"),
            (#"{"status":"failed","message":"m","wording":"","msg":"CODE"}"#, "m"),
            (#"{"status":"failed","msg":"CODE","message":""}"#, "CODE"), (#"{"status":"failed"}"#, nil),
        ]
    )
    func reason(text: String, expected: String?) throws {
        #expect(try #require(Response(Array(text.utf8))).message == expected)
    }

    @Test("every sample is decoded, and as CallAnswer would be told", arguments: Samples.responses.dropLast())
    func samples(bytes: [UInt8]) throws {
        let response = try #require(Response(bytes))
        #expect(response.retcode == EnvelopeScanner.scan(bytes).retcode)
        #expect(response.succeeded == (response.status.map { $0 != "failed" } ?? (response.retcode == 0)))
    }

    @Test("what is no object is no response", arguments: ["", "[]", "1", "{"])
    func none(text: String) {
        #expect(Response(Array(text.utf8)) == nil)
    }

    @Test("large numbers and any echo stay what they are")
    func numbers() throws {
        let text = #"{"status":"ok","data":{"id":9223372036854775808},"echo":9007199254740993}"#
        let response = try #require(Response(Array(text.utf8)))
        #expect(response.data?.rendered == #"{"id":9223372036854775808}"#)
        #expect(response.echo?.rendered == "9007199254740993")
    }

    @Test(
        "a call goes on after a stream's part and after nothing else",
        arguments: [
            (#"{"stream":"stream-action","data":{"type":"stream","data_type":"file_info"}}"#, true),
            (#"{"data":{"data":"\"}","type":"stream"},"echo":{"stream":"x"},"stream":"stream-action"}"#, true),
            (#"{"stream":"stream-action","data":{"type":"response"}}"#, false),
            (#"{"stream":"stream-action","data":{"type":"error"}}"#, false),
            (#"{"stream":"stream-action","data":{"type":"stream","stream_id":"u-1"}}"#, false),
            (#"{"stream":"normal-action","data":{"type":"stream"}}"#, false),
            (#"{"data":{"type":"stream"}}"#, false), (#"{"stream":"stream-action","data":null}"#, false),
            (#"{"stream":"stream-action","data":[{"type":"stream"}]}"#, false),
            (#"{"stream":"stream-action"}"#, false), (#"{"stream":"stream-action","data":{"type":"stream"}"#, false),
            (#"{"stream":"stream-action","data":{"x":{"type":"stream"}}}"#, false),
            ("", false), ("{}", false), ("[", false),
        ]
    )
    func parts(text: String, isPartial: Bool) {
        #expect(StreamPart.isPartial(Array(text.utf8)) == isPartial)
    }

    @Test("among the samples only the parts of a download are parts")
    func sampleParts() {
        let parts = Samples.responses.filter { StreamPart.isPartial($0) }
        #expect(parts.count == 3)
        #expect(parts.allSatisfy { Response($0)?.echo == .string("s-1") })
    }

    @Test("never traps on mutilated answers")
    func mutations() {
        var random = SplitMix(seed: 23)
        for bytes in Samples.mutations(of: Samples.responses, count: 4000, using: &random) {
            _ = Response(bytes)
            _ = StreamPart.isPartial(bytes)
        }
    }
}
