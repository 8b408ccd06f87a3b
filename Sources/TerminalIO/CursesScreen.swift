import CNcurses
import CPlatform
import Glibc
import Terminal

/// One ncurses SCREEN that writes into memory.
///
/// Never deleted: `delscreen` on one ruins all others (measured with ncurses 6.4), so that those not in use wait for
/// the next terminal of the same name. Every call must follow a ``select()``.
@MainActor
final class CursesScreen {
    /// Black on white.
    private nonisolated static let paper: Int32 = 8

    /// A colour pair, which has the colour's own number or is that of paper, and attribute bits.
    struct Attributes {
        var bits: attr_t = 0
        var pair: Int32 = 0

        init() {}

        init(_ appearance: Appearance) {
            if appearance.bold { self.bits |= cn_bold() }
            if appearance.dim { self.bits |= cn_dim() }
            if appearance.underlined { self.bits |= cn_underline() }
            if appearance.reversed { self.bits |= cn_reverse() }
            self.pair = appearance.background == nil ? Int32(appearance.color ?? 0) : CursesScreen.paper
        }
    }

    let name: String
    let hasColors: Bool
    /// A character in the last column leaves the cursor there until the next one comes (`xenl`), as nearly all do.
    let wrapsLate: Bool
    private let canPlaceCursor: Bool
    private let screen: OpaquePointer
    private let output: UnsafeMutablePointer<FILE>
    private let descriptor: Int32
    private var size: Size

    private static var idle: [String: [CursesScreen]] = [:]
    /// Names of entries that cannot place the cursor: asked once, since each question costs a screen.
    private static var unusable: Set<String> = []

    /// An idle or a new screen for a terminal, by the first of its names that terminfo knows.
    static func take(for terminal: String) throws(FrameEncoder.Failure) -> CursesScreen {
        for name in TerminalNames.candidates(for: terminal) {
            if Self.unusable.contains(name) { throw .cannotPlaceCursor(name) }
            if let screen = Self.idle[name]?.popLast() { return screen }
            guard let screen = try CursesScreen(name: name) else { continue }
            if screen.canPlaceCursor { return screen }
            Self.unusable.insert(name)
            throw .cannotPlaceCursor(name)
        }
        throw .unknownTerminal(terminal)
    }

    /// Nil when terminfo does not know the name.
    private init?(name: String) throws(FrameEncoder.Failure) {
        var output: UnsafeMutablePointer<FILE>?
        let descriptor = cp_memory_file("frame", &output)
        guard descriptor >= 0, let output else { throw .noResources }
        guard let input = fopen("/dev/null", "re") else {
            fclose(output)
            throw .noResources
        }
        guard let screen = cn_new_terminal(name, output, input) else {
            fclose(output)
            fclose(input)
            return nil
        }
        self.name = name
        self.screen = screen
        self.output = output
        self.descriptor = descriptor
        set_term(screen)
        let window = cn_screen_window()
        self.size = Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window)))
        self.canPlaceCursor = cn_capability("cup") != nil
        self.wrapsLate = cn_flag("xenl") || !cn_flag("am")
        self.hasColors = has_colors() && start_color() == OK && use_default_colors() == OK
        if self.hasColors {
            for color: Int32 in 1...7 { init_extended_pair(color, color, -1) }
            // The first sixteen are what a theme makes of them, black a light colour in some; those of the cube are not.
            let hasCube = cn_colors() >= 256
            init_extended_pair(Self.paper, hasCube ? 16 : 0, hasCube ? 231 : 7)
        }
        // Pending input must not end an update half-way; there is none to be echoed.
        typeahead(-1)
        noecho()
        nonl()
        scrollok(window, false)
        idlok(window, false)
    }

    /// Makes it the library's present screen.
    ///
    /// - Returns: Whether another screen's change of size has spoilt what is known of this one.
    func select() -> Bool {
        set_term(self.screen)
        return cn_mend_windows(Int32(self.size.rows), Int32(self.size.columns))
    }

    func release() { Self.idle[self.name, default: []].append(self) }

    func resize(_ size: Size) {
        resize_term(Int32(size.rows), Int32(size.columns))
        self.size = size
        self.repaint()
    }

    /// The next update paints everything.
    func repaint() { clearok(cn_current_screen(), true) }

    func put(_ scalars: [UInt32], row: Int, column: Int, _ attributes: Attributes) {
        cn_put(
            cn_screen_window(),
            Int32(row),
            Int32(column),
            scalars,
            Int32(scalars.count),
            attributes.bits,
            attributes.pair
        )
    }

    /// Brings the terminal up to date and returns the bytes for it.
    func update(cursor: Position?) -> [UInt8] {
        let window = cn_screen_window()
        leaveok(window, cursor == nil)
        if let cursor { wmove(window, Int32(cursor.row), Int32(cursor.column)) }
        wnoutrefresh(window)
        doupdate()
        fflush(self.output)
        let length = Int(lseek(self.descriptor, 0, SEEK_CUR))
        guard length > 0 else { return [] }
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            count = max(0, pread(self.descriptor, buffer.baseAddress, length, 0))
        }
        lseek(self.descriptor, 0, SEEK_SET)
        ftruncate(self.descriptor, 0)
        return bytes
    }

    /// The strings that this terminal's keys send, as terminfo tells them.
    func keys() -> [[UInt8]: Key] {
        var names: [(String, Key)] = [
            ("kcuu1", Key(.up)), ("kcud1", Key(.down)), ("kcub1", Key(.left)), ("kcuf1", Key(.right)),
            ("khome", Key(.home)), ("kend", Key(.end)), ("kpp", Key(.pageUp)), ("knp", Key(.pageDown)),
            ("kich1", Key(.insert)), ("kdch1", Key(.delete)), ("kcbt", Key(.tab, .shift)), ("kent", Key(.enter)),
        ]
        for number in 1...12 { names.append(("kf\(number)", Key(.function(number)))) }
        var keys: [[UInt8]: Key] = [:]
        for (name, key) in names {
            guard let text = cn_capability(name) else { continue }
            let bytes = Array(String(cString: text).utf8)
            if bytes.count > 1, bytes != Array("\u{1B}[".utf8), bytes != Array("\u{1B}O".utf8) { keys[bytes] = key }
        }
        return keys
    }
}
