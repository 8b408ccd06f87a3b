/// Answers of the console, as its commands read them.
enum ControlSeeds {
    static let answers = [
        #"{"version":"0.1.0","pid":1,"uptime_s":1.5,"endpoint":{"path":"/","listeners":[{"host":"::","port":8021,"tls":false,"state":"listening","error":null}]},"bots":[{"self_id":"1","name":null,"state":"online","roles":["api"],"links":[{"id":1,"role":"api","peer":"x:1","user_agent":null,"connected_at":"2026-01-02T03:04:05.678Z","speaks":true}],"events":1,"api_calls":2,"api_failures":0,"bytes_in":3,"bytes_out":4,"rtt_ms":0.5}],"counters":{"handshakes_accepted":1,"handshakes_refused":0,"events":1,"api_calls":1,"frames_bad":0},"findings":[]}"#,
        #"{"running":true,"checked_at":"2026-01-02T03:04:05.678Z","findings":[{"id":"SYS-03","severity":"error","subject":"/s","title":"t","evidence":"e","fix":["f"],"since":"2026-01-02T03:04:05.678Z","last":"2026-01-02T03:04:05.678Z","count":2,"certainty":"proved","clears":"c"}],"checks":[{"id":"listener","state":"good","detail":""}],"self_test":[{"address":"127.0.0.1","port":8021,"question":"rightKey","passed":true,"answer":"a"}]}"#,
        #"{"number":1,"way":"webui","file":null,"self_id":null,"entry":"a","new":true,"reconnects":false,"lines":[{"kind":"added","text":"x"}],"restart":null}"#,
        #"{"text":"done","end":"connected"}"#,
        #"{"steps":[{"step":1,"id":"reach","state":"good","label":"l","evidence":"e","explanation":"x"}],"webui":{"url":"u"},"version":"4","address":"a","connected":true,"qq":{"qr_code":"c"}}"#,
    ]
}
