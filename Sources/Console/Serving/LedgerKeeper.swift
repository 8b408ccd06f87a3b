import Endpoint
import Logging
import ServiceLifecycle

/// Writes new attempts to the ledger's file, at most once a second and only when there are any.
actor LedgerKeeper: Service {
    private static let pause: Duration = .seconds(1)

    private let ledger: Ledger
    private let logger: Logger
    private var file: LedgerFile
    private var hasFailed = false

    init(ledger: Ledger, file: LedgerFile, logger: Logger) {
        self.ledger = ledger
        self.file = file
        self.logger = logger
    }

    func run() async throws {
        for await _ in self.ledger.signal.changes.cancelOnGracefulShutdown() {
            // Cut short by the shutdown: what is left is saved below.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
            self.save()
        }
        self.save()
    }

    private func save() {
        do {
            try self.file.save(self.ledger.takeUnsaved(), all: self.ledger.entries)
            self.hasFailed = false
        } catch {
            // Told once; the attempts stay in memory.
            if !self.hasFailed { self.logger.warning("attempts not saved", metadata: ["reason": "\(error)"]) }
            self.hasFailed = true
        }
    }
}
