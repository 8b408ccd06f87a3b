import Snapshot

/// Whether NapCat's WebUI listens where the internet comes in: SEC-06, SEC-07.
enum PanelExposure {
    /// Programs that listen for containers whose ports are published.
    private static let publishers: Set<String> = [
        "docker-proxy", "rootlessport", "rootlesskit", "conmon", "slirp4netns", "pasta",
    ]

    static func observe(_ evidence: Evidence, _ look: NapCatLook, _ place: NapCatPlace) -> [Observation] {
        guard let machine = evidence.machine, self.isHere(place, machine),
            let open = self.open(place.port, evidence, machine)
        else { return [] }
        let subject = Subject.listener(host: open.listener.address, port: place.port)
        let port = self.port(look, open.listener, machine)
        var found: [Observation] = []
        if look.isUp {
            found.append(
                Observation(
                    .napcat(.panelOpen(address: open.address, cloud: machine.cloud, place, port)),
                    of: subject,
                    severity: .warning,
                    // What lies before this machine cannot be seen.
                    certainty: .likely
                )
            )
        }
        if place.port == PanelAddress.defaultPort, look.isUp || NapCatSign(evidence.snapshot) != nil {
            found.append(
                Observation(
                    .napcat(.defaultPanelPort(address: open.address, port)),
                    of: subject,
                    severity: .notice,
                    certainty: open.address == nil ? .likely : .proved
                )
            )
        }
        return found
    }

    /// Whether the WebUI is one of this machine's: of another one nothing is known.
    private static func isHere(_ place: NapCatPlace, _ machine: MachineFacts) -> Bool {
        if place.host == "localhost" { return true }
        guard let host = NetworkAddress(place.host) else { return false }
        return host.network == .loopback || machine.addresses.contains { NetworkAddress($0.address) == host }
    }

    /// Its container tells where the engine can be asked; else who listens there, or that bots live in containers here.
    private static func port(
        _ look: NapCatLook,
        _ listener: MachineFacts.Listening,
        _ machine: MachineFacts
    ) -> NapCatSymptom.PanelPort {
        if let container = look.container, container.isRunning { return container.usesHostNetwork ? .own : .published }
        if let process = listener.process { return self.publishers.contains(process.name) ? .published : .own }
        return machine.containedBots.isEmpty ? .own : .published
    }

    /// What listens, and the public address that leads there: nil where it is a provider's.
    private static func open(
        _ port: Int,
        _ evidence: Evidence,
        _ machine: MachineFacts
    ) -> (listener: MachineFacts.Listening, address: String?)? {
        let listening = machine.listening.filter { $0.port == port }
        let addresses = machine.addresses.filter { $0.network == .public }
        for listener in listening {
            guard let bound = NetworkAddress(listener.address) else { continue }
            for address in addresses {
                guard let own = NetworkAddress(address.address) else { continue }
                let isCovered = bound.network == .unspecified ? bound.isIPv6 || !own.isIPv6 : bound == own
                if isCovered { return (listener, address.address) }
            }
        }
        let situation = Situation(evidence)
        return listening.first { situation.isLedHere(to: $0.address) }.map { ($0, nil) }
    }
}
