import Foundation
import OneBot

/// Reads JSON5, which NapCat's files may be.
enum JSON5 {
    /// - Returns: nil when it is none; the order of keys is lost unless it is JSON.
    static func parse(_ bytes: [UInt8]) -> JSONValue? {
        if let value = try? JSONParser.parse(bytes, rules: .lenient) { return value }
        let decoder = JSONDecoder()
        decoder.allowsJSON5 = true
        return (try? decoder.decode(Node.self, from: Data(bytes)))?.value
    }

    private struct Node: Decodable {
        var value: JSONValue

        init(from decoder: any Decoder) throws {
            if let container = try? decoder.container(keyedBy: Key.self) {
                let keys = container.allKeys.sorted { $0.stringValue < $1.stringValue }
                self.value = .object(
                    try keys.map { JSONMember($0.stringValue, try container.decode(Node.self, forKey: $0).value) }
                )
                return
            }
            if var container = try? decoder.unkeyedContainer() {
                var values: [JSONValue] = []
                while !container.isAtEnd { values.append(try container.decode(Node.self).value) }
                self.value = .array(values)
                return
            }
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self.value = .null
            } else if let flag = try? container.decode(Bool.self) {
                self.value = .boolean(flag)
            } else if let number = try? container.decode(Int.self) {
                self.value = .integer(number)
            } else if let number = try? container.decode(Double.self) {
                self.value = .number(number)
            } else {
                self.value = .string(try container.decode(String.self))
            }
        }
    }

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
