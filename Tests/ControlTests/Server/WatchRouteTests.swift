import Control
import OneBot
import Snapshot
import Testing

@Suite("Health checks and metrics on the control socket")
struct WatchRouteTests {
    private static let failed = ListenerFacts(host: "0.0.0.0", port: 8021, state: .failed)
    private static let listening = ListenerFacts(host: "0.0.0.0", port: 8022, state: .listening)

    @Test(
        "it lives while its loops answer, and is ready while something listens as well",
        arguments: [
            ("/healthz", true, [Self.listening], 200, #"{"ok":true,"listening":1}"#),
            ("/healthz", true, [Self.failed], 200, #"{"ok":true,"listening":0}"#),
            ("/readyz", true, [Self.failed, Self.listening], 200, #"{"ready":true,"listening":1}"#),
            (
                "/readyz?lang=en", true, [Self.failed], 503,
                #"{"error":"No bot can connect: port 8021 cannot be listened on. Why, and what to do, says: onebot-console doctor","ready":false,"listening":0}"#
            ),
            (
                "/readyz?lang=zh", true, [Self.failed], 503,
                #"{"error":"机器人无法连接：无法监听端口 8021。原因和处理办法请运行：onebot-console doctor","ready":false,"listening":0}"#
            ),
            (
                "/readyz?lang=zh", true, [], 503,
                #"{"error":"机器人无法连接：控制台正在启动或停止，尚未监听。请查看：onebot-console status","ready":false,"listening":0}"#
            ),
            (
                "/healthz", false, [Self.listening], 503,
                #"{"error":"A part of the console has not answered for 5 s: the machine is overloaded, or the console hangs. If it stays so, restart it.","ok":false,"listening":1}"#
            ),
            (
                "/readyz", false, [Self.listening], 503,
                #"{"error":"A part of the console has not answered for 5 s: the machine is overloaded, or the console hangs. If it stays so, restart it.","ready":false,"listening":1}"#
            ),
        ] as [(String, Bool, [ListenerFacts], Int, String)]
    )
    func health(path: String, answers: Bool, listeners: [ListenerFacts], status: Int, body: String) async throws {
        try await withControlServer { socket, backend, _ in
            backend.loopsAnswer = answers
            backend.snapshot.endpoint.listeners = listeners
            let answer = try await ControlClient.patient(socket).send("GET", path)
            #expect(answer.status == status)
            #expect(answer.json.rendered == body)
        }
    }

    @Test("the page goes out as it is, in the type that Prometheus asks for")
    func metrics() async throws {
        try await withControlServer { socket, backend, _ in
            let connection = try #require(RawConnection(socket))
            await connection.send("GET /metrics HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
            let answer = await connection.receive()
            #expect(answer.text.hasPrefix("HTTP/1.1 200 "))
            #expect(answer.text.contains("content-type: text/plain; version=0.0.4; charset=utf-8\r\n"))
            #expect(answer.text.hasSuffix("\r\n\r\n" + (backend.page ?? "")))
            #expect(answer.ended)
        }
    }

    @Test("a page that cannot be made in time is 503 with a sentence, and only reading is allowed")
    func none() async throws {
        try await withControlServer { socket, backend, _ in
            backend.page = nil
            let client = ControlClient.patient(socket)
            let answer = try await client.send("GET", "/metrics?lang=zh")
            #expect(answer.status == 503)
            #expect(answer.json["error"]?.string?.hasPrefix("未能及时收集指标") == true)
            for path in ["/metrics", "/healthz", "/readyz"] {
                let refused = try await client.send("POST", path)
                #expect(refused.status == 405)
            }
        }
    }
}
