/// Reads `/proc/net/tcp` and `/proc/net/tcp6` (proc_net_tcp in the kernel's documentation).
enum SocketTable {
    /// One row of a listening socket.
    struct Row: Equatable {
        var address: String
        var port: Int
        var userID: UInt32
        var inode: UInt64
        /// Of a listening socket: connections that are set up and wait to be accepted.
        var waiting: Int = 0
    }

    /// The kernel's number for TCP_LISTEN.
    private static let listening = "0A"

    /// The listening sockets in `text`; rows that do not look as they should are left out.
    static func listeners(in text: [UInt8]) -> [Row] {
        text.split(separator: 0x0A).compactMap { line in
            let fields = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode …
            guard fields.count >= 10, fields[3] == Self.listening,
                let (address, port) = Self.address(fields[1]),
                let userID = UInt32(fields[7]), let inode = UInt64(fields[9])
            else { return nil }
            let waiting = fields[4].split(separator: ":").last.flatMap { Int($0, radix: 16) } ?? 0
            return Row(address: address, port: port, userID: userID, inode: inode, waiting: max(0, waiting))
        }
    }

    /// `0100007F:1F55`: words of the address in this machine's byte order, then the port.
    private static func address(_ field: String) -> (String, Int)? {
        let parts = field.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 8 || parts[0].count == 32, parts[1].count == 4,
            let port = UInt16(parts[1], radix: 16)
        else { return nil }
        var bytes: [UInt8] = []
        var rest = parts[0]
        while !rest.isEmpty {
            guard let word = UInt32(rest.prefix(8), radix: 16) else { return nil }
            withUnsafeBytes(of: word) { bytes += $0 }
            rest = rest.dropFirst(8)
        }
        guard let text = AddressBytes.text(AddressBytes.unwrapped(bytes)) else { return nil }
        return (text, Int(port))
    }
}
