import OneBot

@testable import Control

extension FuzzTarget {
    static let controlRequest = FuzzTarget(
        "control-request",
        longest: 700,
        seeds: [
            "GET /v1/status?lang=zh HTTP/1.1\r\nHost: localhost\r\nAccept-Language: zh-CN,en\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
            "PATCH /v1/settings HTTP/1.1\r\nHost: x\r\nContent-Length: 59\r\n\r\n{\"endpoint.port\":9000,\"endpoint\":{\"aliases\":[\"/a\"],\"x\":true}}",
            "POST /v1/call HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n38\r\n{\"self_id\":1,\"action\":\"get_status\",\"params\":{\"a\":[1.5]}}\r\n0\r\n\r\n",
            "GET /v1/events?follow=0&filter=kind:message%20group:1&since=2026-01-02T03:04:05Z&until=2026-01-02T03:04:05.678Z&tail=3&self_id=1 HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /v1/key/rotate HTTP/1.1\r\nHost: x\r\nContent-Length: 18\r\n\r\n{\"grace_s\": 600  }",
            "POST /v1/napcat/apply HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\n{\"number\":1}POST /v1/napcat/plan HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\n{\"url\":null}",
            "HEAD /v1/doctor HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        ],
        words: [
            "\r\n", "\r\n\r\n", "GET ", "PATCH ", "POST ", "HEAD ", "CONNECT ", "/v1/", " HTTP/1.1", " HTTP/1.0",
            "Content-Length: ",
            "Transfer-Encoding: chunked\r\n", "Connection: close\r\n", "Upgrade: x\r\n", "Expect: 100-continue\r\n",
            "?", "&", "%", "%zz", "=", "tail=",
            "since=", "{", "}", "[", "]", "\"", ":", "null", "1e999", "-9223372036854775808", "0\r\n\r\n",
            "ffffffffffffffff\r\n",
        ],
        check: { try ControlRequestTarget.check($0) }
    )

    /// What another process of ours, or something else on the socket, may answer a command.
    static let controlAnswer = FuzzTarget(
        "control-answer",
        longest: 900,
        seeds: ControlSeeds.answers,
        words: [
            "null", "[]", "{}", "\"\"", "-1", "1e999", "9223372036854775807", "true", ":", ",", "\"bots\":",
            "\"findings\":", "\"links\":", "\"id\":",
        ]
    ) { bytes in
        guard let json = try? JSONParser.parse(bytes) else { return }
        if let status = StatusDocument(json: json) {
            try hold(StatusDocument(json: status.json) != nil, "a status that is not read again")
        }
        if let doctor = DoctorDocument(json: json) {
            try hold(DoctorDocument(json: doctor.json) != nil, "a diagnosis that is not read again")
        }
        if let plan = ConnectionDocument(json: json) {
            try hold(ConnectionDocument(json: plan.json) != nil, "a plan that is not read again")
        }
        if let applied = AppliedConnection(json: json) {
            try hold(AppliedConnection(json: applied.json) != nil, "an end that is not read again")
        }
        _ = NapCatReport(json: json)
    }
}
