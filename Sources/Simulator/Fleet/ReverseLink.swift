package import NIOCore

/// One reverse WebSocket connection for a bot whose mind is elsewhere: dials, shakes hands, answers pings, carries
/// frames. On one event loop.
package final class ReverseLink {
    package enum Ending: Equatable, Sendable {
        /// Another status than 101.
        case refused(status: Int)
        case failed(ConnectFailure)
        /// We ended it before it was open.
        case abandoned
        /// After it was open.
        case closed
    }

    private let loop: any EventLoop
    private let opened: (ReverseLink) -> Void
    private let received: (ReverseLink, [UInt8]) -> Void
    private let ended: (ReverseLink, Ending) -> Void
    private var link: BotLink?
    private var isAbandoned = false

    /// - Parameters:
    ///   - opened: The server has answered 101.
    ///   - received: A text message.
    ///   - ended: Once, however far it came; never from within a call of ours.
    package init(
        loop: any EventLoop,
        opened: @escaping (ReverseLink) -> Void,
        received: @escaping (ReverseLink, [UInt8]) -> Void,
        ended: @escaping (ReverseLink, Ending) -> Void
    ) {
        self.loop = loop
        self.opened = opened
        self.received = received
        self.ended = ended
    }

    package var isOpen: Bool { self.link?.isOpen ?? false }

    /// A value for `Sec-WebSocket-Key`.
    package static func newKey() -> String {
        Base64.text((0..<16).map { _ in UInt8.random(in: .min ... .max) })
    }

    /// Dials, once.
    ///
    /// - Parameters:
    ///   - request: The whole head of the request.
    ///   - key: Its `Sec-WebSocket-Key`.
    ///   - timeout: For the connection, and again for the answer.
    ///   - verifiesCertificate: Whether a certificate must be trusted.
    package func dial(
        _ address: EndpointAddress,
        request: [UInt8],
        key: String,
        timeout: TimeAmount,
        verifiesCertificate: Bool = true
    ) {
        let link = BotLink(
            role: .universal,
            request: request,
            acceptHash: AcceptHash.accept(for: key),
            manners: BotLink.Manners(
                pongs: 1,
                neverReads: false,
                isMasked: true,
                timeout: timeout,
                verifiesCertificate: verifiesCertificate
            ),
            masks: SeededGenerator(seed: .random(in: 0 ... .max)),
            loop: self.loop,
            meter: FleetMeter(),
            owner: self
        )
        self.link = link
        link.dial(address)
    }

    /// Sends a text message; nothing on a connection that is not open.
    package func send(_ message: [UInt8]) {
        self.link?.send(.text, message)
    }

    /// Says goodbye without a code and waits for the answer, `patience` at most. What is not open yet is abandoned.
    package func close(patience: TimeAmount) {
        self.isAbandoned = !self.isOpen
        self.loop.assumeIsolated().execute { self.link?.close(code: nil, patience: patience) }
    }

    /// Ends without a word.
    package func drop() {
        self.isAbandoned = !self.isOpen
        self.loop.assumeIsolated().execute { self.link?.drop() }
    }
}

extension ReverseLink: BotLinkOwner {
    func opened(_ link: BotLink) { self.opened(self) }

    func received(_ message: [UInt8], on link: BotLink) { self.received(self, message) }

    func becameWritable(_ link: BotLink) {}

    func ended(_ link: BotLink, _ ending: BotLink.Ending) {
        switch ending {
        case .closed: self.ended(self, .closed)
        case _ where self.isAbandoned: self.ended(self, .abandoned)
        case .refused(let status, _): self.ended(self, .refused(status: status))
        case .failed(let failure): self.ended(self, .failed(failure))
        }
    }
}
