/// What both languages write alike.
enum EventWriter {
    /// `notify` and `poke` as `notify/poke`.
    static func typeName(_ type: String, _ subType: String) -> String {
        subType.isEmpty ? type : "\(type)/\(subType)"
    }

    static let sizeUnits = ["B", "KB", "MB", "GB", "TB"]

    /// Bytes in powers of 1024, one digit behind the point: `4.9 GB`.
    static func size(_ bytes: Int64) -> String {
        var value = Double(bytes)
        for unit in Self.sizeUnits.dropLast() {
            if value < 1023.95 { return "\(Self.oneDigit(value)) \(unit)" }
            value /= 1024
        }
        return "\(Self.oneDigit(value)) \(Self.sizeUnits.last ?? "")"
    }

    private static func oneDigit(_ value: Double) -> String {
        // Below 2^53, for the largest size is 2^63 bytes.
        let tenths = Int64((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    /// Milliseconds as seconds, with a fraction only where there is one.
    static func seconds(_ milliseconds: Int64) -> String {
        milliseconds % 1000 == 0 ? "\(milliseconds / 1000)" : "\(Double(milliseconds) / 1000)"
    }

    /// The two largest units that are not zero.
    /// - Parameter units: Days, hours, minutes, seconds.
    static func duration(_ seconds: Int64, units: [String], separator: String) -> String {
        let sizes: [Int64] = [86_400, 3600, 60, 1]
        var rest = seconds
        var parts: [String] = []
        for (size, unit) in zip(sizes, units) where parts.count < 2 {
            let count = rest / size
            rest %= size
            if count > 0 { parts.append("\(count)\(separator)\(unit)") }
        }
        return parts.isEmpty ? "0\(separator)\(units.last ?? "")" : parts.joined(separator: " ")
    }

    static func like(_ like: NoticeDetail.Like) -> String {
        like.count.map { $0 > 1 ? "\(like.emoji) ×\($0)" : like.emoji } ?? like.emoji
    }

    static func flashFile(_ file: NoticeDetail.FlashFile) -> String {
        let names = file.names.isEmpty ? file.title ?? "" : file.names.joined(separator: ", ")
        guard let done = file.done, let total = file.total, total > 0, done >= 0 else { return names }
        return "\(names), \(Self.size(done)) / \(Self.size(total))"
    }
}
