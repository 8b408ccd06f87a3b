import TerminalTesting

extension Tmux {
    /// Types a line and presses Enter.
    func enter(_ line: String) throws {
        try self.press(line, literally: true)
        try self.press("Enter")
    }

    /// Starts the screen from the shell and waits for the Overview; gives the port it shows.
    func openConsole(_ command: String = "onebot-console") async throws -> Int {
        try self.enter(command)
        var port: Int?
        try await self.wait(until: "the Overview") {
            port = $0.port
            // The last line is drawn last.
            return port != nil && ($0.contains("? help") || $0.contains("? 帮助"))
        }
        return port ?? 0
    }
}

extension String {
    /// The port in the address to copy, as the Overview shows it.
    var port: Int? {
        guard let range = self.firstRange(of: "ws://127.0.0.1:") else { return nil }
        return Int(self[range.upperBound...].prefix { $0.isNumber })
    }

    /// The line that contains a text.
    func line(with text: String) -> Substring? {
        self.split(separator: "\n", omittingEmptySubsequences: false).first { $0.contains(text) }
    }
}
