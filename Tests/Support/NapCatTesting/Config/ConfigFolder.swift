import Foundation
import OneBot

/// NapCat's config folder: read when NapCat starts and never else, written at the first login and at every save.
struct ConfigFolder: Sendable {
    let path: String

    func read(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: self.path + "/" + name).map(Array.init)
    }

    /// - Returns: Why it could not be written; nil when it was.
    func write(_ value: JSONValue, to name: String, indent: Int) -> String? {
        let text = JSONPretty.lines(Array(value.rendered.utf8), indent: indent).joined(separator: "\n")
        do {
            // In place, as Node's writeFileSync: owner and mode stay.
            try Data(text.utf8).write(to: URL(fileURLWithPath: self.path + "/" + name))
            return nil
        } catch {
            return "\(error)"
        }
    }
}
