import NIOCore

extension EndpointServer {
    /// Whether every event loop runs what it is given.
    ///
    /// - Parameter limit: How long they have.
    package func loopsAnswer(within limit: Duration) async -> Bool {
        // Not a task group: that would wait for a loop that hangs.
        let (answers, continuation) = AsyncStream<Bool>.makeStream()
        for loop in self.loops { loop.eventLoop.execute { continuation.yield(true) } }
        let timer = Task {
            // Cancelled: nobody listens any more.
            try? await Task.sleep(for: limit)
            continuation.yield(false)
        }
        defer { timer.cancel() }
        var waiting = self.loops.count
        for await isAnswer in answers {
            guard isAnswer else { return false }
            waiting -= 1
            if waiting == 0 { return true }
        }
        return false
    }
}
