import Crypto
package import OneBot

package import struct Foundation.Date

/// A key that was replaced: enough to recognise it, nothing to learn it from.
package struct RetiredKey: Equatable, Sendable, Identifiable {
    /// Random, made when the key was retired: 16 bytes.
    var salt: [UInt8]
    /// SHA-256 over salt and key.
    var digest: [UInt8]
    package var retiredAt: Date
    /// Until when it is still accepted; nil: not at all.
    package var graceEndsAt: Date?
    /// Of a further key that was revoked its name; nil: it was the access key.
    package var name: String?

    /// Names the entry; says nothing about the key.
    package var id: String { Hexadecimal.text(self.salt) }

    /// Whether it is still accepted at `now`.
    package func isAccepted(at now: Date) -> Bool {
        self.graceEndsAt.map { now < $0 } ?? false
    }
}

/// The keys of the past, so that a bot with an old one is told so (AUTH-09), and so that a key in its grace time is
/// accepted even after a restart. Holds salted hashes only.
package struct KeyHistory: Equatable, Sendable {
    /// So many access keys are remembered at most.
    package static let limit = 16
    /// And so many further keys: all that there may be can be revoked at once.
    package static let namedLimit = BoundKey.limit

    /// Newest first.
    package internal(set) var retired: [RetiredKey]

    package init() {
        self.retired = []
    }

    init(retired: [RetiredKey]) {
        let main = retired.filter { $0.name == nil }.prefix(Self.limit)
        let named = retired.filter { $0.name != nil }.prefix(Self.namedLimit)
        let kept = Set((main + named).map(\.id))
        self.retired = retired.filter { kept.contains($0.id) }
    }

    /// Puts `key` among the past ones.
    ///
    /// - Parameters:
    ///   - grace: how long it is still accepted, rounded up to a second. Nil: it is refused at once, and so is every earlier key, because
    ///     whoever rotates without grace wants the old ones out.
    ///   - now: the time of the rotation.
    package mutating func retire(_ key: Secret, grace: Duration? = nil, now: Date) {
        guard !key.isEmpty else { return }
        if grace == nil {
            for index in self.retired.indices { self.retired[index].graceEndsAt = nil }
        }
        var end: Date?
        if let grace, grace > .zero { end = Self.wholeSecond(after: now.addingTimeInterval(grace / .seconds(1))) }
        self.remember(key, name: nil, graceEndsAt: end, now: now)
    }

    /// Puts a further key among the past ones. It is refused at once; what else is in its time of grace stays there.
    package mutating func revoke(_ key: Secret, name: String, now: Date) {
        guard !key.isEmpty else { return }
        self.remember(key, name: name, graceEndsAt: nil, now: now)
    }

    private mutating func remember(_ key: Secret, name: String?, graceEndsAt: Date?, now: Date) {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let bytes = Array(key.exposed.utf8)
        self.retired.removeAll { $0.matches(bytes) }
        let entry = RetiredKey(
            salt: salt,
            digest: RetiredKey.digest(salt: salt, key: bytes),
            retiredAt: Self.wholeSecond(before: now),
            graceEndsAt: graceEndsAt,
            name: name
        )
        self.retired.insert(entry, at: 0)
        self.shorten(name == nil ? Self.limit : Self.namedLimit, now: now) { ($0.name == nil) == (name == nil) }
    }

    /// Keeps `limit` of one kind.
    private mutating func shorten(_ limit: Int, now: Date, _ isOfKind: (RetiredKey) -> Bool) {
        let places = self.retired.indices.filter { isOfKind(self.retired[$0]) }
        guard places.count > limit, let oldest = places.last else { return }
        // One that is still accepted goes last.
        self.retired.remove(at: places.last { !self.retired[$0].isAccepted(at: now) } ?? oldest)
    }

    /// Takes keys that are in force out of the past ones.
    package mutating func forget(keysOf settings: Settings) {
        self.forget(settings.endpoint.accessKey)
        for key in settings.endpoint.keys { self.forget(key.key) }
    }

    /// Takes a key that is in force again out of the past ones.
    package mutating func forget(_ key: Secret) {
        let bytes = Array(key.exposed.utf8)
        self.retired.removeAll { $0.matches(bytes) }
    }

    /// The access key that was replaced last.
    package var lastAccessKey: RetiredKey? { self.retired.first { $0.name == nil } }

    /// The past key that `bytes` is, if any. Looks at every entry, whichever fits.
    package func recognise(_ bytes: [UInt8]) -> RetiredKey? {
        // Longer than any key was; hashing it would only cost time.
        guard !bytes.isEmpty, bytes.count <= 4 * AccessKeyRule.longest else { return nil }
        var found: RetiredKey?
        for entry in self.retired where entry.matches(bytes) && found == nil { found = entry }
        return found
    }

    /// Whether `bytes` is a past key that is still in its grace time.
    package func accepts(_ bytes: [UInt8], now: Date) -> Bool {
        self.recognise(bytes)?.isAccepted(at: now) ?? false
    }

    /// The end of the longest grace time that runs at `now`.
    package func acceptedUntil(now: Date) -> Date? {
        self.retired.filter { $0.isAccepted(at: now) }.compactMap(\.graceEndsAt).max()
    }

    /// Accepts a past key until `end`, or no longer when `end` is nil.
    ///
    /// - Returns: false when there is no such entry.
    @discardableResult
    package mutating func setGrace(of id: RetiredKey.ID, until end: Date?) -> Bool {
        guard let index = self.retired.firstIndex(where: { $0.id == id }) else { return false }
        self.retired[index].graceEndsAt = end.map(Self.wholeSecond(after:))
        return true
    }

    // The file holds whole seconds; rounded outwards, so that nobody gets less time than was promised.
    private static func wholeSecond(before date: Date) -> Date {
        Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))
    }

    private static func wholeSecond(after date: Date) -> Date {
        Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.up))
    }
}

extension RetiredKey {
    static func digest(salt: [UInt8], key: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: salt + key))
    }

    /// In a time that does not depend on where the digests differ.
    func matches(_ bytes: [UInt8]) -> Bool {
        let other = Self.digest(salt: self.salt, key: bytes)
        guard other.count == self.digest.count else { return false }
        return zip(other, self.digest).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// Bytes as small hexadecimal digits.
enum Hexadecimal {
    static func text(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    static func bytes(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var result: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.value(digits[index]), let low = Self.value(digits[index + 1]) else { return nil }
            result.append(high << 4 | low)
        }
        return result
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x61 + 10
        case 0x41...0x46: digit - 0x41 + 10
        default: nil
        }
    }
}
