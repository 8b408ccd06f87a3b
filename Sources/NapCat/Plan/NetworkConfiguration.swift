package import OneBot

/// NapCat's network entries in a configuration, read as NapCat does: of other types converted, absent ones with their
/// default. Whatever else stands in it is left alone.
package struct NetworkConfiguration: Equatable, Sendable {
    /// One of the `websocketClients`.
    package struct Client: Equatable, Sendable {
        /// Where it stands in the array.
        package let index: Int
        package let name: String
        package let isEnabled: Bool
        /// As written; may hold a key.
        package let url: String
        package let token: Secret
        package let messagePostFormat: String
        /// Whether it wants a certificate that holds; nil where nothing is said, which is to say yes.
        package let verifiesCertificate: Bool?
    }

    package let document: JSON5Document
    package let clients: [Client]
    /// The names of the `websocketServers` that are on: they wait to be dialled.
    package let enabledServers: [String]
    /// The names of all entries of any kind; NapCat tells entries by them.
    package let names: Set<String>

    /// - Throws: ``JSON5Problem``; also where the whole, `network` or one of the arrays is of another shape, for NapCat
    ///   refuses such a configuration.
    package init(_ bytes: [UInt8]) throws(JSON5Problem) {
        let document = try JSON5Document(bytes)
        let root = document.root
        guard root.members != nil else { throw document.broken(at: root) }
        self.document = document
        let network = root["network"].flatMap { $0.isNull ? nil : $0 }
        if let network, network.members == nil { throw document.broken(at: network) }
        for kind in Kind.allCases {
            guard let array = network?[kind.rawValue], !array.isNull, array.elements == nil else { continue }
            throw document.broken(at: array)
        }
        self.clients = Self.entries(.websocketClients, network).map(Client.init)
        self.enabledServers = Self.enabledNames(.websocketServers, network)
        let arrays = network?.members ?? []
        self.names = Set(
            arrays.flatMap { array in
                (array.value.elements ?? []).filter { $0.members != nil }.map { Self.name(of: $0, in: array.key) }
            }
        )
    }

    package init(_ file: FileReading) throws(NapCatFileProblem) {
        do throws(JSON5Problem) {
            try self.init(file.bytes)
        } catch {
            throw NapCatFileProblem(file.path, error)
        }
    }

    /// The arrays that NapCat knows.
    private enum Kind: String, CaseIterable {
        case httpServers
        case httpSseServers
        case httpClients
        case websocketServers
        case websocketClients
        case plugins

        /// What NapCat calls entries without a name.
        var entryName: String {
            switch self {
            case .httpServers: "http-server"
            case .httpSseServers: "http-sse-server"
            case .httpClients: "http-client"
            case .websocketServers: "websocket-server"
            case .websocketClients: "websocket-client"
            case .plugins: "plugin"
            }
        }
    }

    fileprivate struct Entry {
        let index: Int
        let node: JSON5Node
        let name: String

        var isEnabled: Bool { self.node["enable"]?.value.coercedFlag ?? false }

        func text(_ key: String, default text: String) -> String {
            self.node[key]?.value.coercedText ?? text
        }
    }

    private static func entries(_ kind: Kind, _ network: JSON5Node?) -> [Entry] {
        (network?[kind.rawValue]?.elements ?? []).enumerated().compactMap { index, node in
            guard node.members != nil else { return nil }
            return Entry(index: index, node: node, name: Self.name(of: node, in: kind.rawValue))
        }
    }

    private static func enabledNames(_ kind: Kind, _ network: JSON5Node?) -> [String] {
        Self.entries(kind, network).filter(\.isEnabled).map(\.name)
    }

    /// - Parameter array: The key of the array that it is in.
    private static func name(of entry: JSON5Node, in array: String) -> String {
        entry["name"]?.value.coercedText ?? Kind(rawValue: array)?.entryName ?? ""
    }
}

extension NetworkConfiguration.Client {
    fileprivate init(_ entry: NetworkConfiguration.Entry) {
        self.index = entry.index
        self.name = entry.name
        self.isEnabled = entry.isEnabled
        self.url = entry.text("url", default: "ws://localhost:8082")
        self.token = Secret(entry.text("token", default: ""))
        self.messagePostFormat = entry.text("messagePostFormat", default: "array")
        self.verifiesCertificate = entry.node["verifyCertificate"]?.value.coercedFlag
    }
}

extension JSON5Node {
    var isNull: Bool { self.content == .scalar(.null) }
}
