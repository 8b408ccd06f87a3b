/// A bound on the time that something may take as a whole, whatever it waits for.
enum TimeLimit {
    /// - Parameter work: Has to end soon when it is cancelled.
    /// - Throws: ``WebUIProblem/timedOut(seconds:)``, ``WebUIProblem/stopped`` when we are cancelled, and what `work`
    ///   throws.
    static func run<Value: Sendable>(
        _ limit: Duration,
        _ work: @escaping @Sendable () async throws(WebUIProblem) -> Value
    ) async throws(WebUIProblem) -> Value {
        let outcome = await withTaskGroup(of: Result<Value, WebUIProblem>?.self) { group in
            group.addTask {
                do throws(WebUIProblem) {
                    return .success(try await work())
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        guard let outcome else { throw Task.isCancelled ? .stopped : .timedOut(seconds: limit.wholeSeconds) }
        return try outcome.get()
    }
}

extension Duration {
    /// Rounded up.
    var wholeSeconds: Int {
        Int(clamping: self.components.seconds + (self.components.attoseconds > 0 ? 1 : 0))
    }
}
