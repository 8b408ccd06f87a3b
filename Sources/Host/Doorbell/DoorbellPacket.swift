/// The first packet of a TCP connection, from the header of the internet protocol on.
struct DoorbellPacket: Equatable {
    /// 4 or 16 bytes.
    var source: [UInt8]
    var destination: [UInt8]
    var sourcePort: UInt16
    var port: UInt16
    /// The same in every repetition of the packet.
    var sequence: UInt32

    /// Nil for anything that is no such packet, or too short.
    init?(_ bytes: some RandomAccessCollection<UInt8>) {
        let bytes = Array(bytes.prefix(128))
        guard let first = bytes.first else { return nil }
        let start: Int
        switch first >> 4 {
        case 4:
            start = Int(first & 0xF) * 4
            guard start >= 20, bytes.count >= start + 14, bytes[9] == 6 else { return nil }
            self.source = Array(bytes[12..<16])
            self.destination = Array(bytes[16..<20])
        case 6:
            start = 40
            guard bytes.count >= start + 14, bytes[6] == 6 else { return nil }
            self.source = Array(bytes[8..<24])
            self.destination = Array(bytes[24..<40])
        default:
            return nil
        }
        guard bytes[start + 13] & 0x12 == 0x02 else { return nil }
        self.sourcePort = UInt16(bytes[start]) << 8 | UInt16(bytes[start + 1])
        self.port = UInt16(bytes[start + 2]) << 8 | UInt16(bytes[start + 3])
        self.sequence = bytes[start + 4..<start + 8].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
