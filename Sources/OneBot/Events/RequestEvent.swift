/// Somebody asks for something that the bot may grant.
package struct RequestEvent: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case friend
        /// Wants to join a group.
        case joinGroup
        /// Invites the bot into a group.
        case inviteToGroup
        case other(type: String, subType: String)
    }

    package var kind: Kind
    /// Who asks.
    package var userID: Identifier?
    package var groupID: Identifier?
    package var comment: String?
    /// What an answer has to name.
    package var flag: String?
    /// By which way a friend found the account.
    package var via: String?
    /// Who invited the one that wants to join.
    package var invitorID: Identifier?
    package var sourceGroupID: Identifier?

    init(_ json: JSONValue) {
        let subType = json["sub_type"]?.scalarText ?? ""
        switch (json["request_type"]?.scalarText ?? "", subType) {
        case ("friend", _): self.kind = .friend
        case ("group", "add"): self.kind = .joinGroup
        case ("group", "invite"): self.kind = .inviteToGroup
        case (let type, _): self.kind = .other(type: type, subType: subType)
        }
        self.userID = Identifier(partyOf: json["user_id"])
        self.groupID = Identifier(partyOf: json["group_id"])
        self.comment = json["comment"]?.filledText
        self.flag = json["flag"]?.filledText
        self.via = json["via"]?.filledText
        self.invitorID = Identifier(partyOf: json["invitor_id"])
        self.sourceGroupID = Identifier(partyOf: json["source_group_id"])
    }
}
