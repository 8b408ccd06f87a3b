extension ActionCatalogue {
    /// OneBot 11, public API and the hidden `.handle_quick_operation`.
    static let standard: [Action] = [
        Action("send_private_msg", .changes, .standard, "NBLGOY", .user, .message, .optionalGroup, .plainText),
        Action("send_group_msg", .changes, .standard, "NBLGOY", .group, .message, .plainText),
        Action(
            "send_msg",
            .changes,
            .standard,
            "NBLGOY",
            .messageType,
            .optionalUser,
            .optionalGroup,
            .message,
            .plainText
        ),
        Action("delete_msg", .dangerous, .standard, "NBLGO", .messageID),
        Action("get_msg", .reads, .standard, "NBLGO", .messageID),
        Action("get_forward_msg", .reads, .standard, "NBLGO", .needs("id", .string), .may("message_id", .string)),
        Action("send_like", .changes, .standard, "NBLGO", .user, .may("times", .integer, "1")),
        Action(
            "set_group_kick",
            .dangerous,
            .standard,
            "NBLGO",
            .group,
            .user,
            .may("reject_add_request", .boolean, "false")
        ),
        // Left out, NapCat and Lagrange lift the ban instead of setting one of 30 minutes.
        Action("set_group_ban", .dangerous, .standard, "NBLGO", .group, .user, .needs("duration", .integer, "1800")),
        Action(
            "set_group_anonymous_ban",
            .dangerous,
            .standard,
            "GO",
            .group,
            .may("anonymous", .object),
            .may("anonymous_flag", .string),
            .needs("duration", .integer, "1800")
        ),
        Action(
            "set_group_whole_ban",
            .dangerous,
            .standard,
            "NBLGO",
            .group,
            .may("enable", .boolean, "true")
        ),
        // Left out, NapCat takes the rank away instead of giving it.
        Action("set_group_admin", .dangerous, .standard, "NBLGO", .group, .user, .needs("enable", .boolean, "true")),
        Action("set_group_anonymous", .changes, .standard, "GO", .group, .may("enable", .boolean, "true")),
        Action("set_group_card", .changes, .standard, "NBLGO", .group, .user, .may("card", .string, #""""#)),
        Action("set_group_name", .changes, .standard, "NBLGO", .group, .needs("group_name", .string)),
        Action("set_group_leave", .dangerous, .standard, "NBLGO", .group, .may("is_dismiss", .boolean, "false")),
        Action(
            "set_group_special_title",
            .changes,
            .standard,
            "NBLGO",
            .group,
            .user,
            .may("special_title", .string, #""""#),
            .may("duration", .integer, "-1")
        ),
        Action(
            "set_friend_add_request",
            .changes,
            .standard,
            "NBLGO",
            .flag,
            .approve,
            .may("remark", .string, #""""#)
        ),
        Action(
            "set_group_add_request",
            .changes,
            .standard,
            "NBLGO",
            .flag,
            .needs("sub_type", .string),
            .approve,
            .may("reason", .string, #""""#)
        ),
        Action("get_login_info", .reads, .standard, "NBLGOY"),
        Action("get_stranger_info", .reads, .standard, "NBLGO", .user, .noCache),
        Action("get_friend_list", .reads, .standard, "NBLGO", .noCache),
        Action("get_group_info", .reads, .standard, "NBLGO", .group, .noCache),
        Action("get_group_list", .reads, .standard, "NBLGO", .noCache),
        Action("get_group_member_info", .reads, .standard, "NBLGO", .group, .user, .noCache),
        Action("get_group_member_list", .reads, .standard, "NBLGO", .group, .noCache),
        Action("get_group_honor_info", .reads, .standard, "NBLGO", .group, .may("type", .string, #""all""#)),
        Action("get_cookies", .readsSecrets, .standard, "NBLGO", .needs("domain", .string, #""""#)),
        Action("get_csrf_token", .readsSecrets, .standard, "NBLGO"),
        Action("get_credentials", .readsSecrets, .standard, "NBLGO", .needs("domain", .string, #""""#)),
        Action("get_record", .reads, .standard, "NBLGO", .file, .needs("out_format", .string, #""mp3""#)),
        Action("get_image", .reads, .standard, "NBLGO", .file),
        Action("can_send_image", .reads, .standard, "NBLGO"),
        Action("can_send_record", .reads, .standard, "NBLGO"),
        Action("get_status", .reads, .standard, "NBLGOY"),
        Action("get_version_info", .reads, .standard, "NBLGOY"),
        Action("set_restart", .dangerous, .standard, "NBLGO", .may("delay", .integer, "0")),
        Action("clean_cache", .dangerous, .standard, "NBLGO"),
        Action(
            ".handle_quick_operation",
            .changes,
            .standard,
            "NBLGO",
            .needs("context", .object),
            .needs("operation", .object)
        ),
    ]
}
