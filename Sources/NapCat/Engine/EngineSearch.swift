/// The container engines of this machine that we may ask.
package struct EngineSearch: Equatable, Sendable {
    /// Why an engine cannot be asked. No fault: most who run no containers have none, and the others need not let us.
    package enum Obstacle: Equatable, Sendable {
        /// There is no socket at any of the usual places.
        case absent
        case notPermitted(path: String)
        /// Something lies there, and nobody answers: the engine is not running.
        case broken(path: String)
    }

    /// A container, and the engine that has it.
    package struct Found: Equatable, Sendable {
        package var engine: ContainerEngine
        package var container: EngineContainer

        package init(engine: ContainerEngine, container: EngineContainer) {
            self.engine = engine
            self.container = container
        }
    }

    package var engines: [ContainerEngine]
    /// Of the first socket that is there and cannot be used, or that there is none; nil when all are well.
    package var obstacle: Obstacle?

    package init(engines: [ContainerEngine] = [], obstacle: Obstacle? = nil) {
        self.engines = engines
        self.obstacle = obstacle
    }

    /// Looks for sockets and connects to each without waiting: well under a millisecond. Cheap enough to be done anew
    /// before each look, so that an engine that is started later is found.
    ///
    /// - Parameters:
    ///   - environment: Of this process: `DOCKER_HOST` and `XDG_RUNTIME_DIR` are read.
    ///   - root: In front of the paths that are looked at unasked; for tests.
    package static func look(
        environment: [String: String],
        root: String = "",
        limits: EngineLimits = EngineLimits()
    ) -> EngineSearch {
        var search = EngineSearch()
        var seen: Set<FileIdentity> = []
        for path in EngineSocket.paths(environment: environment, root: root) {
            switch EngineSocket.door(path) {
            case .absent: continue
            case .closed: search.obstacle = search.obstacle ?? .notPermitted(path: path)
            case .broken: search.obstacle = search.obstacle ?? .broken(path: path)
            case .open:
                // One socket often has two names, as where Podman stands in for Docker.
                guard let identity = FileIdentity(of: path), seen.insert(identity).inserted else { continue }
                search.engines.append(ContainerEngine(socket: path, limits: limits))
            }
        }
        if search.engines.isEmpty, search.obstacle == nil { search.obstacle = .absent }
        return search
    }

    /// NapCat's container (see ``ContainerEngine/find(_:)``) on whichever engine has it, running before stopped. All
    /// are asked at the same time.
    ///
    /// - Returns: nil when there is none, or no engine.
    /// - Throws: The first engine's problem, when none has it and one could not be asked.
    @concurrent
    package func find(_ names: [String]) async throws(EngineProblem) -> Found? {
        let outcomes = await withTaskGroup(of: (Int, Result<EngineContainer?, EngineProblem>).self) { group in
            for (index, engine) in self.engines.enumerated() {
                group.addTask {
                    do throws(EngineProblem) {
                        return (index, .success(try await engine.find(names)))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        var found: [Found] = []
        var problem: EngineProblem?
        for (index, engine) in self.engines.enumerated() {
            switch outcomes[index] {
            case .success(let container?): found.append(Found(engine: engine, container: container))
            case .failure(let error): problem = problem ?? error
            case .success(nil), nil: break
            }
        }
        if let best = found.first(where: \.container.isRunning) ?? found.first { return best }
        if let problem { throw problem }
        return nil
    }
}
