package import Snapshot

/// What an operator has to know of an address, or why a place has none.
package enum AddressNote: Equatable, Sendable {
    // When to use it, and what it needs.
    case thisHostOnly
    case notFromContainers
    case gateway(interface: String)
    /// The same by a name, which plain Docker on Linux has only when it is told.
    case hostDockerInternal(url: String)
    /// `SERVICE` is to be replaced.
    case serviceName
    case innerPort(Int)
    /// NapCat's container hangs on the same network as ours; the address is ours there.
    case sharedNetwork(name: String)
    case sameNetwork(interface: String)
    case tailnet
    case publicURL
    case reachedBySSH
    case publicInterface
    /// The provider's firewall has to let the port in, and cannot be seen.
    case providerFirewall(vendor: String?, port: Int)
    /// `ws://` across the internet shows key and messages to whoever looks on.
    case clearText

    // Why there is none.
    case nothingListens
    case loopbackOnly
    case notListenedOn(address: String)
    case noSuchAddress
    case onlyPrivateAddresses
    case insideContainer
    case notInContainer
    case notLookedYet

    package func text(_ language: Language) -> String {
        switch language {
        case .english: self.english
        case .chinese: self.chinese
        }
    }

    private var english: String {
        switch self {
        case .thisHostOnly: "For bots on this machine itself."
        case .notFromContainers: "Not for bots in containers: there 127.0.0.1 is the container."
        case .gateway(let interface): "For containers of this machine on \(interface)."
        case .hostDockerInternal(let url):
            "Also \(url), with extra_hosts: \"host.docker.internal:host-gateway\" in the bot's compose file."
        case .serviceName: "SERVICE is the name of this console's service or container in the compose file."
        case .innerPort(let port): "The port is the inner one, \(port), whatever port is published."
        case .sharedNetwork(let name):
            "This console's own address in the network \(FindingContext.cut(name, to: 64)), which NapCat is in too. It may change when "
                + "the container is made anew; the service's name does not."
        case .sameNetwork(let interface): "For machines in the network of \(interface)."
        case .tailnet: "For machines in the same tailnet, wherever they are."
        case .publicURL: "From 8 Settings, Public URL."
        case .reachedBySSH: "You reached this machine by this address."
        case .publicInterface: "This machine's own public address."
        case .providerFirewall(let vendor, let port):
            "TCP \(port) must be open at \(vendor ?? "the provider") (security group), which cannot be seen from here."
        case .clearText: "ws:// is not encrypted: across the internet better use wss://."
        case .nothingListens: "The endpoint does not listen at present."
        case .loopbackOnly: "The endpoint listens on this host alone; for others set Address 0.0.0.0 in 8 Settings."
        case .notListenedOn(let address): "\(address) is not listened on; set Address 0.0.0.0 in 8 Settings."
        case .noSuchAddress: "This machine has no such address."
        case .onlyPrivateAddresses:
            "This machine has private addresses only. Set what the internet must dial: 8 Settings, Public URL."
        case .insideContainer: "This console runs in a container; use the host's address with the published port."
        case .notInContainer: "This console does not run in a container, so it has no name in a compose network."
        case .notLookedYet: "This machine's addresses are not known yet."
        }
    }

    private var chinese: String {
        switch self {
        case .thisHostOnly: "用于直接运行在本机上的机器人。"
        case .notFromContainers: "不适用于容器：容器里的 127.0.0.1 是容器自己。"
        case .gateway(let interface): "用于本机 \(interface) 网络中的容器。"
        case .hostDockerInternal(let url):
            "也可用 \(url)，需在机器人的 compose 文件中加入 extra_hosts: \"host.docker.internal:host-gateway\"。"
        case .serviceName: "SERVICE 换成本控制台在 compose 文件中的服务名或容器名。"
        case .innerPort(let port): "端口用容器内端口 \(port)，与映射端口无关。"
        case .sharedNetwork(let name):
            "本控制台在网络 \(FindingContext.cut(name, to: 64)) 中的地址，NapCat 也在该网络中。重建容器后地址可能改变，服务名则不会。"
        case .sameNetwork(let interface): "用于与 \(interface) 同一网络的机器。"
        case .tailnet: "用于同一组网中的机器，不论在哪里。"
        case .publicURL: "来自 8 设置的“外部地址”。"
        case .reachedBySSH: "你登录本机时用的就是这个地址。"
        case .publicInterface: "本机网卡上的公网地址。"
        case .providerFirewall(let vendor, let port):
            "\(vendor.map { "\($0) 的" } ?? "云厂商的")安全组须放行 TCP \(port)，从这里看不到是否已放行。"
        case .clearText: "ws:// 未加密，跨公网建议使用 wss://。"
        case .nothingListens: "服务目前没有监听。"
        case .loopbackOnly: "服务只监听本机，如需外部连入，请在 8 设置中将监听地址改为 0.0.0.0。"
        case .notListenedOn(let address): "服务没有监听 \(address)，请在 8 设置中将监听地址改为 0.0.0.0。"
        case .noSuchAddress: "本机没有这类地址。"
        case .onlyPrivateAddresses: "本机只有内网地址。请在 8 设置的“外部地址”中填写公网要使用的地址。"
        case .insideContainer: "控制台运行在容器中，请使用宿主机的地址和映射端口。"
        case .notInContainer: "控制台不在容器中，在 compose 网络里没有名称。"
        case .notLookedYet: "还不知道本机有哪些地址。"
        }
    }
}
