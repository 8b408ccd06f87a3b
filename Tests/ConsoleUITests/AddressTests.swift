import ConsoleUI
import Doctor
import Snapshot
import Terminal
import Testing

@Suite struct AddressTests {
    @Test(
        "The address for bots: public URL, else the host reached, else the adviser's, else where it listens",
        arguments: [
            (
                String?.some("wss://bots.example.org/ws"), String?.some("203.0.113.7"), "ws://10.0.0.1:8021/ws",
                "wss://bots.example.org/ws"
            ),
            ("https://bots.example.org/ws", nil, "", "wss://bots.example.org/ws"),
            ("", "203.0.113.7", "ws://10.0.0.1:8021/ws", "ws://203.0.113.7:8021/onebot/v11/ws"),
            (nil, "192.168.1.5", "ws://10.0.0.1:8021/ws", "ws://192.168.1.5:8021/onebot/v11/ws"),
            (nil, "127.0.0.1", "", "ws://127.0.0.1:8021/onebot/v11/ws"),
            (nil, "127.0.0.1", "ws://10.0.0.1:8021/ws", "ws://10.0.0.1:8021/ws"),
            (nil, "::1", "ws://10.0.0.1:8021/ws", "ws://10.0.0.1:8021/ws"),
            (nil, "2001:db8::1", "", "ws://[2001:db8::1]:8021/onebot/v11/ws"),
            (nil, "::ffff:203.0.113.9", "", "ws://203.0.113.9:8021/onebot/v11/ws"),
            (nil, "bad host\u{1B}", "ws://10.0.0.1:8021/ws", "ws://10.0.0.1:8021/ws"),
            (nil, nil, "ws://10.0.0.1:8021/ws", "ws://10.0.0.1:8021/ws"),
            (nil, nil, "", "ws://127.0.0.1:8021/onebot/v11/ws"),
        ]
    )
    func forBots(_ publicURL: String?, _ reached: String?, _ best: String, _ expected: String) {
        let snapshot = Fixture.snapshot { $0.endpoint.publicURL = publicURL }
        let diagnosis = Diagnosis(bestAddress: best)
        #expect(Screen(snapshot, reachedAt: reached, diagnosis: diagnosis).model.addressForBots == expected)
    }

    @Test(
        "Before anybody has looked, the address is the one that is listened on",
        arguments: [
            ("0.0.0.0", "ws://127.0.0.1:8021/onebot/v11/ws"), ("::", "ws://127.0.0.1:8021/onebot/v11/ws"),
            ("192.168.1.20", "ws://192.168.1.20:8021/onebot/v11/ws"), ("fd00::7", "ws://[fd00::7]:8021/onebot/v11/ws"),
        ]
    )
    func listened(_ host: String, _ expected: String) {
        let snapshot = Fixture.snapshot {
            $0.endpoint.listeners = [ListenerFacts(host: host, port: 8021, state: .listening)]
        }
        #expect(Screen(snapshot, reachedAt: nil).model.addressForBots == expected)
    }

    @Test("A listener with TLS gives wss")
    func tls() {
        let snapshot = Fixture.snapshot { snapshot in
            snapshot.endpoint.listeners = [
                ListenerFacts(host: "::", port: 1, state: .failed),
                ListenerFacts(host: "0.0.0.0", port: 8443, tls: true, state: .listening),
            ]
        }
        #expect(Screen(snapshot).model.addressForBots == "wss://203.0.113.7:8443/onebot/v11/ws")
    }

    @Test(
        "The WebUI's loopback host is that of this server for the operator's browser; others stay",
        arguments: [
            ("http://127.0.0.1:6099/webui", String?.some("203.0.113.7"), "http://203.0.113.7:6099/webui"),
            ("http://localhost:6099/webui", "2001:db8::1", "http://[2001:db8::1]:6099/webui"),
            ("http://[::1]/webui", "203.0.113.7", "http://203.0.113.7/webui"),
            ("https://napcat.example.org/webui", "203.0.113.7", "https://napcat.example.org/webui"),
            ("http://127.0.0.1:6099/webui", nil, "http://127.0.0.1:6099/webui"),
            ("127.0.0.1", "203.0.113.7", "127.0.0.1"),
            ("http://", "203.0.113.7", "http://"),
            ("", "203.0.113.7", ""),
        ]
    )
    func webUI(_ url: String, _ reached: String?, _ expected: String) {
        let snapshot = Fixture.snapshot { $0.napcat.webUI = url }
        #expect(Screen(snapshot, reachedAt: reached).model.webUIAddress == expected)
    }
}
