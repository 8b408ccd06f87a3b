package import NIOCore

/// The bounds that keep one caller of the control socket from costing the console anything.
package struct ControlLimits: Sendable {
    /// Bytes of the request line and all headers together.
    package var headers = 16 * 1024
    package var headerFields = 64
    /// Bytes of one request's body: a call may carry a picture.
    package var body = 8 * 1024 * 1024
    /// Settings in one request.
    package var settings = 64
    /// More than the calls that may wait at the same time, each on a connection of its own.
    package var connections = 256
    /// For one complete request to arrive, and for a connection to stay open with nothing asked.
    package var request: TimeAmount = .seconds(10)
    /// For an answer to be made and taken by the caller.
    package var answer: TimeAmount = .seconds(30)
    /// For the caller to read the refusal of a request that it is still sending.
    package var linger: TimeAmount = .seconds(1)
    /// Once the server ends, for the rest of a request, for an answer to be taken, and for a refusal to be read: bots wait
    /// until everybody has gone.
    package var ending: TimeAmount = .milliseconds(500)
    /// The longest time for which an old key may stay valid, in seconds: one week.
    package var grace = 7 * 24 * 3600

    package init() {}
}
