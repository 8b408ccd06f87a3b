import OneBot

/// NapCat's `bot_offline`: QQ is gone, and the notice says why.
enum OfflineNotice {
    private static let kind = Array(#""bot_offline""#.utf8)
    /// A longer notice is none of these.
    private static let longest = 16_384
    private static let longestReason = 160

    /// - Returns: What the notice says, perhaps nothing; nil when it is another.
    static func reason(_ bytes: UnsafeRawBufferPointer, _ envelope: Envelope) -> String? {
        guard let detail = envelope.detail, detail.count == self.kind.count, bytes.count <= self.longest,
            bytes[detail].elementsEqual(self.kind)
        else { return nil }
        // What cannot be read is as good as a notice without a reason.
        let json = try? JSONParser.parse(Array(bytes), rules: .lenient)
        let said = [json?["tag"]?.filledText, json?["message"]?.filledText].compactMap(\.self)
        return ShownText.line(said.joined(separator: ": "), limit: self.longestReason)
    }
}
