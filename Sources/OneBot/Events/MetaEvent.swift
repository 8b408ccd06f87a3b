/// An event about the connection itself.
package enum MetaEvent: Equatable, Sendable {
    /// `connect`, `enable` or `disable`.
    case lifecycle(subType: String)
    case heartbeat(Heartbeat)
    case other(type: String)

    package struct Heartbeat: Equatable, Sendable {
        /// What the bot says of its interval; it may differ from the real one.
        package var intervalMilliseconds: Int64?
        /// Nil where the bot cannot tell.
        package var isOnline: Bool?
        package var isGood: Bool?
    }

    init(_ json: JSONValue) {
        switch json["meta_event_type"]?.scalarText {
        case "lifecycle": self = .lifecycle(subType: json["sub_type"]?.scalarText ?? "")
        case "heartbeat":
            self = .heartbeat(
                Heartbeat(
                    intervalMilliseconds: json["interval"]?.wholeNumber,
                    isOnline: json["status"]?["online"]?.flag,
                    isGood: json["status"]?["good"]?.flag
                )
            )
        case let type: self = .other(type: type ?? "")
        }
    }
}
