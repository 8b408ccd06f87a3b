import Control
import OneBot

/// What a serving process says to the one that started it: one line of JSON on an inherited descriptor, then the end
/// of the file.
package enum ReadinessReport: Equatable, Sendable {
    case ready
    /// Another process already serves the state folder.
    case alreadyServed(pid: Int32?)
    /// It cannot serve: a sentence for the operator, and the code it exits with.
    case failed(sentence: String, exit: Int32)

    var json: JSONValue {
        switch self {
        case .ready: .object([JSONMember("ready", .boolean(true))])
        case .alreadyServed(let pid):
            .object([JSONMember("served_by", pid.map { .integer(Int($0)) } ?? .null)])
        case .failed(let sentence, let exit):
            .object([JSONMember("error", .string(sentence)), JSONMember("exit", .integer(Int(exit)))])
        }
    }

    /// - Parameter line: What was read up to the end of the file; nil when it is no report.
    init?(line: [UInt8]) {
        // Anything but a report means the same: it ended before it could say how it went.
        guard let json = try? JSONParser.parse(line) else { return nil }
        if json["ready"]?.boolean == true {
            self = .ready
        } else if let sentence = json["error"]?.string {
            self = .failed(sentence: sentence, exit: json["exit"]?.integer.flatMap(Int32.init(exactly:)) ?? 1)
        } else if let holder = json["served_by"] {
            self = .alreadyServed(pid: holder.integer.flatMap(Int32.init(exactly:)))
        } else {
            return nil
        }
    }
}
