import EndpointTesting
import Foundation
import NIOCore
import NapCatTesting
import OneBot
import Testing

/// A client of the WebUI that knows nothing but HTTP, one connection a call.
struct WebUICaller {
    /// `printf 'standin2026token.napcat' | sha256sum`
    static let hash = "d8e57d739a47258351a020b93f8e064d2d43a194cc858b92146fa014795dc605"

    struct Answer {
        var status: Int
        var headers: [String: String]
        var body: String
        var json: JSONValue?

        var code: Int? { self.json?["code"]?.integer }
        var message: String? { self.json?["message"]?.string }
        var data: JSONValue? { self.json?["data"] }
    }

    let port: Int
    var credential: String?

    func call(
        _ method: String,
        _ target: String,
        _ body: String? = nil,
        type: String? = "application/json",
        headers: [(String, String)] = []
    ) async throws -> Answer {
        let peer = try await RawPeer(port: self.port)
        var head = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        if let credential = self.credential { head += "Authorization: Bearer \(credential)\r\n" }
        if let type, body != nil { head += "Content-Type: \(type)\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        try await peer.write(head + "Content-Length: \(body?.utf8.count ?? 0)\r\n\r\n" + (body ?? ""))
        let answer = try await Self.read(peer)
        await peer.close()
        return answer
    }

    func post(_ route: String, _ body: String? = nil) async throws -> Answer {
        try await self.call("POST", "/api" + route, body)
    }

    func get(_ route: String) async throws -> Answer {
        try await self.call("GET", "/api" + route)
    }

    /// A caller with a credential.
    static func loggedIn(_ napcat: StandInNapCat) async throws -> WebUICaller {
        var caller = WebUICaller(port: napcat.port)
        let answer = try await caller.post("/auth/login", #"{"hash":"\#(Self.hash)"}"#)
        caller.credential = try #require(answer.data?["Credential"]?.string)
        return caller
    }

    /// Saves a configuration.
    func save(_ config: String) async throws -> Answer {
        let body = JSONValue.object([JSONMember("config", .string(config))])
        return try await self.post("/OB11Config/SetConfig", body.rendered)
    }

    private static func read(_ peer: RawPeer) async throws -> Answer {
        let whole = String(decoding: try await peer.readToEnd(), as: UTF8.self)
        let end = try #require(whole.firstRange(of: "\r\n\r\n"))
        let lines = whole[..<end.lowerBound].components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let pair = line.split(separator: ":", maxSplits: 1)
            if pair.count == 2 { headers[pair[0].lowercased()] = pair[1].trimmingCharacters(in: .whitespaces) }
        }
        let body = String(whole[end.upperBound...])
        return Answer(
            status: lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0,
            headers: headers,
            body: body,
            json: try? JSONParser.parse(body.utf8)
        )
    }
}

/// A stand-in for the time of `body`.
func withStandIn(
    _ configuration: StandInConfiguration = StandInConfiguration(),
    _ body: (StandInNapCat) async throws -> Void
) async throws {
    let napcat = try await StandInNapCat.start(configuration)
    do {
        try await body(napcat)
    } catch {
        await napcat.stop()
        throw error
    }
    await napcat.stop()
}
