package import Dispatch

/// How many terminals there may be, and how long one is waited for.
package struct AttachLimits: Sendable {
    /// Most terminals at once.
    package var terminals: Int
    /// A client has this long to say hello.
    package var hello: DispatchTimeInterval
    /// One that takes nothing of what is sent for so long is given up.
    package var stall: DispatchTimeInterval

    package init(
        terminals: Int = 32,
        hello: DispatchTimeInterval = .seconds(5),
        stall: DispatchTimeInterval = .seconds(30)
    ) {
        self.terminals = terminals
        self.hello = hello
        self.stall = stall
    }
}
