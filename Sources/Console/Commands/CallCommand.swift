import Control
import Glibc
import OneBot
import Synchronization
import Terminal

/// `call`: one OneBot API call through the running console.
package struct CallCommand: Sendable {
    /// Parameters from standard input, in bytes.
    private static let longestInput = 8 << 20

    private let context: CommandContext
    private let selfID: String
    private let action: String
    private let parameters: String?

    /// - Parameter parameters: A JSON object; `-` reads it from standard input; nil is an empty one.
    package init(_ context: CommandContext, selfID: String, action: String, parameters: String?) {
        self.context = context
        self.selfID = selfID
        self.action = action
        self.parameters = parameters
    }

    /// Prints the response, after the parts that came before it, a line each.
    ///
    /// - Returns: The exit code: 0 when the bot says that it is done.
    package func run() async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let request = CallRequest(
                selfID: self.selfID,
                action: self.action,
                parameters: Array(try self.object().rendered.utf8)
            )
            let running = try RunningConsole.require(self.context)
            let last = LastLine()
            try await running.ask { client async throws(ControlClientError) in
                try await client.call(request) { line in
                    last.bytes = line
                    // What became of the call when no answer followed the parts is for the operator.
                    guard Self.problem(line) == nil else { return true }
                    return self.context.output.write(TerminalJSON.safe(line))
                }
            }
            return try self.judge(last.bytes)
        }
    }

    private func object() throws(CommandFailure) -> JSONValue {
        guard let parameters = self.parameters else { return .object([]) }
        let text: [UInt8]
        if parameters == "-" {
            guard let input = SmallFile.readAll(STDIN_FILENO, limit: Self.longestInput) else {
                throw CommandFailure(self.context.phrases.parametersTooLong(limit: Self.longestInput))
            }
            text = input
        } else {
            text = Array(parameters.utf8)
        }
        let json: JSONValue
        do throws(JSONProblem) {
            json = try JSONParser.parse(text)
        } catch {
            throw CommandFailure(self.context.phrases.parametersNotJSON(error))
        }
        guard case .object = json else { throw CommandFailure(self.context.phrases.parametersNoObject()) }
        return json
    }

    /// The console's own sentence in place of an answer.
    private static func problem(_ line: [UInt8]) -> String? {
        guard EnvelopeScanner.scan(line).kind != .answer else { return nil }
        return (try? JSONParser.parse(line))?["error"]?.string  // what is no JSON is no sentence of ours
    }

    /// - Throws: The console's sentence, or the bot's own words when it did not do what was asked.
    private func judge(_ line: [UInt8]) throws(CommandFailure) -> Int32 {
        if let problem = Self.problem(line) { throw CommandFailure(problem) }
        let response = Response(line)
        guard response?.succeeded != true else { return CommandExit.done }
        throw CommandFailure(
            self.context.phrases.callFailed(
                self.action,
                retcode: response?.retcode,
                words: response?.message.map { displaySafe($0, limit: 500) }
            )
        )
    }
}

/// The newest line of an answer.
private final class LastLine: Sendable {
    private let kept = Mutex<[UInt8]>([])

    var bytes: [UInt8] {
        get { self.kept.withLock { $0 } }
        set { self.kept.withLock { $0 = newValue } }
    }
}
