import OneBot

/// One line of a change, keys masked.
package struct DiffLine: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case kept
        case removed
        case added
    }

    package let kind: Kind
    /// `"url": "ws://…"`
    package let text: String

    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }

    /// - Parameter key: Masked wherever it stands.
    init(_ kind: Kind, _ field: JSONMember, hiding key: Secret) {
        let shown: JSONValue =
            switch (field.key, field.value) {
            case ("token", .string(let token)): .string(Secret(token).masked)
            case ("url", .string(let url)): .string(MaskedURL.text(url, hiding: key))
            case (_, .string(let text)): .string(MaskedURL.withoutKey(text, key))
            default: field.value
            }
        self.init(kind, "\(JSONValue.string(field.key).rendered): \(shown.rendered)")
    }

    /// An entry with some of its fields changed, and enough of the others to tell which one it is.
    static func lines(
        of client: NetworkConfiguration.Client,
        changing changes: [JSONMember],
        hiding key: Secret
    ) -> [DiffLine] {
        let present = [
            JSONMember("name", .string(client.name)),
            JSONMember("enable", .boolean(client.isEnabled)),
            JSONMember("url", .string(client.url)),
            JSONMember("messagePostFormat", .string(client.messagePostFormat)),
            JSONMember("token", .string(client.token.exposed)),
            JSONMember("verifyCertificate", .boolean(client.verifiesCertificate ?? true)),
        ]
        return present.flatMap { field -> [DiffLine] in
            guard let change = changes.first(where: { $0.key == field.key }) else {
                return ["name", "url"].contains(field.key) ? [DiffLine(.kept, field, hiding: key)] : []
            }
            return [DiffLine(.removed, field, hiding: key), DiffLine(.added, change, hiding: key)]
        }
    }
}
