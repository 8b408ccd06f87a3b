import Control
import OneBot
import Snapshot
import Testing

@Suite struct StatusDocumentTests {
    @Test("an idle console's status is the contract's, key for key")
    func idle() {
        #expect(
            StatusDocument(Samples.snapshot).json.rendered == """
                {"version":"0.1.0","pid":4242,"uptime_s":12.5,\
                "endpoint":{"path":"/onebot/v11/ws","listeners":[{"host":"0.0.0.0","port":8021,"tls":false,\
                "state":"listening","error":null}]},\
                "bots":[],"apps":[],\
                "counters":{"handshakes_accepted":0,"handshakes_refused":0,"events":0,"api_calls":0,"frames_bad":0},\
                "findings":[],"state_dir":"/srv/state","socket_dir":null,\
                "settings_file":"/srv/config.yaml","went_back":null}
                """
        )
    }

    @Test("a bot has every key, the roles of its links, and the peer of the one that speaks")
    func bot() throws {
        var snapshot = Samples.snapshot
        snapshot.bots = [Samples.bot]
        let bots = try #require(StatusDocument(snapshot).json["bots"])
        #expect(
            bots.rendered == """
                [{"self_id":"1000010001","name":"小助手","implementation":"NapCat.Onebot",\
                "implementation_version":"4.8.1","state":"online","roles":["api","event"],"peer":"10.0.0.3:2",\
                "connected_at":"2026-01-02T03:04:06.000Z","last_event_at":"2026-01-02T03:04:09.250Z",\
                "last_heartbeat_at":null,\
                "links":[{"id":1,"role":"event","peer":"10.0.0.3:1","user_agent":null,\
                "connected_at":"2026-01-02T03:04:06.000Z","speaks":false},\
                {"id":2,"role":"api","peer":"10.0.0.3:2","user_agent":"OneBot/11",\
                "connected_at":"2026-01-02T03:04:07.000Z","speaks":true},\
                {"id":3,"role":"event","peer":"10.0.0.3:3","user_agent":null,\
                "connected_at":"2026-01-02T03:04:08.000Z","speaks":false}],\
                "events":13,"api_calls":5,"api_failures":1,"bytes_in":1000,"bytes_out":2000,"rtt_ms":0.812}]
                """
        )
    }

    @Test("what is not known of a bot is null, and never a missing key")
    func unknown() throws {
        var snapshot = Samples.snapshot
        snapshot.bots = [BotFacts(selfID: "7", state: .lost, peer: "10.0.0.9:5")]
        let bots = try #require(StatusDocument(snapshot).json["bots"])
        #expect(
            bots.rendered == """
                [{"self_id":"7","name":null,"implementation":null,"implementation_version":null,"state":"lost",\
                "roles":[],"peer":"10.0.0.9:5","connected_at":null,"last_event_at":null,"last_heartbeat_at":null,\
                "links":[],"events":0,"api_calls":0,"api_failures":0,"bytes_in":0,"bytes_out":0,"rtt_ms":null}]
                """
        )
    }

    @Test("the states' names are the contract's", arguments: [BotFacts.State.online, .offline, .quiet, .lost])
    func states(state: BotFacts.State) {
        var snapshot = Samples.snapshot
        snapshot.bots = [BotFacts(selfID: "7", state: state, peer: "")]
        #expect(StatusDocument(snapshot).bots.map(\.state) == ["\(state)"])
    }

    @Test(
        "a listener that failed says why, in the language asked for",
        arguments: [
            (ListenProblem.inUse(port: 80, owner: ProcessFacts(pid: 7, name: "nginx")), "nginx (process 7)", "进程 7"),
            (.inUse(port: 80, owner: nil), "another program", "其他程序"),
            (.notPermitted(port: 80), "not permitted", "没有权限"),
            (.addressNotHere(host: "10.9.9.9"), "10.9.9.9 does not belong", "10.9.9.9 不属于"),
            (.other("out of sockets"), "failed: out of sockets", "失败：out of sockets"),
        ]
    )
    func listenerProblem(problem: ListenProblem, english: String, chinese: String) throws {
        var snapshot = Samples.snapshot
        snapshot.endpoint.listeners = [ListenerFacts(host: "0.0.0.0", port: 80, state: .failed, problem: problem)]
        for (language, expected) in [(Language.english, english), (.chinese, chinese)] {
            let listener = try #require(StatusDocument(snapshot, language: language).listeners.first)
            #expect(listener.state == "failed")
            #expect(listener.error?.contains(expected) == true)
        }
    }

    @Test("a clock that was set back gives no negative uptime")
    func uptime() {
        var snapshot = Samples.snapshot
        snapshot.takenAt = Samples.time(-100)
        #expect(StatusDocument(snapshot).uptimeSeconds == 0)
    }

    @Test("what is written is read back as it was")
    func roundTrip() throws {
        var snapshot = Samples.snapshot
        snapshot.bots = [Samples.bot, BotFacts(selfID: "7", state: .lost, peer: "10.0.0.9:5")]
        snapshot.console.socketDirectory = "/run/short"
        snapshot.counters = CounterFacts(handshakesAccepted: 1, handshakesRefused: 2, events: 3, calls: 4, framesBad: 5)
        var document = StatusDocument(snapshot)
        let json = try JSONParser.parse(document.json.rendered.utf8)
        document.bots[0].roundTripMilliseconds = 0.812
        #expect(StatusDocument(json: json) == document)
    }

    @Test(
        "what is no status is not taken for one",
        arguments: ["{}", "[]", #"{"version":1}"#, #"{"version":"1","pid":1,"uptime_s":1}"#]
    )
    func noStatus(text: String) throws {
        #expect(StatusDocument(json: try JSONParser.parse(text.utf8)) == nil)
    }

    @Test("the access key is nowhere in it")
    func noKey() {
        var snapshot = Samples.snapshot
        snapshot.bots = [Samples.bot]
        #expect(!StatusDocument(snapshot).json.rendered.contains(snapshot.access.key.exposed))
    }

    @Test("findings have what the contract asks for in the status, and what makes them go away in the doctor's answer")
    func finding() throws {
        let document = StatusDocument(Samples.snapshot, findings: [Samples.finding], language: .chinese)
        let json = try #require(document.json["findings"]?.elements?.first)
        let contract = ["id", "severity", "subject", "title", "evidence", "fix", "since", "last", "count"]
        #expect(json.members?.map(\.key) == contract)
        #expect(json["id"]?.string == "SYS-03")
        #expect(json["severity"]?.string == "error")
        #expect(json["since"]?.date == Samples.time(3))
        #expect(StatusDocument(json: document.json)?.findings.map(\.id) == ["SYS-03"])

        let doctor = Samples.doctor
        #expect(doctor.json["findings"]?.elements?.first?.members?.map(\.key) == contract + ["certainty", "clears"])
        #expect(DoctorDocument(json: doctor.json) == doctor)
        #expect(DoctorDocument(json: document.json) == nil)
    }
}
