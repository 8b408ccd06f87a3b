/// A call to a bot, as far as an answer needs it.
struct ReceivedCall {
    var action: String
    /// The echo's JSON text as sent; nil when absent.
    var echo: String?
    private var bytes: [UInt8]
    private var parameters: [String: Range<Int>]

    enum Failure: Error, Equatable {
        /// No JSON; the echo where it can be cut out of the bytes all the same.
        case badJSON(echo: String?)
        /// JSON, but no object.
        case noObject
    }

    init(_ bytes: [UInt8]) throws(Failure) {
        guard JSONReader.isValid(bytes) else { throw .badJSON(echo: Self.cutEcho(bytes)) }
        guard let members = JSONReader.members(bytes) else { throw .noObject }
        self.bytes = bytes
        self.action = members["action"].flatMap { JSONReader.string(bytes, $0) } ?? "undefined"
        self.echo = members["echo"].map { String(decoding: bytes[$0], as: UTF8.self) }
        self.parameters = members["params"].flatMap { JSONReader.members(bytes, in: $0) } ?? [:]
    }

    func integer(_ name: String) -> Int64? {
        self.parameters[name].flatMap { JSONReader.integer(self.bytes, $0) }
    }

    func has(_ name: String) -> Bool { self.parameters[name] != nil }

    /// What LLBot does: looks for an echo that is a plain string.
    private static func cutEcho(_ bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let match = text.firstMatch(of: #/"echo"\s*:\s*("[^"\\]*")/#) else { return nil }
        return String(match.1)
    }
}
