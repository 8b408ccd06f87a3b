import Crypto
import Foundation
import OneBot

/// The WebUI's credentials: base64 of `{"Data":{"CreatedTime":s,"HashEncoded":H},"Hmac":hex}`, good for an hour from
/// their making, void when the process restarts, when the token changes and after a logout.
struct Credentials {
    /// Seconds.
    private static let lifetime: Int64 = 3600

    /// Another one with every start of the process.
    private let key = SymmetricKey(size: .bits256)
    private var revoked: Set<String> = []

    /// What a client sends in place of a token: lower-case hex SHA-256 of the token and `.napcat`.
    static func hash(token: String) -> String {
        Self.hex(SHA256.hash(data: Data((token + ".napcat").utf8)))
    }

    mutating func issue(token: String, now: Int64) -> String {
        let data = JSONValue.object([
            JSONMember("CreatedTime", .integer(Int(now))), JSONMember("HashEncoded", .string(Self.hash(token: token))),
        ])
        let whole = JSONValue.object([JSONMember("Data", data), JSONMember("Hmac", .string(self.signature(data)))])
        let credential = Data(whole.rendered.utf8).base64EncodedString()
        // Two of one second are alike.
        self.revoked.remove(credential)
        return credential
    }

    func isValid(_ credential: String, token: String, now: Int64) -> Bool {
        guard !self.revoked.contains(credential), let bytes = Data(base64Encoded: credential),
            let whole = try? JSONParser.parse(bytes), let data = whole["Data"],
            whole["Hmac"]?.string == self.signature(data), let created = data["CreatedTime"]?.integer
        else { return false }
        return data["HashEncoded"]?.string == Self.hash(token: token) && now - Int64(created) <= Self.lifetime
    }

    mutating func revoke(_ credential: String) {
        self.revoked.insert(credential)
    }

    private func signature(_ data: JSONValue) -> String {
        Self.hex(HMAC<SHA256>.authenticationCode(for: Data(data.rendered.utf8), using: self.key))
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
