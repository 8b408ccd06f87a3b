import Testing

@testable import Endpoint

@Suite("Alerts in clear")
struct TLSRecordTests {
    private static let alert: [UInt8] = [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 48]
    private static let keysChange: [UInt8] = [0x14, 0x03, 0x03, 0x00, 0x01, 0x01]

    static let samples: [([UInt8], UInt8?)] = [
        (Self.alert, 48),
        (Self.keysChange + Self.alert, 48),
        (Self.alert + [1, 2, 3], 48),
        ([], nil),
        (Array(Self.alert.dropLast()), nil),
        (Self.keysChange, nil),
        // Encrypted: longer than two bytes, or of another type.
        ([0x15, 0x03, 0x03, 0x00, 0x13] + [UInt8](repeating: 7, count: 19), nil),
        ([0x17, 0x03, 0x03, 0x00, 0x02, 0x02, 48], nil),
        ([0x14, 0x03, 0x03, 0xFF, 0xFF, 0x01], nil),
        ([0x14, 0x03, 0x03, 0x00, 0x00] + Self.alert, 48),
    ]

    @Test("are read, and nothing else is taken for one", arguments: Self.samples)
    func read(_ bytes: [UInt8], _ number: UInt8?) {
        #expect(TLSRecord.alert(in: bytes) == number)
        // As it lies in a buffer that was read from before.
        #expect(TLSRecord.alert(in: ([0x15] + bytes).dropFirst()) == number)
    }
}
