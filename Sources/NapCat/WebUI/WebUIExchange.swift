import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import OneBot

/// Sends one request to NapCat's WebUI and reads its answer. Bounded in memory; whoever calls bounds the time.
struct WebUIExchange: Sendable {
    let http: HTTPClient
    let fault: WebUIFault
    /// Bytes of an answer's body.
    let longestAnswer: Int

    /// Certificates are checked. Only NIOSSL, no dependency of ours, could spare those on a loopback address; who has a
    /// certificate of their own making trusts it on this machine.
    static func client(on group: any EventLoopGroup, connectingWithin time: Duration) -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = TimeAmount(time)
        configuration.connectionPool.retryConnectionEstablishment = false
        // Each call has a connection of its own: one that was kept may be closed by NapCat in the very moment in which it
        // is used again, and would be taken for a failure.
        configuration.maximumUsesPerConnection = 1
        return HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
    }

    /// - Throws: Also when NapCat's envelope cannot be read; what the envelope says is not looked at.
    @concurrent
    func answer(
        to call: WebUICall,
        credential: Secret? = nil,
        hiding: [Secret]
    ) async throws(WebUIProblem) -> WebUIAnswer {
        var request = HTTPClientRequest(url: self.fault.address.api + call.path)
        request.method = call.method
        request.headers.add(name: "user-agent", value: "onebot-console")
        request.headers.add(name: "accept", value: "application/json")
        if let credential { request.headers.add(name: "authorization", value: "Bearer " + credential.exposed) }
        if !call.body.isEmpty {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: call.body))
        }
        let response: HTTPClientResponse
        do {
            response = try await self.http.execute(request, deadline: .distantFuture)
        } catch {
            throw self.fault.problem(error)
        }
        let status = Int(response.status.code)
        if status == 200 { return try WebUIAnswer(try await self.body(of: response)) }
        if (300..<400).contains(status), let target = response.headers.first(name: "location") {
            throw .redirected(to: ForeignText.quoted(String(target.prefix { $0 != "?" && $0 != "#" }), hiding: hiding))
        }
        // NapCat's access control says so in JSON; a web server in front of it has a page.
        if status == 403,
            let body = try? JSONParser.parse(try await self.body(of: response), rules: .lenient),
            body["error"]?.string != nil
        {
            throw .addressBlocked
        }
        throw .otherProgram(status: status)
    }

    /// Whether the port speaks TLS, whoever vouches for it. Nothing of ours is sent.
    @concurrent
    func speaksTLS() async -> Bool {
        let address = self.fault.address
        let host = address.host.contains(":") ? "[\(address.host)]" : address.host
        do {
            _ = try await self.http.execute(
                HTTPClientRequest(url: "https://\(host):\(address.port)/"),
                deadline: .distantFuture
            )
            return true
        } catch {
            // A certificate was shown, but it is not trusted, or is for another name. Of a module that is none of our
            // dependencies: known by its words.
            let text = String(reflecting: error)
            return text.contains("CERTIFICATE_VERIFY_FAILED")
                || String(reflecting: type(of: error)) == "NIOSSL.NIOSSLExtraError"
        }
    }

    private func body(of response: HTTPClientResponse) async throws(WebUIProblem) -> [UInt8] {
        do {
            return Array(buffer: try await response.body.collect(upTo: self.longestAnswer))
        } catch is NIOTooManyBytesError {
            throw .otherProgram(status: Int(response.status.code))
        } catch {
            throw self.fault.problem(error)
        }
    }
}
