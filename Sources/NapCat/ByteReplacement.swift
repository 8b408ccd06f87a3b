extension String {
    /// With every occurrence of another text replaced. Byte by byte: a character with a combining mark behind it would
    /// be taken for another one, and a secret in front of such a mark be shown.
    func replacingBytes(of text: String, with other: String) -> String {
        guard !text.isEmpty else { return self }
        return String(decoding: Array(self.utf8).replacing(Array(text.utf8), with: Array(other.utf8)), as: UTF8.self)
    }
}
