/// Turns the bytes of a terminal into events, in pieces of any size.
///
/// Pure and without a clock: bytes that could be the beginning of more are kept, and the caller decides by
/// ``waiting`` how long to wait before it calls ``flush()``. It never fails: what is not understood is parsed to
/// its end and dropped, invalid UTF-8 becomes U+FFFD, and every store has a bound.
package struct InputParser: Sendable {
    /// What the parser has in hand after the last byte.
    package enum Waiting: Equatable, Sendable {
        /// Nothing: no timer is needed.
        case none
        /// An ESC that is either the key itself or the beginning of a sequence: flush after some 25 ms.
        case escape
        /// A paste or a control string without its end: flush when no byte has come for some seconds.
        case ending
    }

    /// The most bytes of one paste; what is beyond is dropped.
    package static let pasteLimit = 1 << 20
    /// The most bytes of a control string that are looked at.
    package static let stringLimit = 64 << 10
    /// More printable bytes than this in one read are a paste, for terminals without bracketed paste.
    package static let burstLimit = 16

    private static let sequenceLimit = 256

    private enum State {
        case ground
        case character
        case escape
        case csi
        case linuxKey
        case ss3
        case mouse
        case string
        case stringEscape
        case paste
    }

    private let keys: [[UInt8]: Key]
    private var state = State.ground
    /// A second ESC came before the sequence: Alt, for terminals that put one in front.
    private var prefixed = false
    /// The bytes since ESC, or those of an unfinished UTF-8 character.
    private var sequence: [UInt8] = []
    /// Whether the unfinished UTF-8 character had an ESC in front.
    private var altered = false
    private var stringKind: UInt8 = 0
    private var contents: [UInt8] = []
    private var matched = 0
    private var events: [InputEvent] = []

    /// - Parameter keys: Key strings that this terminal's terminfo entry names, beside all the usual ones; those
    ///   that begin with ESC are used.
    package init(keys: [[UInt8]: Key] = [:]) {
        self.keys = keys.filter { $0.key.count > 1 && $0.key[0] == 0x1B }
    }

    /// What is in hand, which tells how long to wait for more.
    package var waiting: Waiting {
        switch self.state {
        case .escape: .escape
        case .csi, .ss3: self.sequence.count <= 2 ? .escape : .none
        case .string where self.contents.isEmpty, .stringEscape where self.contents.isEmpty: .escape
        case .string, .stringEscape, .paste: .ending
        case .ground, .character, .linuxKey, .mouse: .none
        }
    }

    /// Whether an ESC is in hand that may be the key.
    package var isPending: Bool { self.waiting == .escape }

    /// Takes what was read.
    ///
    /// - Parameter burstIsPaste: Whether more than ``burstLimit`` printable bytes at once are a paste; true while
    ///   no text field has the focus and the terminal has not shown that it knows bracketed paste.
    package mutating func consume(_ bytes: some Collection<UInt8>, burstIsPaste: Bool = false) -> [InputEvent] {
        if burstIsPaste, case .ground = self.state, Self.isBurst(bytes) { return self.takeBurst(bytes) }
        for byte in bytes { self.take(byte) }
        defer { self.events.removeAll() }
        return self.events
    }

    /// Ends what is unfinished, because nothing followed for long enough: an ESC becomes the key, an unended paste
    /// becomes the event, anything else is dropped.
    package mutating func flush() -> [InputEvent] {
        switch self.state {
        case .escape:
            self.emit(Key(.escape))
            if self.prefixed { self.emit(Key(.escape)) }
            self.finish()
        case .csi, .ss3:
            if self.sequence.count == 2 { self.emitAltered(self.sequence[1]) }
            self.finish()
        case .string where self.contents.isEmpty:
            self.emitAltered(self.stringKind)
            self.finish()
        case .stringEscape where self.contents.isEmpty:
            self.emitAltered(self.stringKind)
            self.emit(Key(.escape))
            self.finish()
        case .character:
            self.emit(Key(.character("\u{FFFD}"), self.altered ? .alt : []))
            self.finish()
        case .paste:
            self.emitPaste()
        case .string, .stringEscape, .linuxKey, .mouse:
            self.finish()
        case .ground:
            break
        }
        defer { self.events.removeAll() }
        return self.events
    }

    // MARK: - States

    private mutating func take(_ byte: UInt8) {
        switch self.state {
        case .ground: self.takeGround(byte, alt: false)
        case .character: self.takeContinuation(byte)
        case .escape: self.takeEscaped(byte)
        case .csi: self.takeCSI(byte)
        case .linuxKey: self.takeLinuxKey(byte)
        case .ss3: self.takeSS3(byte)
        case .mouse: self.takeMouse(byte)
        case .string: self.takeString(byte)
        case .stringEscape: self.takeStringEscape(byte)
        case .paste: self.takePasted(byte)
        }
    }

    /// A byte outside of any sequence, or the one behind an ESC that begins none.
    private mutating func takeGround(_ byte: UInt8, alt: Bool) {
        switch byte {
        case 0x1B:
            self.state = .escape
            self.sequence = [byte]
        case 0..<0x20, 0x7F:
            var key = InputKeys.control(byte)
            if alt { key.modifiers.insert(.alt) }
            self.emit(key)
            self.finish()
        case 0x20..<0x7F:
            self.emit(Key(.character(Character(Unicode.Scalar(byte))), alt ? .alt : []))
            self.finish()
        case 0xC2...0xF4:
            self.state = .character
            self.sequence = [byte]
            self.altered = alt
        default:
            self.emit(Key(.character("\u{FFFD}"), alt ? .alt : []))
            self.finish()
        }
    }

    private mutating func takeContinuation(_ byte: UInt8) {
        guard InputKeys.continues(self.sequence, with: byte) else {
            self.emit(Key(.character("\u{FFFD}"), self.altered ? .alt : []))
            self.finish()
            self.take(byte)
            return
        }
        self.sequence.append(byte)
        guard self.sequence.count == InputKeys.length(of: self.sequence[0]) else { return }
        // C1 controls are valid UTF-8 and nothing that a keyboard sends.
        for scalar in String(decoding: self.sequence, as: UTF8.self).unicodeScalars where scalar.value >= 0xA0 {
            self.emit(Key(.character(Character(scalar)), self.altered ? .alt : []))
        }
        self.finish()
    }

    private mutating func takeEscaped(_ byte: UInt8) {
        self.sequence.append(byte)
        if self.emitNamed() { return }
        switch byte {
        case 0x1B:
            if self.prefixed { self.emit(Key(.escape)) }
            self.prefixed = true
            self.sequence = [byte]
        case UInt8(ascii: "["):
            self.state = .csi
        case UInt8(ascii: "O"):
            self.state = .ss3
        case UInt8(ascii: "P"), UInt8(ascii: "]"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
            self.state = .string
            self.stringKind = byte
            self.contents.removeAll()
        default:
            if self.prefixed { self.emit(Key(.escape)) }
            self.prefixed = false
            self.takeGround(byte, alt: true)
        }
    }

    private mutating func takeCSI(_ byte: UInt8) {
        guard (0x20...0x7E).contains(byte) else { return self.abort(with: byte) }
        if self.sequence.count < Self.sequenceLimit { self.sequence.append(byte) }
        if self.emitNamed() { return }
        if byte == UInt8(ascii: "["), self.sequence.count == 3 {
            self.state = .linuxKey
            return
        }
        guard byte >= 0x40 else { return }
        // One of such a length is none of ours; only its end was of interest.
        guard self.sequence.count < Self.sequenceLimit else { return self.finish() }
        let csi = InputSequence(self.sequence.dropFirst(2).dropLast(), final: byte)
        switch csi.meaning {
        case .pasteBegins:
            self.finish()
            self.state = .paste
        case .mouseBytesFollow:
            self.state = .mouse
            self.contents.removeAll()
        case .event(.key(var key)):
            if self.prefixed { key.modifiers.insert(.alt) }
            self.emit(key)
            self.finish()
        case .event(let event):
            if self.prefixed { self.emit(Key(.escape)) }
            self.events.append(event)
            self.finish()
        case .nothing:
            if self.prefixed { self.emit(Key(.escape)) }
            self.finish()
        }
    }

    /// The Linux console's F1–F5: `ESC [ [ A` … `E`.
    private mutating func takeLinuxKey(_ byte: UInt8) {
        guard (0x20...0x7E).contains(byte) else { return self.abort(with: byte) }
        self.sequence.append(byte)
        if self.emitNamed() { return }
        if (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(byte) {
            self.emit(Key(.function(Int(byte) - 0x40), self.prefixed ? .alt : []))
        }
        self.finish()
    }

    private mutating func takeSS3(_ byte: UInt8) {
        guard (0x20...0x7E).contains(byte) else {
            if self.sequence.count == 2 { self.emitAltered(self.sequence[1]) }
            return self.abort(with: byte)
        }
        self.sequence.append(byte)
        if self.emitNamed() { return }
        if (0x30...0x39).contains(byte), self.sequence.count <= 4 { return }
        let modifiers = InputKeys.modifiers(
            Int(String(decoding: self.sequence[2..<self.sequence.count - 1], as: UTF8.self))
        )
        if var key = InputKeys.ss3(byte) {
            key.modifiers.formUnion(modifiers)
            if self.prefixed { key.modifiers.insert(.alt) }
            self.emit(key)
        }
        self.finish()
    }

    /// The three bytes of the oldest mouse report (`ESC [ M`), for terminals without the SGR form.
    private mutating func takeMouse(_ byte: UInt8) {
        self.contents.append(byte)
        guard self.contents.count == 3 else { return }
        if self.contents.allSatisfy({ $0 >= 32 }) {
            let code = Int(self.contents[0]) - 32
            let event = InputSequence.mouse(
                code: code,
                column: Int(self.contents[1]) - 32,
                row: Int(self.contents[2]) - 32,
                released: code & 0b110_0011 == 3
            )
            if let event { self.events.append(.mouse(event)) }
        }
        self.finish()
    }

    private mutating func takeString(_ byte: UInt8) {
        switch byte {
        case 0x1B:
            self.state = .stringEscape
        case 0x07 where self.stringKind == UInt8(ascii: "]"):
            self.emitString()
        case 0x18, 0x1A:
            self.finish()
        default:
            if self.contents.count < Self.stringLimit { self.contents.append(byte) }
        }
    }

    private mutating func takeStringEscape(_ byte: UInt8) {
        if byte == UInt8(ascii: "\\") { return self.emitString() }
        // Not its end: another sequence cuts the string short.
        self.finish()
        self.state = .escape
        self.sequence = [0x1B]
        self.take(byte)
    }

    private mutating func takePasted(_ byte: UInt8) {
        let marker = Self.pasteEnd
        if byte == marker[self.matched] {
            self.matched += 1
            if self.matched == marker.count { self.emitPaste() }
            return
        }
        self.keepPasted(marker[..<self.matched])
        self.matched = byte == marker[0] ? 1 : 0
        if self.matched == 0 { self.keepPasted(CollectionOfOne(byte)) }
    }

    private mutating func keepPasted(_ bytes: some Collection<UInt8>) {
        self.contents.append(contentsOf: bytes.prefix(Self.pasteLimit - self.contents.count))
    }

    // MARK: - Ends

    private mutating func emit(_ key: Key) { self.events.append(.key(key)) }

    /// A letter with Alt whose ESC could have begun a sequence, but did not.
    private mutating func emitAltered(_ byte: UInt8) {
        if self.prefixed { self.emit(Key(.escape)) }
        self.emit(Key(.character(Character(Unicode.Scalar(byte))), .alt))
    }

    /// Whether the sequence so far is one of the terminal's own keys; ends it then.
    private mutating func emitNamed() -> Bool {
        guard !self.keys.isEmpty, var key = self.keys[self.sequence] else { return false }
        if self.prefixed { key.modifiers.insert(.alt) }
        self.emit(key)
        self.finish()
        return true
    }

    private mutating func emitString() {
        if self.stringKind == UInt8(ascii: "P"), self.contents.starts(with: [0x3E, 0x7C]) {
            let name = String(decoding: self.contents.dropFirst(2), as: UTF8.self)
            self.events.append(.reply(.name(displaySafe(name))))
        }
        self.finish()
    }

    private mutating func emitPaste() {
        self.events.append(.paste(Self.pastedText(self.contents)))
        self.finish()
    }

    /// Drops the sequence; `byte` is what can be no part of it.
    private mutating func abort(with byte: UInt8) {
        self.finish()
        if byte != 0x18, byte != 0x1A { self.take(byte) }
    }

    private mutating func finish() {
        self.state = .ground
        self.prefixed = false
        self.altered = false
        self.matched = 0
        self.sequence.removeAll(keepingCapacity: true)
        self.contents.removeAll()
    }

    // MARK: - Pastes

    private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

    /// Line ends as `\n`: terminals send what Enter would.
    private static func pastedText(_ bytes: some Collection<UInt8>) -> String {
        var scalars = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar == "\r" || scalar == "\n" {
                if !(afterReturn && scalar == "\n") { scalars.append("\n") }
            } else {
                scalars.append(scalar)
            }
            afterReturn = scalar == "\r"
        }
        return String(scalars)
    }

    /// A key held down repeats one byte; that is no paste.
    private static func isBurst(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.count > Self.burstLimit
            && bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
            && bytes.contains { $0 != bytes.first }
    }

    private mutating func takeBurst(_ bytes: some Collection<UInt8>) -> [InputEvent] {
        var text = Array(bytes.prefix(Self.pasteLimit))
        // A character that the end of the read has cut is finished by the next one.
        if let start = text.lastIndex(where: { $0 & 0xC0 != 0x80 }),
            (0xC2...0xF4).contains(text[start]),
            text.count - start < InputKeys.length(of: text[start])
        {
            self.state = .character
            self.sequence = Array(text[start...])
            text.removeSubrange(start...)
        }
        return [.paste(Self.pastedText(text))]
    }
}
