/// JSON as one line of its own.
enum JSONLine {
    /// Between values white space is free, and inside a text a line break is never bare (RFC 8259 §7), so that one line
    /// can always be made of it.
    static func line(_ json: [UInt8]) -> [UInt8] {
        var line = json
        for index in line.indices where line[index] == UInt8(ascii: "\n") || line[index] == UInt8(ascii: "\r") {
            line[index] = UInt8(ascii: " ")
        }
        line.append(UInt8(ascii: "\n"))
        return line
    }
}
