/// Where this process is among an engine's containers, seen from another one.
package struct OwnPlace: Equatable, Sendable {
    /// The name of the container that we run in.
    package var container: String
    /// A network that both are in; nil where there is none.
    package var sharedNetwork: String?
    /// What the other one can dial us by in that network. Nil where containers have no names: in the network that each
    /// engine comes with.
    package var serviceName: String?
    /// Our address in that network.
    package var address: String?

    package init(
        container: String,
        sharedNetwork: String? = nil,
        serviceName: String? = nil,
        address: String? = nil
    ) {
        self.container = container
        self.sharedNetwork = sharedNetwork
        self.serviceName = serviceName
        self.address = address
    }

    init(of own: EngineContainer, beside other: EngineContainer) {
        self.init(container: own.name)
        let shared = own.networks.filter { network in other.networks.contains { $0.name == network.name } }
        // One where names are known is the better one: an address changes with every start.
        guard !own.usesHostNetwork, !other.usesHostNetwork,
            let network = shared.first(where: \.hasNames) ?? shared.first
        else { return }
        self.sharedNetwork = network.name
        self.address = network.address
        guard network.hasNames else { return }
        // The service's name stays when compose numbers the container anew.
        self.serviceName = own.service.flatMap { network.aliases.contains($0) ? $0 : nil } ?? own.name
    }
}

extension ContainerEngine {
    /// Where this process is among the engine's containers: best effort, by the ids in the kernel's tables and by the
    /// name of the machine.
    ///
    /// - Returns: nil when we are in no container of this engine, as far as can be told.
    @concurrent
    package func ownPlace(
        beside other: EngineContainer,
        identity: OwnIdentity
    ) async throws(EngineProblem) -> OwnPlace? {
        for id in identity.ids {
            guard let own = try await self.containerIfAny(id), own.id == id else { continue }
            return OwnPlace(of: own, beside: other)
        }
        // Outside of containers a container may well be called like the machine.
        guard identity.isInContainer, Self.isReference(identity.hostname) else { return nil }
        guard let own = try await self.containerIfAny(identity.hostname), own.hostname == identity.hostname else {
            return nil
        }
        return OwnPlace(of: own, beside: other)
    }

    private func containerIfAny(_ id: String) async throws(EngineProblem) -> EngineContainer? {
        do throws(EngineProblem) {
            return try await self.container(id)
        } catch .noSuchContainer {
            return nil
        }
    }
}
