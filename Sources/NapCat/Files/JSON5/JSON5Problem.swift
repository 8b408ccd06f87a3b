/// Why a text is no JSON5 that we take, or cannot be changed as asked.
package enum JSON5Problem: Error, Equatable, Sendable {
    /// The character at which it cannot go on, or at which it nests too deep; both count from 1.
    case broken(line: Int, column: Int)
    /// Longer than ``JSON5Document/largestSize``, or with more values than ``JSON5Document/mostValues``.
    case tooLarge
    /// A change of what is not there, or is of another kind.
    case noSuchPlace
}
