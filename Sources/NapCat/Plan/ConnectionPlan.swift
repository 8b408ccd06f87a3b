import OneBot

/// What to change in a configuration of NapCat so that it connects to this console: one entry is mended or made, others
/// that connect here too are switched off, and nothing else is touched.
package struct ConnectionPlan: Equatable, Sendable {
    /// The entry that is mended or made, or is as it should be.
    package let entryName: String
    /// It is made.
    package let isNew: Bool
    /// The whole configurations to save by the WebUI, one after the other; empty when nothing is to be done.
    ///
    /// Two where the URL or the token of an entry that is on changes: first with it off. NapCat would otherwise leave an
    /// orphaned connection behind, or use the new token only after the next loss of the old one.
    package let documents: [[UInt8]]
    /// It is switched off and on again.
    package let reconnects: Bool
    /// The change, field by field; empty when nothing is to be done.
    package let lines: [DiffLine]
    private let target: EndpointTarget

    /// Nobody has more that are changed at once.
    private static let mostOthers = 256

    /// What to save in the file, which NapCat reads when it starts; nil when nothing is to be done.
    package var fileDocument: [UInt8]? { self.documents.last }

    /// - Parameter stored: What the account's file says, where it is known and the configuration comes from the WebUI:
    ///   that leaves `verifyCertificate` out, and what is off in the file would be on again once it is saved.
    /// - Throws: ``JSON5Problem/tooLarge`` where the changed configuration would be, or too many entries change.
    package init(
        for target: EndpointTarget,
        in configuration: NetworkConfiguration,
        stored: NetworkConfiguration? = nil
    ) throws(JSON5Problem) {
        self.target = target
        let document = try Self.document(of: configuration, with: stored)
        guard let position = configuration.chosen(for: target) else {
            let entry = Self.newEntry(for: target, in: configuration)
            self.entryName = entry.first?.value.string ?? target.entryName
            self.isNew = true
            self.documents = [try Self.adding(entry, to: document).bytes]
            self.reconnects = false
            self.lines = entry.map { DiffLine(.added, $0, hiding: target.key) }
            return
        }
        let client = configuration.clients[position]
        let judged = configuration.judged(against: target)
        let others = zip(configuration.clients, judged).filter { $1.faults.contains(where: \.isTwice) }.map(\.0)
        let known = stored?.clients.last { $0.name == client.name }
        let changes = Self.changes(of: client, stored: known, judged[position].faults, target)
        let reconnects =
            client.isEnabled && changes.contains { ["url", "token", "verifyCertificate"].contains($0.key) }
        let off = JSONMember("enable", .boolean(false))
        let alone = try Self.changing([off], of: others, in: document)
        var documents: [[UInt8]] = []
        if reconnects { documents.append(try Self.changing([off], of: [client], in: alone).bytes) }
        if !changes.isEmpty || !others.isEmpty {
            documents.append(try Self.changing(changes, of: [client], in: alone).bytes)
        }
        self.entryName = client.name
        self.isNew = false
        self.documents = documents
        self.reconnects = reconnects
        guard !documents.isEmpty else {
            self.lines = []
            return
        }
        self.lines =
            DiffLine.lines(of: client, changing: changes, hiding: target.key)
            + others.flatMap { DiffLine.lines(of: $0, changing: [off], hiding: target.key) }
    }

    /// Whether a configuration, as it is read back, does what was wanted.
    package func isSatisfied(by bytes: [UInt8]) -> Bool {
        guard let configuration = try? NetworkConfiguration(bytes) else { return false }
        let judged = configuration.judged(against: self.target)
        return judged.contains { $0.name == self.entryName && $0.pointsHere && $0.faults.isEmpty }
            && !judged.contains { $0.faults.contains(where: \.isTwice) }
    }

    // MARK: - A new entry

    private static let network: JSON5Step = "network"
    private static let clients: JSON5Step = "websocketClients"

    private static func newEntry(for target: EndpointTarget, in configuration: NetworkConfiguration) -> [JSONMember] {
        var name = target.entryName
        var number = 2
        while configuration.names.contains(name) {
            name = "\(target.entryName)-\(number)"
            number += 1
        }
        return [
            JSONMember("name", .string(name)),
            JSONMember("enable", .boolean(true)),
            JSONMember("url", .string(target.url)),
            JSONMember("messagePostFormat", .string("array")),
            JSONMember("reportSelfMessage", .boolean(false)),
            JSONMember("reconnectInterval", .integer(5000)),
            JSONMember("token", .string(target.key.exposed)),
            JSONMember("debug", .boolean(false)),
            JSONMember("heartInterval", .integer(30_000)),
            JSONMember("verifyCertificate", .boolean(!target.isSelfSigned)),
        ]
    }

    /// The configuration with the entry behind the others, `network` and the array made where they are not.
    private static func adding(
        _ entry: [JSONMember],
        to document: JSON5Document
    ) throws(JSON5Problem) -> JSON5Document {
        var document = document
        let array = JSONValue.array([.object(entry)])
        guard let network = document[[Self.network]], !network.isNull else {
            let value = JSONValue.object([JSONMember("websocketClients", array)])
            try document.set("network", to: value, inObjectsAt: [[]])
            return document
        }
        guard let clients = network["websocketClients"], !clients.isNull else {
            try document.set("websocketClients", to: array, inObjectsAt: [[Self.network]])
            return document
        }
        try document.append(.object(entry), toArrayAt: [Self.network, Self.clients])
        return document
    }

    // MARK: - An entry that is there

    /// The fields to set, in the order of NapCat's own.
    private static func changes(
        of client: NetworkConfiguration.Client,
        stored: NetworkConfiguration.Client?,
        _ faults: [ClientFault],
        _ target: EndpointTarget
    ) -> [JSONMember] {
        var fields: [String: JSONValue] = [:]
        for fault in faults {
            switch fault {
            case .disabled: fields["enable"] = .boolean(true)
            case .badURL, .otherPath, .otherScheme, .otherAddress, .ownLoopback: fields["url"] = .string(target.url)
            case .otherKey, .noKey, .unsendableKey: fields["token"] = .string(target.key.exposed)
            case .stringFormat: fields["messagePostFormat"] = .string("array")
            case .verifiesCertificate: fields["verifyCertificate"] = .boolean(false)
            case .twice: break
            }
        }
        // The new URL has no key in it, should the old one have had the right one.
        if fields["url"] != nil, !target.isOpened(by: client.token.exposed.utf8) {
            fields["token"] = .string(target.key.exposed)
        }
        // What the WebUI does not tell is told by the file; where that is not known, a new URL brings it along.
        let verifies = client.verifiesCertificate ?? stored.map { $0.verifiesCertificate ?? true }
        if target.isSelfSigned, verifies ?? (fields["url"] != nil) { fields["verifyCertificate"] = .boolean(false) }
        return ["enable", "url", "messagePostFormat", "token", "verifyCertificate"].compactMap { key in
            fields[key].map { JSONMember(key, $0) }
        }
    }

    /// The same changes of one entry or more.
    private static func changing(
        _ changes: [JSONMember],
        of clients: [NetworkConfiguration.Client],
        in document: JSON5Document
    ) throws(JSON5Problem) -> JSON5Document {
        guard clients.count <= Self.mostOthers else { throw .tooLarge }
        guard !clients.isEmpty else { return document }
        var document = document
        for change in changes {
            let places = clients.map { [Self.network, Self.clients, .index($0.index)] }
            try document.set(change.key, to: change.value, inObjectsAt: places)
        }
        return document
    }

    /// A configuration with what the WebUI has left out of it.
    private static func document(
        of configuration: NetworkConfiguration,
        with stored: NetworkConfiguration?
    ) throws(JSON5Problem) -> JSON5Document {
        let checks = (stored?.clients ?? []).map { ($0.name, $0.verifiesCertificate ?? true) }
        let isChecked = Dictionary(checks) { $1 }
        let unchecked = configuration.clients.filter { client in
            client.verifiesCertificate == nil && isChecked[client.name] == false
        }
        return try Self.changing(
            [JSONMember("verifyCertificate", .boolean(false))],
            of: unchecked,
            in: configuration.document
        )
    }
}
