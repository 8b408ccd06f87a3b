package import Snapshot

/// One of the six steps from a NapCat that runs to events that arrive.
package struct ConnectStep: Equatable, Sendable {
    package enum Kind: Int, Equatable, Hashable, Sendable, CaseIterable {
        case webUI = 1
        case token, login, client, connected, events
    }

    package enum State: Equatable, Sendable {
        /// ✓
        case done
        /// ✓, but something about it is not as it should be: ⚠
        case warning
        /// ✗
        case failed
        /// Not there yet, or hidden by an earlier step: ·
        case waiting
    }

    /// What a key can do about the step; which key it is, the screen's own table knows.
    package enum Offer: Equatable, Hashable, Sendable, CaseIterable {
        /// Make or mend NapCat's entry.
        case apply
        case typeToken
        /// The six digits of two-factor login.
        case typeCode
        case showQRCode
        /// Ask NapCat for a new one.
        case refreshQRCode
        /// Restart NapCat's container.
        case restart
        /// Give NapCat's WebUI a strong token.
        case strongToken
        /// Listen on a free high port ourselves.
        case freePort
        /// Give NapCat's WebUI a free high port.
        case panelPort
    }

    package var kind: Kind
    package var state: State
    /// A few words behind the step: milliseconds, what differs.
    package var evidence: String
    /// What is wrong and what to do, in whole sentences; empty when nothing is.
    package var explanation: String
    /// The most useful first; empty where no key helps.
    package var offers: [Offer]

    package init(
        _ kind: Kind,
        _ state: State,
        evidence: String,
        explanation: String = "",
        offers: [Offer] = []
    ) {
        self.kind = kind
        self.state = state
        self.evidence = evidence
        self.explanation = explanation
        self.offers = offers
    }

    /// `WebUI answers`.
    package static func label(_ kind: Kind, _ language: Language) -> String {
        switch (kind, language) {
        case (.webUI, .english): "WebUI answers"
        case (.webUI, .chinese): "WebUI 有应答"
        case (.token, .english): "WebUI token"
        case (.token, .chinese): "WebUI 密钥"
        case (.login, .english): "QQ logged in"
        case (.login, .chinese): "QQ 已登录"
        case (.client, .english): "WebSocket client"
        case (.client, .chinese): "WebSocket 客户端"
        case (.connected, .english): "Connected"
        case (.connected, .chinese): "已连接"
        case (.events, .english): "Events arrive"
        case (.events, .chinese): "事件到达"
        }
    }
}
