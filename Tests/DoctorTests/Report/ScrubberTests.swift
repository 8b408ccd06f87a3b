import Doctor
import Testing

@Suite("The scrubber of reports")
struct ScrubberTests {
    private static func scrubber() -> Scrubber {
        Scrubber(names: ["小助手", "bots.example.org", "/home/alice"], numbers: [18_021]) { text in
            switch text {
            case "10.0.0.9", "10.0.0.10": "lan"
            case "203.0.113.7", "2001:db8::7": "public"
            case "127.0.0.1", "::1": "loopback"
            default: nil
            }
        }
    }

    @Test(
        "numbers, addresses and names go, what says something stays",
        arguments: [
            ("QQ 1000010001 is offline", "QQ <number-G> is offline"),
            ("群20001000里", "群<number-G>里"),
            ("10.0.0.9:51234 and 10.0.0.10", "<lan-G>:<number-G> and <lan-H>"),
            ("ws://203.0.113.7:18021/onebot/v11/ws", "ws://<public-G>:18021/onebot/v11/ws"),
            ("ws://[2001:db8::7]:8021/", "ws://[<public-G>]:8021/"),
            ("from 127.0.0.1, ::1.", "from 127.0.0.1, ::1."),
            ("since 14:02:11, 12 times, 39.9 MiB", "since 14:02:11, 12 times, 39.9 MiB"),
            ("小助手 at bots.example.org in /home/alice/state", "<name-I> at <name-G> in <name-H>/state"),
            ("NapCat 4.8.1, OneBot/11, AUTH-09", "NapCat 4.8.1, OneBot/11, AUTH-09"),
            ("id1000010001x", "id<number-G>x"),
            ("", ""),
        ]
    )
    func scrub(text: String, expected: String) {
        var scrubber = Self.scrubber()
        #expect(scrubber.scrub(text) == expected)
    }

    @Test("one thing keeps one stand-in through a whole report")
    func consistent() {
        var scrubber = Self.scrubber()
        #expect(scrubber.scrub("1000010001 10.0.0.9") == "<number-G> <lan-G>")
        #expect(scrubber.scrub("10.0.0.10 1000010002 1000010001") == "<lan-H> <number-H> <number-G>")
    }
}
