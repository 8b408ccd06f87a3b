/// The way to one terminal: an attached client, or a test.
@MainActor
protocol ScreenLink: AnyObject {
    /// Whether the last frame is fully out, so that the next may be sent.
    var canSend: Bool { get }
    /// Sends bytes for the terminal. A frame only while ``canSend``; small things (a clipboard text) at any time.
    func send(_ bytes: [UInt8])
    /// Has the client put a text into the operator's tmux.
    func sendToTmux(_ text: String)
    /// Has the client stop in its shell's job control.
    func suspend()
    /// Ends the screen: the operator leaves it, or the console stops.
    func end(_ reason: ScreenEnd)
}

/// Why a screen ends.
enum ScreenEnd: Equatable, Sendable {
    case detached
    case stopped
}
