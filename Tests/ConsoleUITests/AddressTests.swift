import ConsoleUI
import Snapshot
import Terminal
import Testing

@Suite struct AddressTests {
    @Test(
        "The address for bots: public URL, else the host reached, else the best address, else this host",
        arguments: [
            (
                String?.some("wss://bots.example.org/ws"), String?.some("203.0.113.7"), ["10.0.0.1"],
                "wss://bots.example.org/ws"
            ),
            ("", "203.0.113.7", ["10.0.0.1"], "ws://203.0.113.7:8021/onebot/v11/ws"),
            (nil, "192.168.1.5", ["10.0.0.1"], "ws://192.168.1.5:8021/onebot/v11/ws"),
            (nil, "127.0.0.1", ["10.0.0.1"], "ws://127.0.0.1:8021/onebot/v11/ws"),
            (nil, "2001:db8::1", ["10.0.0.1"], "ws://[2001:db8::1]:8021/onebot/v11/ws"),
            (nil, "::ffff:203.0.113.9", [], "ws://203.0.113.9:8021/onebot/v11/ws"),
            (nil, "bad host\u{1B}", ["10.0.0.1"], "ws://10.0.0.1:8021/onebot/v11/ws"),
            (nil, nil, ["10.0.0.1", "10.0.0.2"], "ws://10.0.0.1:8021/onebot/v11/ws"),
            (nil, nil, ["fd00::7"], "ws://[fd00::7]:8021/onebot/v11/ws"),
            (nil, nil, ["ws://10.0.0.3:9/x"], "ws://10.0.0.3:9/x"),
            (nil, nil, [], "ws://127.0.0.1:8021/onebot/v11/ws"),
        ]
    )
    func forBots(_ publicURL: String?, _ reached: String?, _ addresses: [String], _ expected: String) {
        let snapshot = Fixture.snapshot { snapshot in
            snapshot.endpoint.publicURL = publicURL
            snapshot.endpoint.addresses = addresses
        }
        #expect(Screen(snapshot, reachedAt: reached).model.addressForBots == expected)
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
