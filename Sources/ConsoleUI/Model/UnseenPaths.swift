import OneBot
package import Snapshot

/// A path in a call that the bot cannot open, since it lives in a container (FILE-01).
package struct UnseenPath: Equatable, Sendable {
    /// As it stands in the call.
    package var path: String
    /// What the same file is called inside of the container; nil where no mount holds it.
    package var inside: String?

    package init(path: String, inside: String? = nil) {
        self.path = path
        self.inside = inside
    }
}

/// Finds the paths of a call that a container does not see.
package enum UnseenPaths {
    /// Keys whose values name files to be sent.
    private static let keys: Set<String> = ["file", "image", "thumb"]
    /// More are not told of.
    private static let most = 8

    /// - Parameters:
    ///   - parameters: One JSON object, as it is sent.
    ///   - container: The one that the bot lives in; its mounts are all that it sees of this machine.
    /// - Returns: In the order of the call, each once.
    package static func found(in parameters: String, container: NapCatContainer) -> [UnseenPath] {
        guard let value = parsedJSON(parameters) else { return [] }
        var names: [String] = []
        self.collect(value, key: "", into: &names)
        var seen: Set<String> = []
        let unseen = names.compactMap { name -> UnseenPath? in
            guard let path = self.localPath(name), seen.insert(path).inserted else { return nil }
            return self.judged(path, container)
        }
        return Array(unseen.prefix(self.most))
    }

    /// What lies under the end of a mount is meant as the container has it.
    private static func judged(_ path: String, _ container: NapCatContainer) -> UnseenPath? {
        let plain = self.plain(path)
        let isInside = container.mounts.contains { mount in
            let end = mount.destination == "/" ? "" : mount.destination
            return plain == mount.destination || plain.hasPrefix(end + "/")
        }
        return isInside ? nil : UnseenPath(path: path, inside: container.inside(plain))
    }

    private static func collect(_ value: JSONValue, key: String, into names: inout [String]) {
        switch value {
        case .string(let text) where self.keys.contains(key): names.append(text)
        // A message may be one text with CQ codes in it.
        case .string(let text) where text.contains("[CQ:"):
            for segment in CQText.parse(text) {
                for member in segment.data { self.collect(member.value, key: member.key, into: &names) }
            }
        case .array(let values): for value in values { self.collect(value, key: key, into: &names) }
        case .object(let members): for member in members { self.collect(member.value, key: member.key, into: &names) }
        default: break
        }
    }

    /// `/…` or `file:///…`; nil for links, base64 and what is no path of a Unix system.
    private static func localPath(_ name: String) -> String? {
        let path = name.hasPrefix("file://") ? name.dropFirst("file://".count) : name[...]
        return path.hasPrefix("/") && path.utf8.count <= 4096 ? String(path) : nil
    }

    /// Without `.`, `..` and doubled slashes.
    private static func plain(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}

extension ConsoleModel {
    /// The paths of a call that its bot cannot open: of a bot that is known to live in NapCat's container.
    func unseenPaths(_ parameters: String, bot: BotFacts) -> [UnseenPath] {
        guard let look = self.look, let container = look.container, self.lives(bot, in: container, of: look) else {
            return []
        }
        let safe = self.safeText
        return UnseenPaths.found(in: parameters, container: container).map {
            UnseenPath(path: safe($0.path), inside: safe($0.inside))
        }
    }

    /// By its account, or by the address that it comes from.
    private func lives(_ bot: BotFacts, in container: NapCatContainer, of look: NapCatLook) -> Bool {
        let account: String? =
            switch look.login {
            case .online(let account, _): account
            case .offline(let account): account
            case .waiting, nil: look.configuration?.account
            }
        return account == bot.selfID || container.networks.contains { $0.address == bot.peerAddress }
    }
}
