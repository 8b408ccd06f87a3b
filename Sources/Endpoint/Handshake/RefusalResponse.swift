import NIOCore

/// The HTTP answer to a request that is not accepted: its own status, one plain sentence, and the catalogue id.
enum RefusalResponse {
    static func bytes(
        _ refusal: Refusal,
        request: HandshakeRequest?,
        path: String,
        allocator: ByteBufferAllocator
    ) -> ByteBuffer {
        let chinese = request?.prefersChinese ?? false
        var type = "text/plain; charset=utf-8"
        var body = RefusalSentence.text(refusal, path: path, chinese: chinese) + "\n"
        if case .notWebSocket(isBrowser: true) = refusal, request?.value("Accept")?.contains("text/html") == true {
            type = "text/html; charset=utf-8"
            body = BrowserPage.html(path: path, host: request?.value("Host"), chinese: chinese)
        }
        if request?.method == "HEAD" { body = "" }
        var headers = [
            ("Content-Type", type),
            ("Content-Length", String(body.utf8.count)),
            ("Connection", "close"),
            ("Cache-Control", "no-store"),
            ("X-Refused-By", refusal.publicCause),
        ]
        switch refusal {
        case .key(let mistake) where mistake.isMissing:
            headers.append(("WWW-Authenticate", "Bearer"))
        case .notWebSocket, .wrongWebSocketVersion:
            headers[2].1 = "Upgrade, close"
            headers.append(("Upgrade", "websocket"))
            headers.append(("Sec-WebSocket-Version", "13"))
        case .wrongMethod:
            headers.append(("Allow", "GET"))
        case .blockedForGuessing(let seconds):
            headers.append(("Retry-After", String(seconds)))
        case .full, .noDescriptors:
            headers.append(("Retry-After", "30"))
        case .stopping:
            headers.append(("Retry-After", "5"))
        default:
            break
        }
        var buffer = allocator.buffer(capacity: 512 + body.utf8.count)
        buffer.writeString("HTTP/1.1 \(refusal.status) \(self.reason(refusal.status))\r\n")
        for (name, value) in headers { buffer.writeString("\(name): \(value)\r\n") }
        buffer.writeString("\r\n")
        buffer.writeString(body)
        return buffer
    }

    private static func reason(_ status: Int) -> String {
        switch status {
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 423: "Locked"
        case 426: "Upgrade Required"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 501: "Not Implemented"
        default: "Service Unavailable"
        }
    }
}
