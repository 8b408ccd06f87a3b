/// Why the running console could not be asked.
package enum ControlClientError: Error, Equatable, Sendable {
    /// No console listens there.
    case nobodyThere
    /// The socket belongs to somebody else.
    case notPermitted
    /// It took longer than the client waits.
    case timedOut
    /// The console said no: the HTTP status and its sentence.
    case refused(status: Int, sentence: String)
    /// What answered is no console of ours, or one of another version.
    case badAnswer
    /// The console ended in the middle of its answer.
    case ended
}
