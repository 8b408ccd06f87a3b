import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import OneBot

import struct Foundation.Date
import class Foundation.DateFormatter
import struct Foundation.Locale
import struct Foundation.TimeZone
import struct Foundation.URLComponents

/// POSTs to an operator's webhook. Nothing it returns holds anything of the address.
struct WebhookAction: Sendable {
    let client: HTTPClient
    let url: Secret
    let limits: AlarmLimits

    /// A client that follows no redirects and leaves trying again to us.
    static func client(on group: any EventLoopGroup) -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.idleTimeout = .seconds(10)
        return HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
    }

    /// The only part of the address that may be shown.
    static func host(of url: Secret) -> String {
        URLComponents(string: url.exposed)?.host ?? "?"
    }

    @concurrent
    func post(_ body: [UInt8]) async -> AttemptResult {
        guard let parts = URLComponents(string: self.url.exposed), parts.host?.isEmpty == false else {
            return .failed(.network(.badAddress))
        }
        var request = HTTPClientRequest(url: self.url.exposed)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "user-agent", value: "onebot-console")
        if let user = parts.user { request.setBasicAuth(username: user, password: parts.password ?? "") }
        request.body = .bytes(ByteBuffer(bytes: body))
        let deadline = NIODeadline.now() + TimeAmount(self.limits.time)
        do {
            let response = try await self.client.execute(request, deadline: deadline)
            await self.discard(response.body, until: deadline)
            return Self.judge(Int(response.status.code), retryAfter: response.headers.first(name: "retry-after"))
        } catch {
            return .failed(WebhookFault.failure(error, after: self.limits.time))
        }
    }

    /// Reads a little of the body, so that a common answer does not cost the connection. What goes wrong here is of no
    /// concern: the status has been said.
    private func discard(_ body: HTTPClientResponse.Body, until deadline: NIODeadline) async {
        let left = Duration(deadline - .now())
        await withTaskGroup { group in
            group.addTask { _ = try? await body.collect(upTo: self.limits.output) }
            group.addTask { try? await Task.sleep(for: left) }
            await group.next()
            group.cancelAll()
        }
    }

    private static func judge(_ status: Int, retryAfter: String?) -> AttemptResult {
        guard !(200...299).contains(status) else { return .done }
        var result = AttemptResult.failed(.httpStatus(status))
        if status == 429 || status == 503 { result.retryAfter = retryAfter.flatMap { Self.delay($0, from: Date()) } }
        return result
    }

    /// `Retry-After` is a number of seconds or a moment (RFC 9110, 10.2.3).
    static func delay(_ header: String, from now: Date) -> Duration? {
        let text = header.trimmingPrefix { $0 == " " }
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return .seconds(Int(text) ?? 1_000_000_000)
        }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        guard let date = format.date(from: String(text)) else { return nil }
        return .seconds(min(max(date.timeIntervalSince(now), 0), 1_000_000_000))
    }
}
