/// The port inside `napcat.webui_url`, edited as if it were a setting of its own.
package enum WebUIPort {
    /// The path under which it is shown and edited; there is no such key in the file.
    package static let path = "napcat.webui_port"
    static let urlPath = "napcat.webui_url"
    private static let schemes = ["http", "https"]

    /// The port that the URL means.
    package static func port(in settings: Settings) -> Int? {
        WebAddress(settings.napcat.webUIURL, schemes: Self.schemes)?.effectivePort
    }

    /// The URL with the port that was typed.
    static func url(_ text: String, in settings: Settings) throws(SettingProblem.Cause) -> String {
        let port = try ScalarText.integer(text, in: 1...65_535)
        guard let address = WebAddress(settings.napcat.webUIURL, schemes: Self.schemes) else {
            throw .badURL(schemes: Self.schemes)
        }
        return address.text(withPort: port)
    }
}
