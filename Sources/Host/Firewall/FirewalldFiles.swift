/// firewalld's own files: what it is set to when it starts (firewalld.zones(5)). What it does now may differ.
struct FirewalldFiles: Equatable, Sendable {
    /// Whether its service runs.
    var isRunning: Bool
    var defaultZone: String?
    /// Zones that root has changed, by name; the others are as they were installed.
    var zones: [String: Zone] = [:]

    struct Zone: Equatable, Sendable {
        var accepts = false
        var interfaces: Set<String> = []
        var ports: [ClosedRange<UInt16>] = []
        /// Whether it has rules that are not read here.
        var isUnclear = false
    }

    private static let mostZones = 64
    private static let mostServices = 128

    /// - Parameter isRunning: told by the list of processes.
    static func read(folders: HostFolders, isRunning: Bool) -> FirewalldFiles {
        var files = FirewalldFiles(isRunning: isRunning)
        let own = "\(folders.settings)/firewalld"
        if let text = ProcFile.text("\(own)/firewalld.conf", limit: 65_536) {
            files.defaultZone = ProcText.assignments(text)["DefaultZone"] ?? "public"
        }
        for folder in ["\(folders.library)/firewalld/zones", "\(own)/zones"] {
            for name in (ProcFile.names(in: folder, limit: 1024) ?? []).sorted() where name.hasSuffix(".xml") {
                guard files.zones.count < Self.mostZones,
                    let text = ProcFile.text("\(folder)/\(name)", limit: 256 * 1024)
                else { continue }
                files.zones[String(name.dropLast(4))] = Self.zone(text, folders: folders)
            }
        }
        return files
    }

    static func zone(_ text: String, folders: HostFolders) -> Zone {
        var zone = Zone()
        var depth = 0
        var services = 0
        for tag in MarkupTags(text) {
            // Rules have ports of their own, which hold for some only.
            if tag.name == "rule" || tag.name == "/rule" { depth = tag.name == "rule" && !tag.isClosed ? 1 : 0 }
            switch tag.name {
            case "zone": zone.accepts = tag.attributes["target"] == "ACCEPT"
            case "interface": if let name = tag.attributes["name"] { zone.interfaces.insert(name) }
            case "rule", "source", "forward-port": zone.isUnclear = true
            case "port" where depth == 0: if let range = Self.ports(tag) { zone.ports.append(range) }
            case "service" where depth == 0 && services < Self.mostServices:
                services += 1
                guard let ports = tag.attributes["name"].flatMap({ Self.ports(ofService: $0, folders: folders) }) else {
                    zone.isUnclear = true
                    continue
                }
                zone.ports += ports
            default: break
            }
        }
        return zone
    }

    private static func ports(ofService name: String, folders: HostFolders) -> [ClosedRange<UInt16>]? {
        guard !name.contains("/"), !name.utf8.contains(0) else { return nil }
        for folder in [folders.settings, folders.library] {
            if let text = ProcFile.text("\(folder)/firewalld/services/\(name).xml", limit: 65_536) {
                return MarkupTags(text).filter { $0.name == "port" }.compactMap(Self.ports)
            }
        }
        return nil
    }

    /// `<port port="8000-8100" protocol="tcp"/>`.
    private static func ports(_ tag: MarkupTags.Tag) -> ClosedRange<UInt16>? {
        guard tag.attributes["protocol"] == "tcp", let text = tag.attributes["port"] else { return nil }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
        guard ends.count <= 2, let lower = ends.first ?? nil, let upper = ends.last ?? nil, lower <= upper else {
            return nil
        }
        return lower...upper
    }

    /// The zone of an interface, or the default one; nil when the files do not tell.
    func zone(of interface: String?) -> String? {
        let bound = interface.flatMap { name in self.zones.first { $0.value.interfaces.contains(name) }?.key }
        return bound ?? self.defaultZone
    }

    /// Whether the zone lets the port in; nil when its files do not tell.
    func accepts(_ question: FirewallQuestion) -> Bool? {
        guard let zone = self.zone(of: question.interface).flatMap({ self.zones[$0] }) else { return nil }
        if zone.accepts || zone.ports.contains(where: { $0.contains(question.port) }) { return true }
        return zone.isUnclear ? nil : false
    }
}
