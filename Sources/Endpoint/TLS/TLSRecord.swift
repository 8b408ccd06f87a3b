/// Records of TLS as they go over the line (RFC 8446 §5.1), as far as they can be read by others.
enum TLSRecord {
    /// The type of the record that a client begins with.
    static let handshake: UInt8 = 0x16
    private static let changeCipherSpec: UInt8 = 0x14
    private static let alert: UInt8 = 0x15
    private static let headLength = 5

    /// A fatal alert in clear, 80 (RFC 8446 §6.2): the fault is ours, not the client's nor the address's.
    static let internalError: [UInt8] = [Self.alert, 3, 1, 0, 2, 2, 80]

    /// The number of an alert that is not encrypted: two bytes, behind records that only say that keys change.
    static func alert(in bytes: some RandomAccessCollection<UInt8>) -> UInt8? {
        var rest = bytes[...]
        while rest.count >= Self.headLength + 1 {
            let head = Array(rest.prefix(Self.headLength))
            let length = Int(head[3]) << 8 | Int(head[4])
            let body = rest.dropFirst(Self.headLength)
            switch head[0] {
            case Self.changeCipherSpec where length <= 1: rest = body.dropFirst(length)
            case Self.alert where length == 2 && body.count >= 2: return body.dropFirst().first
            default: return nil
            }
        }
        return nil
    }
}
