import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import OneBot

import struct Foundation.URL

/// Requests to a container engine over its Unix socket.
///
/// Paths have no version in front: the newest engines refuse the low ones and old engines do not know the high ones,
/// while every engine takes a path without for its own newest. What is read here has been the same since API 1.24.
struct EngineExchange: Sendable {
    let socket: String
    let group: any EventLoopGroup

    /// Sends one request and hands what it is answered with to `body`.
    ///
    /// A connection serves one request: an engine is asked seldom, and nothing is left open in between. The time limit
    /// is for all of it; the HTTP library's own ends with the head of the answer.
    ///
    /// - Parameter missing: What status 404 means here.
    @concurrent
    func ask<Body: EngineBody>(
        _ method: HTTPMethod,
        _ path: String,
        within limit: Duration,
        missing: EngineProblem,
        into body: Body
    ) async throws(EngineProblem) -> Body {
        guard let url = URL(httpURLWithSocketPath: self.socket, uri: path) else { throw .absent }
        var request = HTTPClientRequest(url: url.absoluteString)
        request.method = method
        // The library has none for Unix sockets, and engines refuse a request without.
        request.headers.add(name: "host", value: "localhost")
        request.headers.add(name: "user-agent", value: "onebot-console")
        let client = Self.client(on: self.group, limit: limit)
        let outcome = await withTaskGroup(of: Result<Body, EngineProblem>.self) { [request] group in
            group.addTask { await Self.answer(to: request, from: client, missing: missing, limit: limit, into: body) }
            group.addTask {
                try? await Task.sleep(for: limit)
                return .failure(.timedOut)
            }
            defer { group.cancelAll() }
            return await group.next() ?? .failure(.timedOut)
        }
        // Whatever it says: all connections are closed.
        try? await client.shutdown()
        return try outcome.get()
    }

    private static func client(on group: any EventLoopGroup, limit: Duration) -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = TimeAmount(limit)
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
    }

    private static func answer<Body: EngineBody>(
        to request: HTTPClientRequest,
        from client: HTTPClient,
        missing: EngineProblem,
        limit: Duration,
        into body: Body
    ) async -> Result<Body, EngineProblem> {
        do {
            let response = try await client.execute(request, deadline: .now() + TimeAmount(limit))
            switch response.status.code {
            case 200...299: return .success(try await Self.read(response.body, into: body))
            case 401, 403: return .failure(.notPermitted)
            case 404: return .failure(missing)
            case 400...599:
                let complaint = try await Self.read(response.body, into: WholeBody(limit: EngineLimits.complaint))
                return .failure(Self.complaint(complaint))
            default: return .failure(.notAnEngine)
            }
        } catch {
            return .failure(EngineFault.problem(error))
        }
    }

    private static func read<Body: EngineBody>(_ stream: HTTPClientResponse.Body, into body: Body) async throws -> Body
    {
        var body = body
        for try await bytes in stream {
            guard body.take(bytes) else { break }
        }
        return body
    }

    /// `{"message": "…"}`, which Docker and Podman both write.
    private static func complaint(_ body: WholeBody) -> EngineProblem {
        guard !body.isCut, let value = try? JSONParser.parse(body.bytes, rules: .lenient),
            let message = value["message"]?.string
        else { return .notAnEngine }
        return .said(LogText.cut(LogMask().masked(LogText.plain(message)).unicodeScalars, 200))
    }
}
