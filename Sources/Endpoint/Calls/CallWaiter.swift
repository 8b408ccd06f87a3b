import OneBot

/// Who waits for a call: gets every part as it comes, on the event loop that read it, and the outcome once.
struct CallWaiter: Sendable {
    var part: @Sendable ([UInt8]) -> Void
    var finish: @Sendable (CallOutcome) -> Void
}
