import OneBot

/// Which of an engine's containers is NapCat's.
enum ContainerChoice {
    /// One line of `GET /containers/json`.
    struct Listed: Equatable, Sendable {
        var id: String
        var names: [String]
        var image: String
        var isRunning: Bool
        var service: String?

        init(id: String, names: [String], image: String = "", isRunning: Bool = true, service: String? = nil) {
            self.id = id
            self.names = names
            self.image = image
            self.isRunning = isRunning
            self.service = service
        }

        /// - Returns: nil for what is no container.
        init?(reading value: JSONValue) {
            guard let id = value["Id"]?.string, ContainerEngine.isReference(id) else { return nil }
            // A name with a second slash is what another container calls it.
            let names = (value["Names"]?.elements ?? []).compactMap { EngineContainer.name($0.string) }
            self.init(
                id: id,
                names: names.filter { !$0.contains("/") },
                image: EngineContainer.text(value["Image"]) ?? "",
                isRunning: value["State"]?.string?.lowercased() == "running",
                service: EngineContainer.service(value["Labels"])
            )
        }
    }

    /// The best of them: first those that have one of the names, running before stopped and the exact name before one
    /// that compose or an installer made of it; then those with NapCat's image, running before stopped. A container
    /// that somebody named is never passed over for one that only has the image: that may be another bot's.
    static func best(of containers: [Listed], names: [String]) -> Listed? {
        let wanted = names.filter { !$0.isEmpty }
        var best: (rank: [Int], container: Listed)?
        for container in containers {
            guard let rank = Self.rank(container, wanted) else { continue }
            if let present = best, !rank.lexicographicallyPrecedes(present.rank) { continue }
            best = (rank, container)
        }
        return best?.container
    }

    /// Lower is better; nil is not NapCat's.
    private static func rank(_ container: Listed, _ wanted: [String]) -> [Int]? {
        let stopped = container.isRunning ? 0 : 1
        if let place = wanted.firstIndex(where: { container.names.contains($0) }) { return [0, stopped, 0, place] }
        if let place = wanted.firstIndex(where: { Self.isMade(of: $0, container) }) { return [0, stopped, 1, place] }
        return container.image.lowercased().contains("napcat-docker") ? [1, stopped] : nil
    }

    /// `project-napcat-1`, `project_napcat_1` (compose), `test_nekro_napcat` (Nekro Agent's `INSTANCE_NAME`).
    private static func isMade(of wanted: String, _ container: Listed) -> Bool {
        if container.service == wanted { return true }
        return container.names.contains { name in
            if name.hasSuffix(wanted) { return true }
            let base = name[...].trimmingSuffix { $0.isASCII && $0.isNumber }
            guard base.count < name.count, base.last == "-" || base.last == "_" else { return false }
            return base.dropLast().hasSuffix(wanted)
        }
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while isTaken: (Character) -> Bool) -> Substring {
        var rest = self
        while let last = rest.last, isTaken(last) { rest.removeLast() }
        return rest
    }
}
