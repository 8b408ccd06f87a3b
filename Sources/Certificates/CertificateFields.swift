import SwiftASN1

/// What stands in a certificate in DER (RFC 5280 §4.1), as far as it is told to people.
struct CertificateFields {
    private(set) var commonName: String?
    private(set) var organization: String?
    private(set) var isSelfSigned = false
    /// Host names and addresses that it is good for.
    private(set) var names: [String] = []

    /// Names kept at most; a certificate of a large site has hundreds.
    private static let mostNames = 64
    private static let longestName = 253

    /// Object identifiers, as their contents are encoded.
    private enum Kind {
        static let commonName: [UInt8] = [0x55, 0x04, 0x03]
        static let organization: [UInt8] = [0x55, 0x04, 0x0A]
        static let alternativeNames: [UInt8] = [0x55, 0x1D, 0x11]
    }

    /// What is not understood of it is not told; whether it can be served is TLS's to say.
    init(_ der: [UInt8]) {
        guard let root = try? DER.parse(der), let certificate = root.children.first else { return }
        var fields = certificate.children[...]
        // The version is the only one with a tag of its own, and may be absent.
        if fields.first?.identifier.tagClass == .contextSpecific { fields = fields.dropFirst() }
        // Serial number, algorithm, issuer, validity, subject, key.
        let all = Array(fields)
        guard all.count >= 6 else { return }
        self.isSelfSigned = all[2].encodedBytes == all[4].encodedBytes
        self.commonName = Self.attribute(Kind.commonName, of: all[4])
        self.organization = Self.attribute(Kind.organization, of: all[4])
        let extensions = all.dropFirst(6).last { $0.identifier.tagNumber == 3 }?.children.first?.children ?? []
        for part in extensions where part.children.first?.bytes == Kind.alternativeNames {
            guard let value = part.children.last?.bytes, let list = try? DER.parse(value) else { continue }
            self.names = list.children.prefix(Self.mostNames).compactMap(Self.name)
        }
    }

    /// The last one in a distinguished name, as others choose.
    private static func attribute(_ kind: [UInt8], of name: ASN1Node) -> String? {
        let attributes = name.children.flatMap(\.children)
        let value = attributes.last { $0.children.first?.bytes == kind }?.children.last?.bytes
        return value.map { String(String(decoding: $0, as: UTF8.self).prefix(Self.longestName)) }
    }

    /// A DNS name or an IP address (RFC 5280 §4.2.1.6); nil for other kinds.
    private static func name(_ node: ASN1Node) -> String? {
        guard let bytes = node.bytes else { return nil }
        switch node.identifier.tagNumber {
        case 2: return String(String(decoding: bytes, as: UTF8.self).prefix(Self.longestName))
        case 7: return IPText.text(bytes)
        default: return nil
        }
    }
}

extension ASN1Node {
    /// Empty for a primitive one.
    fileprivate var children: [ASN1Node] {
        if case .constructed(let nodes) = self.content { Array(nodes) } else { [] }
    }

    /// Nil for a constructed one.
    fileprivate var bytes: [UInt8]? {
        if case .primitive(let bytes) = self.content { Array(bytes) } else { nil }
    }
}
