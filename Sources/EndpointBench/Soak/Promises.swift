/// What a run has to keep, and whether it did.
struct Promises {
    private(set) var areKept = true

    /// Prints a line, and remembers when it was not kept.
    mutating func check(_ isKept: Bool, _ text: String) {
        Report.line((isKept ? "kept    " : "BROKEN  ") + text)
        if !isKept { self.areKept = false }
    }
}
