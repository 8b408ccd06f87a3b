import NIOCore

/// Runs tasks on an event loop, so that a request that is read there is answered there without a change of threads.
///
/// The loop is to belong to the control socket alone: whatever an answer takes, it keeps no bot waiting.
final class EventLoopTaskExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
