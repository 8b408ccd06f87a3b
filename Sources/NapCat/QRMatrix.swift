import CQrencode

/// A QR code as modules, without its quiet zone.
package struct QRMatrix: Equatable, Sendable {
    /// Modules along one edge.
    package let side: Int
    /// Row by row; true is dark. Always `side * side` of them.
    package let dark: [Bool]

    package init(side: Int, dark: [Bool]) {
        self.side = side
        self.dark = dark
    }

    /// Codes a text with the least correction, which makes the smallest picture: a screen has no dirt.
    ///
    /// - Returns: nil for a text that is empty, has a zero in it, or is longer than a code can hold: 2953 bytes.
    package init?(_ text: String) {
        guard !text.utf8.contains(0), let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L) else { return nil }
        defer { QRcode_free(code) }
        let side = Int(code.pointee.width)
        guard side > 0, let modules = code.pointee.data else { return nil }
        self.side = side
        // The lowest bit is the colour; the others tell what a module is for.
        self.dark = UnsafeBufferPointer(start: modules, count: side * side).map { $0 & 1 == 1 }
    }
}
