import OneBot

/// A bot's response made ready to be read, bounded: what is longer is cut.
struct ResponseText {
    /// Bytes of lines that are shown at most.
    static let shownLimit = 64 << 10
    /// Responses beyond this many bytes are shown as they came, not indented.
    static let indentLimit = 1 << 20

    var lines: [String] = []
    /// Bytes of the lines.
    var shown = 0
    var isCut = false
    /// The sentence that the bot added.
    var words: String?

    init(_ response: [UInt8]) {
        let isShort = response.count <= Self.indentLimit
        let whole =
            isShort
            ? JSONPretty.lines(response) : [String(decoding: response.prefix(Self.shownLimit + 1), as: UTF8.self)]
        for line in whole {
            let room = Self.shownLimit - self.shown
            guard line.utf8.count > room else {
                self.lines.append(line)
                self.shown += line.utf8.count
                continue
            }
            self.isCut = true
            if room > 0 { self.lines.append(String(decoding: line.utf8.prefix(room), as: UTF8.self)) }
            self.shown = Self.shownLimit
            break
        }
        if isShort { self.words = Response(response)?.message }
    }
}
