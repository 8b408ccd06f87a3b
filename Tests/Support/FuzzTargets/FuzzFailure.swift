/// A parser did what it must not do, short of a trap.
package struct FuzzFailure: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// - Throws: ``FuzzFailure`` where the condition does not hold.
func hold(_ condition: Bool, _ words: @autoclosure () -> String) throws {
    guard condition else { throw FuzzFailure(words()) }
}

/// The same for two values that must not differ.
func holdEqual<Value: Equatable>(_ one: Value, _ other: Value, _ words: @autoclosure () -> String) throws {
    guard one != other else { return }
    throw FuzzFailure("\(words()): \(String(describing: one).prefix(600)) and \(String(describing: other).prefix(600))")
}
