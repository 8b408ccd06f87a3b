import Foundation
import Testing

/// A socket of this test process that listens on a free port.
struct Listener {
    let descriptor: Int32
    let port: Int

    init(address: String) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(descriptor >= 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        try #require(inet_pton(AF_INET, address, &name.sin_addr) == 1)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, size) == 0 && listen(descriptor, 4) == 0
                    && getsockname(descriptor, generic, &size) == 0
            }
        }
        try #require(code)
        self.descriptor = descriptor
        self.port = Int(UInt16(bigEndian: name.sin_port))
    }

    func close() {
        #expect(Foundation.close(self.descriptor) == 0)
    }
}

/// A connection to a port of the loopback.
struct Connection {
    private let descriptor: Int32

    init(port: Int) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(descriptor >= 0)
        self.descriptor = descriptor
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = try #require(UInt16(exactly: port)).bigEndian
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(code == 0)
    }

    func close() {
        #expect(Foundation.close(self.descriptor) == 0)
    }
}
