package import Snapshot

/// A place that a bot may live in, seen from this console.
package enum BotPlace: Equatable, Hashable, Sendable {
    /// On this machine, not in a container.
    case sameHost
    /// In a container of this machine, on this bridge.
    case container(interface: String)
    /// In a container of the same compose network as this console.
    case composeNetwork
    case lan
    case tailnet
    case internet

    package func label(_ language: Language) -> String {
        switch (self, language) {
        case (.sameHost, .english): "this host"
        case (.sameHost, .chinese): "本机"
        case (.container(let interface), .english): "a container on \(interface)"
        case (.container(let interface), .chinese): "\(interface) 上的容器"
        case (.composeNetwork, .english): "the same compose network"
        case (.composeNetwork, .chinese): "同一 compose 网络"
        case (.lan, .english): "the LAN"
        case (.lan, .chinese): "局域网"
        case (.tailnet, .english): "the tailnet"
        case (.tailnet, .chinese): "组网（Tailscale）"
        case (.internet, .english): "the internet"
        case (.internet, .chinese): "公网"
        }
    }
}

/// The address for bots of one place, or why there is none.
package struct AddressAdvice: Equatable, Sendable {
    package var place: BotPlace
    /// Whole, ready to paste; nil: bots of this place cannot come in, and the notes say why.
    package var url: String?
    /// *Proved*: bots have come in that way, or it stays on this machine. *Unseen*: what lies between cannot be seen.
    package var certainty: Certainty
    package var notes: [AddressNote]

    package init(place: BotPlace, url: String?, certainty: Certainty, notes: [AddressNote]) {
        self.place = place
        self.url = url
        self.certainty = certainty
        self.notes = notes
    }
}
