import Certificates
import Endpoint
import Foundation
import NIOCore
import OneBot
import Settings

/// What the settings mean to the endpoint.
extension EndpointConfiguration {
    init(_ settings: Settings) {
        let endpoint = settings.endpoint
        var listeners = [
            Listener(host: endpoint.host, port: endpoint.port, certificate: CertificateFiles(endpoint.tls))
        ]
        for extra in endpoint.extraListeners {
            let listener = Listener(host: extra.host, port: extra.port, certificate: CertificateFiles(extra.tls))
            if !listeners.contains(listener) { listeners.append(listener) }
        }
        self.init(
            listeners: listeners,
            path: endpoint.path,
            aliases: endpoint.aliases,
            maxMessageBytes: endpoint.maxMessageMiB << 20,
            maxConnections: endpoint.maxConnections,
            pingInterval: .seconds(Int64(endpoint.pingIntervalSeconds)),
            lostAfter: .seconds(Int64(endpoint.lostAfterSeconds))
        )
    }
}

extension AccessPolicy {
    init(_ settings: Settings, keys: KeyRing) {
        let endpoint = settings.endpoint
        self.init(
            key: endpoint.accessKey,
            allowAnonymous: endpoint.allowAnonymous,
            boundKeys: endpoint.keys.map { key in
                AccessPolicy.BoundKey(
                    name: key.name,
                    key: key.key,
                    selfID: key.selfID,
                    allowsAddress: { address in
                        guard !key.from.isEmpty else { return true }
                        guard let bytes = AddressRange.bytes(of: address) else { return false }
                        return key.from.contains { $0.contains(bytes) }
                    }
                )
            },
            panelToken: settings.napcat.token,
            recognise: { bytes in
                guard let retired = keys.recognise(bytes) else { return .unknown }
                return AccessPolicy.RetiredKey(
                    retired.isAccepted(at: Date()) ? .inGrace : .retired,
                    id: retired.id,
                    retiredAt: retired.retiredAt,
                    graceEndsAt: retired.graceEndsAt,
                    name: retired.name
                )
            }
        )
    }
}
