/// The name that a TLS client asks for, read from its first bytes (RFC 8446 §4.1.2, RFC 6066 §3).
///
/// Nothing of it is trusted: every length is held against the bytes that are there.
package enum ClientHello {
    /// What the first bytes of a connection say.
    package enum Reading: Equatable, Sendable {
        /// No more of it is needed; nil when it names no host, or none that can be shown.
        case done(serverName: String?)
        /// The hello has not come whole.
        case needsMore
    }

    /// Bytes that are looked at; browsers send less than half of it.
    package static let longest = 4096
    /// A DNS name in text (RFC 1035 §2.3.4).
    private static let longestName = 253

    package static func read(_ bytes: some Collection<UInt8>) -> Reading {
        let (handshake, isWhole) = self.handshake(Array(bytes.prefix(self.longest)))
        let isCut = isWhole || bytes.count >= self.longest
        var reader = ByteReader(handshake)
        // The outcome of a read that ran off the end: wait for more, or make do with what there is.
        let unfinished = isCut ? Reading.done(serverName: nil) : .needsMore
        guard let kind = reader.byte() else { return unfinished }
        guard kind == 1 else { return .done(serverName: nil) }
        // The length, the version and the random; then session id, cipher suites and compression methods.
        guard reader.skip(3 + 2 + 32), reader.skipVector(lengthBytes: 1), reader.skipVector(lengthBytes: 2),
            reader.skipVector(lengthBytes: 1), reader.skip(2)
        else { return unfinished }
        while let type = reader.number(bytes: 2) {
            guard let length = reader.number(bytes: 2), let body = reader.take(length) else { return unfinished }
            if type == 0 { return .done(serverName: self.name(in: body)) }
        }
        return unfinished
    }

    /// The handshake messages in the records at the beginning.
    ///
    /// - Returns: What has come of them, and whether no more of it can follow.
    private static func handshake(_ bytes: [UInt8]) -> (bytes: [UInt8], isWhole: Bool) {
        var reader = ByteReader(bytes)
        var found: [UInt8] = []
        while let kind = reader.byte() {
            guard kind == 0x16 else { return (found, true) }
            guard reader.skip(2), let length = reader.number(bytes: 2) else { break }
            guard let part = reader.take(length) else {
                found += reader.rest
                break
            }
            found += part
            if let wanted = self.helloLength(found), found.count >= wanted { return (found, true) }
        }
        return (found, false)
    }

    private static func helloLength(_ handshake: [UInt8]) -> Int? {
        var reader = ByteReader(handshake)
        guard reader.skip(1), let length = reader.number(bytes: 3) else { return nil }
        return 4 + length
    }

    /// The first host name of a `server_name` extension.
    private static func name(in bytes: [UInt8]) -> String? {
        var reader = ByteReader(bytes)
        guard reader.skip(2) else { return nil }
        while let kind = reader.byte() {
            guard let length = reader.number(bytes: 2), let name = reader.take(length) else { return nil }
            guard kind == 0 else { continue }
            guard (1...self.longestName).contains(name.count), name.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                return nil
            }
            return String(decoding: name, as: UTF8.self)
        }
        return nil
    }
}

/// Takes numbers and pieces off the front of some bytes; nothing beyond their end.
private struct ByteReader {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var rest: ArraySlice<UInt8> { self.bytes[self.at...] }

    mutating func byte() -> UInt8? {
        guard self.at < self.bytes.count else { return nil }
        defer { self.at += 1 }
        return self.bytes[self.at]
    }

    /// At most three bytes, the highest first.
    mutating func number(bytes count: Int) -> Int? {
        guard let bytes = self.take(count) else { return nil }
        return bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func take(_ count: Int) -> [UInt8]? {
        guard count <= self.bytes.count - self.at else { return nil }
        defer { self.at += count }
        return Array(self.bytes[self.at..<self.at + count])
    }

    mutating func skip(_ count: Int) -> Bool {
        guard count <= self.bytes.count - self.at else { return false }
        self.at += count
        return true
    }

    mutating func skipVector(lengthBytes: Int) -> Bool {
        self.number(bytes: lengthBytes).map { self.skip($0) } ?? false
    }
}
