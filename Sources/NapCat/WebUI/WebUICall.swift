import Crypto
import NIOHTTP1
import OneBot

/// One request to NapCat's WebUI.
struct WebUICall: Sendable {
    /// What NapCat takes in one body: the bound of its JSON reader (`100kb`).
    static let longestBody = 102_400

    let method: HTTPMethod
    /// Behind `/api`.
    let path: String
    var body: [UInt8] = []

    /// NapCat's JSON reader lets it in.
    var isTaken: Bool { self.body.count <= Self.longestBody }

    static func get(_ path: String) -> WebUICall { WebUICall(method: .GET, path: path) }
    static func post(_ path: String) -> WebUICall { WebUICall(method: .POST, path: path) }

    private static func post(_ path: String, _ members: [JSONMember]) -> WebUICall {
        WebUICall(method: .POST, path: path, body: Array(JSONValue.object(members).rendered.utf8))
    }

    /// - Parameter code: Of two-factor login.
    static func login(_ token: Secret, code: Secret?) -> WebUICall {
        var members = [JSONMember("hash", .string(Self.hash(token)))]
        if let code { members.append(JSONMember("totpCode", .string(code.exposed))) }
        return .post("/auth/login", members)
    }

    static func changeToken(from old: Secret, to new: Secret) -> WebUICall {
        .post(
            "/auth/update_token",
            [JSONMember("oldToken", .string(old.exposed)), JSONMember("newToken", .string(new.exposed))]
        )
    }

    /// What is not named in the body stays as it is.
    static func changePort(to port: Int) -> WebUICall {
        .post("/WebUIConfig/UpdateConfig", [JSONMember("port", .integer(port))])
    }

    /// The configuration goes as a *text* that holds it: NapCat fails on an object.
    static func setConfiguration(_ configuration: [UInt8]) -> WebUICall {
        let body = Array(#"{"config":""#.utf8) + Self.escaped(configuration) + Array(#""}"#.utf8)
        return WebUICall(method: .POST, path: "/OB11Config/SetConfig", body: body)
    }

    /// The inside of a JSON text; every byte that need not be escaped stays as it is.
    private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 4)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
            case 0x0A: text += Array(#"\n"#.utf8)
            case 0x00...0x1F: text += Array(#"\u00"#.utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
            default: text.append(byte)
            }
        }
        return text
    }

    /// NapCat's hash of a token, by which it may be logged in with as by the token itself.
    static func hash(_ token: Secret) -> String {
        let digest = SHA256.hash(data: Array((token.exposed + ".napcat").utf8))
        return digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
