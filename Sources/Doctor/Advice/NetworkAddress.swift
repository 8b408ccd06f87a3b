import Snapshot

/// An IP address as bytes, for comparing it with the networks of this machine.
struct NetworkAddress: Equatable, Hashable, Sendable {
    /// 4 or 16; IPv4 in its IPv6 form (RFC 4291 §2.5.5.2) is 4.
    let bytes: [UInt8]

    /// Reads an address with or without brackets and zone; nil for anything else.
    init?(_ text: String) {
        var plain = text[...]
        // The longest form, with a zone, is shorter; what is longer came from nowhere good.
        guard plain.utf8.count <= 80 else { return nil }
        // By bytes: a thousand peers are read each time the rules run.
        if plain.utf8.first == UInt8(ascii: "["), plain.utf8.last == UInt8(ascii: "]") {
            plain = plain.dropFirst().dropLast()
        }
        if let zone = plain.utf8.firstIndex(of: UInt8(ascii: "%")) { plain = plain[..<zone] }
        if let four = Self.four(plain) {
            self.bytes = four
        } else if let sixteen = Self.sixteen(plain) {
            let isWrapped = sixteen[..<10].allSatisfy { $0 == 0 } && sixteen[10] == 0xFF && sixteen[11] == 0xFF
            self.bytes = isWrapped ? Array(sixteen[12...]) : sixteen
        } else {
            return nil
        }
    }

    private static func four(_ text: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (value, digits) = (0, 0)
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39:
                value = value * 10 + Int(byte - 0x30)
                digits += 1
                guard digits <= 3, value <= 255 else { return nil }
            case UInt8(ascii: "."):
                guard digits > 0, bytes.count < 3 else { return nil }
                bytes.append(UInt8(value))
                (value, digits) = (0, 0)
            default: return nil
            }
        }
        guard digits > 0, bytes.count == 3 else { return nil }
        return bytes + [UInt8(value)]
    }

    private static func sixteen(_ text: Substring) -> [UInt8]? {
        guard text.contains(":") else { return nil }
        guard let gap = text.firstRange(of: "::") else {
            guard let bytes = Self.groups(text), bytes.count == 16 else { return nil }
            return bytes
        }
        guard let head = Self.groups(text[..<gap.lowerBound]), let tail = Self.groups(text[gap.upperBound...]),
            head.count + tail.count <= 14
        else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    /// Groups of hexadecimal digits, the last of which may be an IPv4 address.
    private static func groups(_ text: Substring) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 8 else { return nil }
        var bytes: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(".") {
                guard let four = Self.four(part) else { return nil }
                bytes += four
            } else {
                let isHexadecimal = part.utf8.allSatisfy { byte in
                    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
                }
                guard (1...4).contains(part.utf8.count), isHexadecimal, let group = UInt16(part, radix: 16) else {
                    return nil
                }
                bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
            }
        }
        return bytes
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// The first 64 bits of an IPv6 address, written as an address.
    var prefix64: String { NetworkAddress(bytes: Array(self.bytes.prefix(8)) + [UInt8](repeating: 0, count: 8)).text }

    var isIPv6: Bool { self.bytes.count == 16 }

    /// Whether both are in one network of this prefix length.
    func shares(prefix length: Int, with other: NetworkAddress) -> Bool {
        guard self.bytes.count == other.bytes.count, length >= 0, length <= self.bytes.count * 8 else { return false }
        let whole = length / 8
        guard self.bytes[..<whole] == other.bytes[..<whole] else { return false }
        guard length % 8 > 0 else { return true }
        let mask = UInt8.max << UInt8(8 - length % 8)
        return self.bytes[whole] & mask == other.bytes[whole] & mask
    }

    /// What kind of network it is, as far as the address alone tells: never a container's bridge.
    var network: NetworkClass { self.isIPv6 ? self.networkOfSixteen : self.networkOfFour }

    private var networkOfFour: NetworkClass {
        switch (self.bytes[0], self.bytes[1]) {
        case (127, _): .loopback
        case (0, _): self.bytes == [0, 0, 0, 0] ? .unspecified : .other
        case (10, _), (172, 16...31), (192, 168): .lan
        case (100, 64...127): .tailnet
        case (169, 254): .linkLocal
        case (198, 18...19), (224..., _): .other
        default: .public
        }
    }

    private var networkOfSixteen: NetworkClass {
        if self.bytes.dropLast().allSatisfy({ $0 == 0 }) {
            return self.bytes[15] == 0 ? .unspecified : self.bytes[15] == 1 ? .loopback : .other
        }
        // Tailscale's own part of the unique local addresses.
        if self.bytes.starts(with: [0xFD, 0x7A, 0x11, 0x5C, 0xA1, 0xE0]) { return .tailnet }
        switch self.bytes[0] {
        case 0xFC, 0xFD: return .lan
        case 0xFE where self.bytes[1] & 0xC0 == 0x80: return .linkLocal
        case 0xFE where self.bytes[1] & 0xC0 == 0xC0: return .lan
        case 0xFF: return .other
        default: return .public
        }
    }
}

extension LinkFacts {
    /// The peer without its port.
    var address: String { LiveLinks.address(of: self.peer) }
}

extension BotFacts {
    /// The peer without its port.
    var address: String { LiveLinks.address(of: self.peer) }
}

extension NetworkAddress {
    /// As it is written; the longest run of zero groups is left out (RFC 5952 §4.2).
    var text: String {
        guard self.isIPv6 else { return self.bytes.map(String.init).joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2).map { Int(self.bytes[$0]) << 8 | Int(self.bytes[$0 + 1]) }
        var best = 0..<0
        var start = 0
        for index in 0...groups.count where index == groups.count || groups[index] != 0 {
            if index - start > max(best.count, 1) { best = start..<index }
            start = index + 1
        }
        func hexadecimal(_ part: ArraySlice<Int>) -> String {
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard !best.isEmpty else { return hexadecimal(groups[...]) }
        return hexadecimal(groups[..<best.lowerBound]) + "::" + hexadecimal(groups[best.upperBound...])
    }
}
