package import struct Foundation.Date

/// The state of a console as `status --json` and `GET /v1/status` give it.
///
/// The keys, their order and their units are a contract with scripts: absent is null, never a missing key.
package struct StatusDocument: Equatable, Sendable {
    package var version: String
    package var pid: Int
    package var uptimeSeconds: Double
    package var endpointPath: String
    package var listeners: [Listener]
    package var bots: [Bot]
    package var counters: Counters
    /// What the doctor says, the worst first.
    package var findings: [FindingDocument]
    /// Not part of the contract: where the console keeps its files.
    package var stateDirectory: String
    /// Not part of the contract: where its sockets are when that is another folder.
    package var socketDirectory: String?
    /// Not part of the contract.
    package var settingsFile: String
    /// Not part of the contract: why the program that had followed could not serve, so that this one does again.
    package var wentBack: String?

    package struct Listener: Equatable, Sendable {
        package var host: String
        package var port: Int
        package var tls: Bool
        /// `listening`, `failed` or `stopped`.
        package var state: String
        /// Why it does not listen, as a sentence.
        package var error: String?
    }

    package struct Bot: Equatable, Sendable {
        package var selfID: String
        package var name: String?
        package var implementation: String?
        package var implementationVersion: String?
        /// `online`, `offline`, `quiet` or `lost`.
        package var state: String
        /// The set over the live links, in lower case.
        package var roles: [String]
        /// Of the link that speaks, or spoke last.
        package var peer: String?
        package var connectedAt: Date?
        package var lastEventAt: Date?
        package var lastHeartbeatAt: Date?
        package var links: [Link]
        package var events: Int
        package var calls: Int
        package var callFailures: Int
        package var bytesIn: Int
        package var bytesOut: Int
        package var roundTripMilliseconds: Double?
    }

    package struct Link: Equatable, Sendable {
        package var id: Int
        package var role: String
        package var peer: String
        package var userAgent: String?
        package var connectedAt: Date?
        package var speaks: Bool
    }

    package struct Counters: Equatable, Sendable {
        package var handshakesAccepted: Int
        package var handshakesRefused: Int
        package var events: Int
        package var calls: Int
        package var framesBad: Int
    }
}
