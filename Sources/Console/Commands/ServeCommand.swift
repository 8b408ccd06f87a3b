import Control
import Glibc
import Settings

/// `serve` and `run --headless`: this process serves.
package struct ServeCommand: Sendable {
    private let context: CommandContext
    private let settings: [String]
    private let headless: Bool
    private let readiness: Readiness
    private let serve: @Sendable (ServeOptions) async throws -> Int32

    /// - Parameters:
    ///   - settings: What `--set` says, `KEY=VALUE`.
    ///   - headless: In the foreground, with the log on standard error.
    ///   - readyDescriptor: Where to report to whoever started this process.
    ///   - serve: Serves until the end and gives the exit code.
    package init(
        _ context: CommandContext,
        settings: [String],
        headless: Bool,
        readyDescriptor: Int32? = nil,
        serve: @escaping @Sendable (ServeOptions) async throws -> Int32 = { try await ServingProcess.run($0) }
    ) {
        self.context = context
        self.settings = settings
        self.headless = headless
        self.readiness = Readiness(descriptor: readyDescriptor)
        self.serve = serve
    }

    /// - Returns: The exit code.
    package func run() async -> Int32 {
        // Everything this process makes is its owner's alone, and no pipe or socket that closes may end it.
        umask(0o077)
        signal(SIGPIPE, SIG_IGN)
        return await self.context.run { () async throws(CommandFailure) in
            do throws(CommandFailure) {
                return try await self.start()
            } catch {
                self.readiness.report(.failed(sentence: error.sentence, exit: error.exit))
                throw error
            }
        }
    }

    private func start() async throws(CommandFailure) -> Int32 {
        let folder = try self.context.preparedStateFolder()
        let options = ServeOptions(
            settingsFile: try self.context.paths().settingsFile,
            stateFolder: folder,
            language: self.context.options.language,
            spokenLanguage: self.context.language,
            settings: try SetArguments.read(self.settings, self.context.phrases),
            headless: self.headless,
            readiness: self.readiness
        )
        if self.headless, let holder = InstanceLock.holder(of: folder) {
            throw CommandFailure(self.context.phrases.alreadyRunning(pid: holder.pid))
        }
        do {
            return try await self.serve(options)
        } catch let problem as StateFolderProblem {
            if case .held(let pid) = problem { self.readiness.report(.alreadyServed(pid: pid)) }
            throw CommandFailure(self.context.phrases.stateFolderProblem(problem))
        } catch let problem as ControlSocketProblem {
            throw CommandFailure(self.context.phrases.controlSocketProblem(problem))
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure("\(error)")
        }
    }
}
