import NIOCore
import NIOHTTP1
import NIOPosix
package import OneBot

/// A container engine of this machine, Docker or Podman, asked over its Unix socket.
///
/// Every call ends within the time of ``EngineLimits``, however the other end behaves, and keeps a bounded part of what
/// it says. Whoever may open an engine's socket may do anything on the machine: nothing is done here but to read, and to
/// restart what the operator said yes to.
package struct ContainerEngine: Equatable, Sendable {
    /// The path of its socket.
    package let socket: String
    package let limits: EngineLimits

    package init(socket: String, limits: EngineLimits = EngineLimits()) {
        self.socket = socket
        self.limits = limits
    }

    private var exchange: EngineExchange {
        EngineExchange(socket: self.socket, group: .singletonMultiThreadedEventLoopGroup)
    }

    /// NapCat's container: the one with one of the names, alone or with what compose or an installer adds to it, else
    /// one with NapCat's image; running before stopped.
    ///
    /// - Returns: nil when there is none.
    @concurrent
    package func find(_ names: [String]) async throws(EngineProblem) -> EngineContainer? {
        let list = try await self.json("/containers/json?all=1", most: EngineLimits.list, missing: .notAnEngine)
        guard let values = list.elements else { throw .notAnEngine }
        let listed = values.compactMap(ContainerChoice.Listed.init(reading:))
        guard let choice = ContainerChoice.best(of: listed, names: names) else { return nil }
        do throws(EngineProblem) {
            return try await self.container(choice.id)
        } catch .noSuchContainer {
            // Removed between two questions.
            return nil
        }
    }

    /// One container by its id or name.
    @concurrent
    package func container(_ id: String) async throws(EngineProblem) -> EngineContainer {
        let path = try Self.path(id, "json")
        let value = try await self.json(path, most: EngineLimits.details, missing: .noSuchContainer)
        guard let container = EngineContainer(reading: value) else { throw .notAnEngine }
        return container
    }

    /// The last lines of a container's log, oldest first: plain text, each at most 500 characters, from the last 64 KiB.
    /// What looks like a token is masked, whatever it is.
    ///
    /// - Parameter secrets: Masked wherever they stand.
    @concurrent
    package func log(of id: String, hiding secrets: [Secret] = []) async throws(EngineProblem) -> [String] {
        let most = EngineLimits.logLines
        let body = try await self.exchange.ask(
            .GET,
            try Self.path(id, "logs?stdout=1&stderr=1&tail=\(most)&timestamps=0"),
            within: self.limits.answer,
            missing: .noSuchContainer,
            into: LogBody()
        )
        let mask = LogMask(hiding: secrets)
        // Masked before it is cut: half a token could not be told.
        return body.lines(most).map { line in
            LogText.cut(mask.masked(LogText.plain(line)).unicodeScalars, EngineLimits.logLine)
        }
    }

    /// Restarts a container and waits until it runs again.
    @concurrent
    package func restart(_ id: String) async throws(EngineProblem) {
        _ = try await self.exchange.ask(
            .POST,
            try Self.path(id, "restart"),
            within: self.limits.restart,
            missing: .noSuchContainer,
            into: WholeBody(limit: EngineLimits.complaint)
        )
    }

    private func json(_ path: String, most: Int, missing: EngineProblem) async throws(EngineProblem) -> JSONValue {
        let body = try await self.exchange.ask(
            .GET,
            path,
            within: self.limits.answer,
            missing: missing,
            into: WholeBody(limit: most)
        )
        guard !body.isCut, let value = try? JSONParser.parse(body.bytes, rules: .lenient) else { throw .notAnEngine }
        return value
    }

    private static func path(_ id: String, _ rest: String) throws(EngineProblem) -> String {
        guard Self.isReference(id) else { throw .noSuchContainer }
        return "/containers/\(id)/\(rest)"
    }

    /// Whether a text can be a container's id or name, and so stand in a path as it is.
    static func isReference(_ text: String) -> Bool {
        guard (1...255).contains(text.utf8.count), text.first != ".", text.first != "-" else { return false }
        return text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                || [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains($0)
        }
    }
}
