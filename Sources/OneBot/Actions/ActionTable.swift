/// One row of the catalogue's tables: the name, what it does, who knows it, and its parameters.
extension Action {
    /// - Parameter knownBy: A letter an implementation: `N` NapCat, `B` LLBot, `L` Lagrange.OneBot, `G` go-cqhttp,
    ///   `O` OpenShamrock, `Y` Gensokyo.
    init(
        _ name: String,
        _ effect: Effect,
        _ origin: Origin,
        _ knownBy: String,
        _ parameters: Parameter...
    ) {
        self.init(
            name: name,
            parameters: parameters,
            effect: effect,
            origin: origin,
            knownBy: knownBy.compactMap(Self.implementation)
        )
    }

    private static func implementation(_ letter: Character) -> String? {
        switch letter {
        case "N": "NapCat"
        case "B": "LLBot"
        case "L": "Lagrange.OneBot"
        case "G": "go-cqhttp"
        case "O": "OpenShamrock"
        case "Y": "Gensokyo"
        default: nil
        }
    }
}

extension Action.Parameter {
    /// A parameter that must be given; `value` is proposed for it.
    static func needs(_ name: String, _ kind: Kind, _ value: String? = nil) -> Self {
        Self(name: name, kind: kind, isRequired: true, defaultValue: value)
    }

    /// A parameter that may be left out, with the default that then holds.
    static func may(_ name: String, _ kind: Kind, _ value: String? = nil) -> Self {
        Self(name: name, kind: kind, isRequired: false, defaultValue: value)
    }

    // MARK: - What many actions have

    static let group: Self = .needs("group_id", .integer)
    static let user: Self = .needs("user_id", .integer)
    static let optionalGroup: Self = .may("group_id", .integer)
    static let optionalUser: Self = .may("user_id", .integer)
    static let messageID: Self = .needs("message_id", .integer)
    static let optionalMessageID: Self = .may("message_id", .integer)
    static let message: Self = .needs("message", .message)
    static let nodes: Self = .needs("messages", .array)
    static let plainText: Self = .may("auto_escape", .boolean, "false")
    static let noCache: Self = .may("no_cache", .boolean, "false")
    static let messageType: Self = .may("message_type", .string)
    static let file: Self = .needs("file", .string)
    static let fileID: Self = .needs("file_id", .string)
    static let folderID: Self = .needs("folder_id", .string)
    static let flag: Self = .needs("flag", .string)
    static let approve: Self = .may("approve", .boolean, "true")
    static let albumID: Self = .needs("album_id", .string)
    static let fileSetID: Self = .needs("fileset_id", .string)
}
