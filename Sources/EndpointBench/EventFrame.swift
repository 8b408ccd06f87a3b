/// A group message as a bot sends it, masked, of about the wanted size: Chinese text, emoji, escapes.
enum EventFrame {
    static func bytes(of size: Int) -> [UInt8] { self.masked(self.text(of: size)) }

    /// The same before it is masked.
    static func text(of size: Int, selfID: Int = 1_000_010_001) -> [UInt8] {
        let head =
            #"{"self_id":\#(selfID),"user_id":1000020002,"time":1764000000,"message_id":1234567890,"#
            + #""message_type":"group","sub_type":"normal","group_id":700000001,"sender":{"user_id":1000020002,"#
            + #""nickname":"小助手","card":"","role":"member"},"font":14,"message":[{"type":"text","data":{"text":""#
        let tail = #""}}],"message_format":"array","post_type":"message"}"#
        let filler = Array(#"今天天气不错\n去散步吧 \"好的\" 😀 see you at 8. "#.utf8)
        let wanted = max(0, size - head.utf8.count - tail.utf8.count)
        var text: [UInt8] = []
        text.reserveCapacity(wanted)
        while text.count + filler.count <= wanted { text += filler }
        return Array(head.utf8) + text + Array(tail.utf8)
    }

    static let mask: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]

    /// A whole text message of a client.
    static func masked(_ payload: [UInt8]) -> [UInt8] {
        var frame: [UInt8] = [0x81]
        switch payload.count {
        case ..<126: frame.append(0x80 | UInt8(payload.count))
        case ..<65_536: frame += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
        default:
            frame.append(0x80 | 127)
            for shift in stride(from: 56, through: 0, by: -8) {
                frame.append(UInt8(truncatingIfNeeded: payload.count >> shift))
            }
        }
        frame += self.mask
        frame.reserveCapacity(frame.count + payload.count)
        for index in payload.indices { frame.append(payload[index] ^ self.mask[index & 3]) }
        return frame
    }
}
