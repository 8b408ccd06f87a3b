import Testing

@testable import Host

@Suite struct SocketTableTests {
    private static let head =
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"

    private func rows(_ text: String) -> [SocketTable.Row] {
        SocketTable.listeners(in: Array((Self.head + text).utf8))
    }

    @Test("a listening IPv4 socket is read with address, port, user and inode")
    func four() {
        let line =
            "   0: 0100007F:1F55 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 31337 1 0 100 0\n"
        #expect(self.rows(line) == [.init(address: "127.0.0.1", port: 8021, userID: 1000, inode: 31_337)])
    }

    @Test("a listening IPv6 socket is read, a wrapped IPv4 address as such")
    func six() {
        let tail = "00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 7 1 0 100 0\n"
        let any = "   0: 00000000000000000000000000000000:1F55 " + tail
        let loopback = "   1: 00000000000000000000000001000000:1F55 " + tail
        let wrapped = "   2: 0000000000000000FFFF00000900000A:1F55 " + tail
        #expect(self.rows(any + loopback + wrapped).map(\.address) == ["::", "::1", "10.0.0.9"])
    }

    @Test(
        "sockets that do not listen and rows that are not as they should be are left out",
        arguments: [
            "   0: 0100007F:1F55 00000000:0000 01 0:0 00:0 0  1000        0 31337 1\n",
            "   0: 0100007F:1F55 00000000:0000 06 0:0 00:0 0  1000        0 0 1\n",
            "   0: 0100007F1F55 00000000:0000 0A 0:0 00:0 0  1000        0 31337 1\n",
            "   0: 0100007F:1F5 00000000:0000 0A 0:0 00:0 0  1000        0 31337 1\n",
            "   0: 0100007G:1F55 00000000:0000 0A 0:0 00:0 0  1000        0 31337 1\n",
            "   0: 010000:1F55 00000000:0000 0A 0:0 00:0 0  1000        0 31337 1\n",
            "   0: 0100007F:1F55 00000000:0000 0A 0:0 00:0 0  -1        0 31337 1\n",
            "   0: 0100007F:1F55 00000000:0000 0A 0:0 00:0 0  1000        0 99999999999999999999 1\n",
            "   0: 0100007F:1F55 00000000:0000 0A\n", ":\n", "\n\n", "\u{0}\u{1}\u{2}",
        ]
    )
    func leftOut(line: String) {
        #expect(self.rows(line).isEmpty)
    }
}
