import CPlatform
import NIOCore

/// What belongs to the process as a whole and must be settled before it has threads.
package enum ProcessSetup {
    /// Takes a UTF-8 locale for letters, whatever the caller's is (ncurses counts columns by it), and forgets `LINES`
    /// and `COLUMNS`, which would override the true size of a terminal. How the heap is kept makes memory stay flat.
    /// First thing in `main`.
    package static func prepare() {
        _ = cp_use_utf8_locale()
        cp_forget_window_size()
        cp_keep_heap_small()
        // Besides the loops that are made for a purpose one is enough, and three descriptors.
        NIOSingletons.groupLoopCountSuggestion = 1
    }
}
